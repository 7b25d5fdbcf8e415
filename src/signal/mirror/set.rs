//! Signal sets and the mask.

use crate::mirror::mirror;
use libc::{c_int, sigset_t};

unsafe extern "C-unwind" {
    fn sigemptyset(set: *mut sigset_t) -> c_int;
    fn sigfillset(set: *mut sigset_t) -> c_int;
    fn sigaddset(set: *mut sigset_t, sig: c_int) -> c_int;
    fn sigdelset(set: *mut sigset_t, sig: c_int) -> c_int;
    fn sigismember(set: *const sigset_t, sig: c_int) -> c_int;
    fn sigprocmask(how: c_int, set: *const sigset_t, old_set: *mut sigset_t) -> c_int;
    fn pthread_sigmask(how: c_int, set: *const sigset_t, old_set: *mut sigset_t) -> c_int;
    fn sigpending(set: *mut sigset_t) -> c_int;
}

/// Mirrors sigemptyset(3): makes a signal set empty. Errors: as sigemptyset(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigemptyset(set: *mut sigset_t) -> c_int {
    mirror!(sigemptyset(set))
}

/// Mirrors sigfillset(3): makes a signal set hold every signal. Errors: as sigfillset(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigfillset(set: *mut sigset_t) -> c_int {
    mirror!(sigfillset(set))
}

/// Mirrors sigaddset(3): adds a signal to a set. Errors: as sigaddset(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigaddset(set: *mut sigset_t, sig: c_int) -> c_int {
    mirror!(sigaddset(set, sig))
}

/// Mirrors sigdelset(3): takes a signal out of a set. Errors: as sigdelset(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigdelset(set: *mut sigset_t, sig: c_int) -> c_int {
    mirror!(sigdelset(set, sig))
}

/// Mirrors sigismember(3): asks whether a signal is in a set: 1 or 0. Errors: as sigismember(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigismember(set: *const sigset_t, sig: c_int) -> c_int {
    mirror!(sigismember(set, sig))
}

/// Mirrors sigprocmask(2): changes which signals are blocked (SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK) and stores which
/// were. With several threads, use leat_pthread_sigmask. Errors: as sigprocmask(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigprocmask(how: c_int, set: *const sigset_t, old_set: *mut sigset_t) -> c_int {
    mirror!(sigprocmask(how, set, old_set))
}

/// Mirrors pthread_sigmask(3): as leat_sigprocmask, for the calling thread. Returns 0, or an error number; errno is
/// not set. Errors: as pthread_sigmask(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_sigmask(
    how: c_int,
    set: *const sigset_t,
    old_set: *mut sigset_t,
) -> c_int {
    mirror!(pthread_sigmask(how, set, old_set) returns errno)
}

/// Mirrors sigpending(2): tells which blocked signals have been sent and wait. Errors: as sigpending(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigpending(set: *mut sigset_t) -> c_int {
    mirror!(sigpending(set))
}
