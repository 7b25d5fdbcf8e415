//! Thread cancellation, which the own functions do not let in: unwinding must not meet their guard.
#![allow(unsafe_code, reason = "calls of libc")]

use std::ffi::c_int;

// They may unwind: see `disabled`.
unsafe extern "C-unwind" {
    fn pthread_setcancelstate(state: c_int, ret_before: *mut c_int) -> c_int;
    fn pthread_setcanceltype(kind: c_int, ret_before: *mut c_int) -> c_int;
}

/// pthread.h
const PTHREAD_CANCEL_DISABLE: c_int = 1;
const PTHREAD_CANCEL_DEFERRED: c_int = 0;

/// Runs `body`; whoever cancels this thread meanwhile is heard at its next cancellation point. That is in here, behind
/// `body`, if the thread is one that may be cancelled anywhere: so callers are `C-unwind` and hold nothing then.
pub(crate) fn disabled<R>(body: impl FnOnce() -> R) -> R {
    let (mut state, mut kind) = (0, 0);
    // SAFETY: a valid state, and room for the one before.
    unsafe { pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &raw mut state) };
    // The signal of a pthread_cancel that found the state enabled may come now, and glibc then looks only at the type.
    // SAFETY: a valid type, and room for the one before.
    unsafe { pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &raw mut kind) };
    let result = body();
    // SAFETY: it is the state that was. Of this type nothing acts on it before the next cancellation point.
    unsafe { pthread_setcancelstate(state, &raw mut state) };
    // SAFETY: it is the type that was.
    unsafe { pthread_setcanceltype(kind, &raw mut kind) };
    result
}
