//! The environment of this process.

use std::ffi::{CStr, c_char};

use crate::explain::facts::file::{Bytes, Errno};

/// A copy of a variable; None if it is not set.
pub(in crate::explain::facts) fn variable(name: &CStr) -> Option<Result<Bytes, Errno>> {
    // SAFETY: the name is a string.
    let value = unsafe { libc::getenv(name.as_ptr()) };
    if value.is_null() {
        return None;
    }
    // SAFETY: it is a string of the environment. Who changes that in another thread meanwhile may not call execvp either,
    // which reads it too.
    let value = unsafe { CStr::from_ptr(value) };
    Some(Bytes::of(&[value.to_bytes()]))
}

unsafe extern "C" {
    static environ: *const *const c_char;
}

/// Where its vector of strings is.
pub(in crate::explain::facts) fn address() -> u64 {
    // SAFETY: libc's variable, read as every C program reads it.
    let vector = unsafe { environ };
    vector.addr() as u64
}
