//! connect

use super::rows;

rows! { Errno, socket_connect; }
