//! Where C and Rust meet.

pub(crate) mod cancel;
pub(crate) mod descriptor;
pub(crate) mod errno;
pub(crate) mod error;
pub(crate) mod fork;
pub(crate) mod guard;
pub(crate) mod handle;
pub(crate) mod handler;
pub(crate) mod lock;
pub(crate) mod memory;
pub(crate) mod once;
pub(crate) mod options;
pub(crate) mod own;
pub(crate) mod ptr;
pub(crate) mod record;
pub(crate) mod sigpipe;
pub(crate) mod stack;
pub(crate) mod text_out;
pub(crate) mod thread_key;
