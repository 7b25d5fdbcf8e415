//! The environment and standard error.
#![allow(unsafe_code, reason = "one call of libc each")]

use std::ffi::{CStr, c_char};

use libc::{FILE, STDERR_FILENO};

unsafe extern "C" {
    fn secure_getenv(name: *const c_char) -> *mut c_char;
    static stderr: *mut FILE;
}

/// An environment variable; none in a set-user-id program.
pub(super) fn environment(name: &CStr) -> Option<&CStr> {
    // SAFETY: the name is a string.
    let value = unsafe { secure_getenv(name.as_ptr()) };
    // SAFETY: getenv's string stays valid while nobody changes the environment, which the C library asks of every caller.
    (!value.is_null()).then(|| unsafe { CStr::from_ptr(value) })
}

pub(super) fn stderr_is_a_terminal() -> bool {
    // SAFETY: takes a number.
    unsafe { libc::isatty(STDERR_FILENO) == 1 }
}

/// The stream that perror(3) writes to.
pub(super) fn stderr_stream() -> *mut FILE {
    // SAFETY: libc's variable, read as every C program reads it.
    unsafe { stderr }
}
