//! Handling signals, and waiting: for them, or for a time.

use crate::mirror::mirror;
use crate::signal::leat_signal_handler;
use libc::{c_int, c_uint, clockid_t, siginfo_t, sigset_t, stack_t, timespec};

unsafe extern "C-unwind" {
    fn signal(sig: c_int, handler: leat_signal_handler) -> leat_signal_handler;
    fn sigaction(sig: c_int, action: *const libc::sigaction, old_action: *mut libc::sigaction) -> c_int;
    fn sigaltstack(stack: *const stack_t, old_stack: *mut stack_t) -> c_int;
    fn pause() -> c_int;
    fn sigsuspend(mask: *const sigset_t) -> c_int;
    fn sigwait(set: *const sigset_t, ret_signal: *mut c_int) -> c_int;
    fn sigwaitinfo(set: *const sigset_t, info: *mut siginfo_t) -> c_int;
    fn sigtimedwait(set: *const sigset_t, info: *mut siginfo_t, timeout: *const timespec) -> c_int;
    fn nanosleep(time: *const timespec, ret_left: *mut timespec) -> c_int;
    fn usleep(microseconds: c_uint) -> c_int;
    fn clock_nanosleep(clock: clockid_t, flags: c_int, time: *const timespec, ret_left: *mut timespec) -> c_int;
    fn signalfd(fd: c_int, mask: *const sigset_t, flags: c_int) -> c_int;
    fn __sysv_signal(sig: c_int, handler: leat_signal_handler) -> leat_signal_handler;
}

/// Mirrors signal(2): sets what a signal does: runs a handler, nothing (SIG_IGN), its default (SIG_DFL). Returns
/// what it did before, or SIG_ERR. leat_sigaction says more exactly what shall happen. Errors: as signal(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_signal(sig: c_int, handler: leat_signal_handler) -> leat_signal_handler {
    mirror!(signal(sig, handler) fails NO_HANDLER)
}

/// Mirrors sigaction(2): sets what a signal does, and stores what it did before; either may be NULL.
/// Errors: as sigaction(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigaction(
    sig: c_int,
    action: *const libc::sigaction,
    old_action: *mut libc::sigaction,
) -> c_int {
    mirror!(sigaction(sig, action, old_action))
}

/// Mirrors sigaltstack(2): sets the stack on which handlers with SA_ONSTACK run in this thread, and stores the one
/// before; either may be NULL. Errors: as sigaltstack(2).
#[cfg(leat_have_xopen)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigaltstack(stack: *const stack_t, old_stack: *mut stack_t) -> c_int {
    mirror!(sigaltstack(stack, old_stack))
}

/// Mirrors pause(2): waits until a signal handler has run; it always returns -1, with EINTR. Errors: as pause(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pause() -> c_int {
    mirror!(pause())
}

/// Mirrors sigsuspend(2): waits, with another signal mask, until a handler has run; it always returns -1, with
/// EINTR. Mask and wait are one step: no signal is missed in between. Errors: as sigsuspend(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigsuspend(mask: *const sigset_t) -> c_int {
    mirror!(sigsuspend(mask))
}

/// Mirrors sigwait(3): waits for one of the signals of a set, which must be blocked, takes it and stores its
/// number. Returns 0, or an error number; errno is not set. Errors: as sigwait(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigwait(set: *const sigset_t, ret_signal: *mut c_int) -> c_int {
    mirror!(sigwait(set, ret_signal) returns errno)
}

/// Mirrors sigwaitinfo(2): waits for one of the signals of a set, which must be blocked, takes it and returns its
/// number; what is known of it is stored unless the place is NULL. Errors: as sigwaitinfo(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigwaitinfo(set: *const sigset_t, info: *mut siginfo_t) -> c_int {
    mirror!(sigwaitinfo(set, info))
}

/// Mirrors sigtimedwait(2): as leat_sigwaitinfo, but waits at most the given time; then EAGAIN.
/// Errors: as sigtimedwait(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigtimedwait(
    set: *const sigset_t,
    info: *mut siginfo_t,
    timeout: *const timespec,
) -> c_int {
    mirror!(sigtimedwait(set, info, timeout))
}

/// Mirrors nanosleep(2): waits for the given time, or until a signal handler has run (EINTR): then what is left of the
/// time is stored unless the place is NULL. Errors: as nanosleep(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_nanosleep(time: *const timespec, ret_left: *mut timespec) -> c_int {
    mirror!(nanosleep(time, ret_left))
}

/// Mirrors usleep(3): as leat_nanosleep, for so many microseconds. Errors: as usleep(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_usleep(microseconds: c_uint) -> c_int {
    mirror!(usleep(microseconds))
}

/// Mirrors clock_nanosleep(2): as leat_nanosleep, by the given clock; with TIMER_ABSTIME, until it shows the given
/// time. Returns 0, or an error number; errno is not set. Errors: as clock_nanosleep(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_clock_nanosleep(
    clock: clockid_t,
    flags: c_int,
    time: *const timespec,
    ret_left: *mut timespec,
) -> c_int {
    mirror!(clock_nanosleep(clock, flags, time, ret_left) returns errno)
}

/// Mirrors signalfd(2): makes a descriptor from which the signals of a set, which must be blocked, are read; given
/// one (not -1), changes its set. Returns it. Errors: as signalfd(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_signalfd(fd: c_int, mask: *const sigset_t, flags: c_int) -> c_int {
    mirror!(signalfd(fd, mask, flags))
}

/// Mirrors __sysv_signal, which signal(2) becomes in strict ISO C and X/Open programs: as leat_signal, but the
/// handler runs once, is then reset to SIG_DFL, and does not block its signal. Errors: as signal(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sysv_signal(sig: c_int, handler: leat_signal_handler) -> leat_signal_handler {
    mirror!(__sysv_signal(sig, handler) as signal(sig, handler) fails NO_HANDLER)
}
