//! The C library's errno of this thread.
#![allow(unsafe_code, reason = "errno is a pointer that libc hands out")]

use std::ffi::c_int;

pub(crate) fn get() -> c_int {
    // SAFETY: takes no arguments and always returns this thread's variable.
    let errno = unsafe { libc::__errno_location() };
    // SAFETY: the pointer is valid for as long as this thread lives.
    unsafe { errno.read() }
}

pub(crate) fn set(value: c_int) {
    // SAFETY: as in get().
    let errno = unsafe { libc::__errno_location() };
    // SAFETY: as in get().
    unsafe { errno.write(value) }
}

/// Runs `body` and leaves errno as it was before.
pub(crate) fn kept<R>(body: impl FnOnce() -> R) -> R {
    let before = get();
    let result = body();
    set(before);
    result
}

/// Runs `body` and leaves errno as it was before, unless it gives nothing.
pub(crate) fn on_success_kept<R>(body: impl FnOnce() -> Option<R>) -> Option<R> {
    let before = get();
    let result = body();
    if result.is_some() {
        set(before);
    }
    result
}
