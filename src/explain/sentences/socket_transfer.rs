//! transfer

use super::rows;

rows! { Errno, socket_transfer; }
