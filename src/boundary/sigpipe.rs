//! SIGPIPE, which no own function lets happen: the host's thread, and what it had pending, are as before.
#![allow(unsafe_code, reason = "one call of libc each")]

use std::mem::MaybeUninit;
use std::ptr::null_mut;

use libc::{EINTR, EPIPE, SIG_BLOCK, SIG_SETMASK, SIGPIPE, sigset_t, timespec};

use super::errno;
use super::error::Errno;

/// Runs what may raise SIGPIPE in this thread, which happens where it fails with EPIPE, without that.
///
/// ```text
///   block it ── body ── EPIPE, and it was not pending before? ── take it back ── unblock it, unless it was blocked before
/// ```
pub(crate) fn withheld<T, E>(body: impl FnOnce() -> Result<T, E>, is_epipe: impl FnOnce(&E) -> bool) -> Result<T, E> {
    let only = only_sigpipe();
    let was_pending = is_pending();
    let before = set_mask(SIG_BLOCK, &only);
    let result = body();
    if !was_pending && result.as_ref().is_err_and(is_epipe) {
        take(&only);
    }
    if !contains(&before) {
        set_mask(SIG_SETMASK, &before);
    }
    result
}

/// One write(2), or another call of the kind.
pub(crate) fn withheld_from_call<T>(call: impl FnOnce() -> Result<T, Errno>) -> Result<T, Errno> {
    withheld(call, |errno| errno.0 == EPIPE)
}

fn only_sigpipe() -> sigset_t {
    let mut set = MaybeUninit::uninit();
    // SAFETY: room for a set.
    unsafe { libc::sigemptyset(set.as_mut_ptr()) };
    // SAFETY: a set, and a signal.
    unsafe { libc::sigaddset(set.as_mut_ptr(), SIGPIPE) };
    // SAFETY: sigemptyset has filled it.
    unsafe { set.assume_init() }
}

fn contains(set: &sigset_t) -> bool {
    // SAFETY: a set, and a signal.
    unsafe { libc::sigismember(set, SIGPIPE) == 1 }
}

fn is_pending() -> bool {
    let mut set = MaybeUninit::uninit();
    // SAFETY: room for a set.
    unsafe { libc::sigpending(set.as_mut_ptr()) };
    // SAFETY: sigpending has filled it.
    contains(&unsafe { set.assume_init() })
}

/// Gives the mask before.
fn set_mask(how: i32, set: &sigset_t) -> sigset_t {
    let mut before = MaybeUninit::uninit();
    // SAFETY: a set, and room for the one before.
    unsafe { libc::pthread_sigmask(how, set, before.as_mut_ptr()) };
    // SAFETY: pthread_sigmask, which fails for other values of `how` only, has filled it.
    unsafe { before.assume_init() }
}

/// Takes it if it is pending.
fn take(only: &sigset_t) {
    let at_once = timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: a set, no room for details, and a time.
    while unsafe { libc::sigtimedwait(only, null_mut(), &raw const at_once) } == -1 && errno::get() == EINTR {}
}
