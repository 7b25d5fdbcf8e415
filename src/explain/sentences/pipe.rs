//! Pipes and FIFOs.

use super::rows;

rows! { Errno, pipe;
}
