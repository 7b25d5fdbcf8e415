//! Signals: sending, blocking, handling and waiting for them.

mod mirror;

/// A handler, `void (*)(int)`, as a number: SIG_DFL, SIG_IGN and SIG_ERR are none that Rust could call. base.h has the
/// C type.
#[allow(non_camel_case_types, reason = "the name it has in C")]
pub(crate) type leat_signal_handler = usize;
