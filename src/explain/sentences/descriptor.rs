//! What descriptors are, and what can be done with one.

use super::rows;

rows! { Errno, descriptor;
}
