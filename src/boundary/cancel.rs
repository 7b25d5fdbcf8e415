//! Thread cancellation, which the own functions do not let in: unwinding must not meet their guard.
#![allow(unsafe_code, reason = "calls of libc")]

use std::ffi::c_int;

unsafe extern "C" {
    fn pthread_setcancelstate(state: c_int, ret_before: *mut c_int) -> c_int;
}

/// pthread.h
const PTHREAD_CANCEL_DISABLE: c_int = 1;

/// Runs `body`; whoever cancels this thread meanwhile is heard at its next cancellation point.
pub(crate) fn disabled<R>(body: impl FnOnce() -> R) -> R {
    let mut before = 0;
    // SAFETY: a valid state, and room for the one before.
    unsafe { pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &raw mut before) };
    let result = body();
    // SAFETY: it is the state that was. Nothing acts on it before the next cancellation point.
    unsafe { pthread_setcancelstate(before, &raw mut before) };
    result
}
