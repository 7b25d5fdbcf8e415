//! option

use super::rows;

rows! { Errno, socket_option; }
