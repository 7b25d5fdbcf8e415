//! → include/leat/stop.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::c_int;
use std::ptr::null_mut;

use libc::EFAULT;

use super::attached::{Attached, attach};
use super::leat_stop;
use crate::boundary::error::Error;
use crate::boundary::own::{freeing, own};
use crate::boundary::{errno, memory};
use crate::explain::own::Own;
use crate::explain::refuse;

/// Makes a stop: what ends the blocked calls of the threads that it is attached to. As in
///
///     static leat_stop *stop;
///     static void on_interrupt(int signal) { leat_stop_now(stop); }
///
///     stop = leat_stop_new();
///     signal(SIGINT, on_interrupt);
///     leat_stop_attach(stop);
///     if (leat_io_read_all(fd, buffer, size, LEAT_FOREVER, &moved) == -1 && errno == ECANCELED)
///         puts("interrupted");
///
/// Returns it; NULL on failure.
///
/// Errors: ENOMEM. EMFILE, ENFILE: it is an eventfd(2).
///
/// Ownership: the caller's, until leat_stop_free.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub extern "C-unwind" fn leat_stop_new() -> *mut leat_stop {
    own(Own::stop_new, null_mut(), || Ok(Box::into_raw(memory::boxed(leat_stop::new()?)?)))
}

/// Throws the stop: every call of leat's own functions that can block, and is blocked in a thread that it is attached to,
/// fails with ECANCELED, and so does each later one. What they had done by then they report, as their comments say. A stop
/// stays thrown; to throw it again changes nothing.
///
/// Returns 0; -1 on failure. On success errno is left as it was.
///
/// Errors: EFAULT `stop` is NULL. EPERM it belongs to another process, of which this is a forked child.
///
/// Threads: safe, and async-signal-safe, so that a signal handler may do it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn leat_stop_now(stop: *const leat_stop) -> c_int {
    // No guard, whose first call allocates.
    errno::on_success_kept(|| {
        // SAFETY: NULL, or one that is not freed meanwhile.
        match unsafe { named(stop) }.and_then(leat_stop::ours) {
            Ok(stop) => {
                stop.throw();
                Some(0)
            }
            Err(error) => {
                error.fail(Own::stop_now);
                None
            }
        }
    })
    .unwrap_or(-1)
}

/// Asks whether the stop was thrown: for work between calls that block.
///
/// Returns 1 if it was, 0 if not; -1 on failure.
///
/// Errors: EFAULT `stop` is NULL. EPERM it belongs to another process, of which this is a forked child, which would not see it
/// thrown.
///
/// Threads: safe, async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn leat_stop_is_thrown(stop: *const leat_stop) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    match unsafe { named(stop) }.and_then(leat_stop::ours) {
        Ok(stop) => stop.is_thrown().into(),
        Err(error) => {
            error.fail(Own::stop_is_thrown);
            -1
        }
    }
}

/// Attaches the stop to this thread, in place of the one before; NULL attaches none. Each of leat's own functions that takes
/// a timeout_ms, called by this thread, then also ends when it is thrown. Mirrors and the C library's functions do not. A child
/// made by fork(2) has none attached.
///
/// Returns 1 if one was attached before, 0 if none; -1 on failure, and then the one before stays.
///
/// Errors: EPERM it belongs to another process, of which this is a forked child. ENOMEM. EAGAIN there are no thread-specific
/// keys left (pthread_key_create(3)).
///
/// Ownership: the thread counts the stop, which stays until it attaches another or ends, even if it is freed meanwhile.
///
/// Threads: safe: each thread has its own. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_stop_attach(stop: *mut leat_stop) -> c_int {
    own(Own::stop_attach, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        let stop = match unsafe { stop.as_ref() } {
            Some(stop) => Some(Attached::of(stop.ours()?)),
            None => None,
        };
        Ok(attach(stop)?.is_some().into())
    })
}

/// Gives the stop's descriptor, which is readable once it was thrown: for poll(2) and event loops, beside others. Do not read
/// from it, nor write to it.
///
/// Returns the descriptor; -1 on failure.
///
/// Errors: EFAULT `stop` is NULL. EPERM it belongs to another process, of which this is a forked child.
///
/// Ownership: the stop's, until leat_stop_free.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_stop_fd(stop: *const leat_stop) -> c_int {
    own(Own::stop_fd, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        let stop = unsafe { named(stop)? };
        Ok(stop.ours()?.fd())
    })
}

/// Frees the stop, once no thread has it attached any more. NULL is nothing.
///
/// Errors: none. errno is left as it was.
///
/// Ownership: the caller may not use it any more, nor may a signal handler throw it.
///
/// Threads: safe. Not async-signal-safe. Works in a forked child, where it only closes.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_stop_free(stop: *mut leat_stop) {
    // SAFETY: the reference that leat_stop_new counted.
    freeing(|| drop(unsafe { Attached::from_raw(stop) }));
}

/// # Safety
/// NULL, or one that is not freed while the reference lives.
unsafe fn named<'a>(stop: *const leat_stop) -> Result<&'a leat_stop, Error> {
    // SAFETY: as of this function.
    unsafe { stop.as_ref() }.ok_or_else(|| Error::refused(EFAULT, refuse::no_handle("stop")))
}
