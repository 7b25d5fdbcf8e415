//! Where C and Rust meet.

pub(crate) mod errno;
pub(crate) mod guard;
pub(crate) mod record;
