//! Names of hosts.

use super::rows;

rows! { Eai, name; }
