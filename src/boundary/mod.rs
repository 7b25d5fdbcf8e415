//! Where C and Rust meet.

pub(crate) mod cancel;
pub(crate) mod errno;
#[allow(dead_code, reason = "the first mechanism that needs all of it is being made")]
pub(crate) mod error;
pub(crate) mod fork;
pub(crate) mod guard;
#[allow(dead_code, reason = "the first mechanism that needs all of it is being made")]
pub(crate) mod handle;
pub(crate) mod handler;
pub(crate) mod lock;
#[allow(dead_code, reason = "the first mechanism that needs all of it is being made")]
pub(crate) mod memory;
#[allow(dead_code, reason = "the first mechanism that needs all of it is being made")]
pub(crate) mod options;
pub(crate) mod own;
#[allow(dead_code, reason = "the first mechanism that needs all of it is being made")]
pub(crate) mod ptr;
pub(crate) mod record;
pub(crate) mod sigpipe;
pub(crate) mod stack;
pub(crate) mod text_out;
pub(crate) mod thread_key;
