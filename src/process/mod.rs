//! Processes and threads: starting them, and waiting for their end; whose they are.

mod mirror;
mod variadic;

/// What a thread runs, `void *(*)(void *)`, as a number: a caller may pass what Rust could not call. base.h has the C type.
#[allow(non_camel_case_types, reason = "the name it has in C")]
pub(crate) type leat_thread_start = usize;
