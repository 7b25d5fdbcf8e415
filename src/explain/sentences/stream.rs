//! Streams of stdio.

use super::rows;

rows! { Errno, stream;
}
