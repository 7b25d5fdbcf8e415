//! Where C and Rust meet.

pub(crate) mod cancel;
pub(crate) mod errno;
pub(crate) mod guard;
pub(crate) mod handler;
pub(crate) mod record;
pub(crate) mod stack;
pub(crate) mod text_out;
