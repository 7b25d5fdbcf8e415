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

/// Mirrors sigemptyset(3). Errors: as sigemptyset(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigemptyset(set: *mut sigset_t) -> c_int {
    mirror!(sigemptyset(set))
}

/// Mirrors sigfillset(3). Errors: as sigfillset(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigfillset(set: *mut sigset_t) -> c_int {
    mirror!(sigfillset(set))
}

/// Mirrors sigaddset(3). Errors: as sigaddset(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigaddset(set: *mut sigset_t, sig: c_int) -> c_int {
    mirror!(sigaddset(set, sig))
}

/// Mirrors sigdelset(3). Errors: as sigdelset(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigdelset(set: *mut sigset_t, sig: c_int) -> c_int {
    mirror!(sigdelset(set, sig))
}

/// Mirrors sigismember(3). Errors: as sigismember(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigismember(set: *const sigset_t, sig: c_int) -> c_int {
    mirror!(sigismember(set, sig))
}

/// Mirrors sigprocmask(2). Errors: as sigprocmask(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigprocmask(how: c_int, set: *const sigset_t, old_set: *mut sigset_t) -> c_int {
    mirror!(sigprocmask(how, set, old_set))
}

/// Mirrors pthread_sigmask(3). Errors: as pthread_sigmask(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_sigmask(
    how: c_int,
    set: *const sigset_t,
    old_set: *mut sigset_t,
) -> c_int {
    mirror!(pthread_sigmask(how, set, old_set) returns errno)
}

/// Mirrors sigpending(2). Errors: as sigpending(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigpending(set: *mut sigset_t) -> c_int {
    mirror!(sigpending(set))
}
