//! Sending signals, and the clocks that send them.

use crate::mirror::mirror;
use libc::{c_int, c_uint, itimerspec, itimerval, pid_t, pthread_t, sigval};

unsafe extern "C-unwind" {
    fn kill(pid: pid_t, sig: c_int) -> c_int;
    fn killpg(group: pid_t, sig: c_int) -> c_int;
    fn raise(sig: c_int) -> c_int;
    fn pthread_kill(thread: pthread_t, sig: c_int) -> c_int;
    fn sigqueue(pid: pid_t, sig: c_int, value: sigval) -> c_int;
    fn alarm(seconds: c_uint) -> c_uint;
    fn setitimer(which: c_int, value: *const itimerval, old_value: *mut itimerval) -> c_int;
    fn timerfd_create(clock: c_int, flags: c_int) -> c_int;
    fn timerfd_settime(fd: c_int, flags: c_int, value: *const itimerspec, old_value: *mut itimerspec) -> c_int;
}

/// Mirrors kill(2): sends a signal to a process, to this process group (0), to every process it may (-1), or to
/// another group (its negative id). Signal 0 sends nothing and only asks whether it could. Errors: as kill(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_kill(pid: pid_t, sig: c_int) -> c_int {
    mirror!(kill(pid, sig))
}

/// Mirrors killpg(3): sends a signal to every process of a process group (0: this one). Errors: as killpg(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_killpg(group: pid_t, sig: c_int) -> c_int {
    mirror!(killpg(group, sig))
}

/// Mirrors raise(3): sends a signal to the calling thread, and returns after its handler has; 0, or not 0 on
/// failure. Errors: as raise(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_raise(sig: c_int) -> c_int {
    mirror!(raise(sig))
}

/// Mirrors pthread_kill(3): sends a signal to a thread of this process; signal 0 only asks whether it could. Returns
/// 0, or an error number; errno is not set. Errors: as pthread_kill(3).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_kill(thread: pthread_t, sig: c_int) -> c_int {
    mirror!(pthread_kill(thread, sig) returns errno)
}

/// Mirrors sigqueue(3): sends a signal together with a value, which a handler with SA_SIGINFO gets as si_value.
/// Errors: as sigqueue(3).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sigqueue(pid: pid_t, sig: c_int, value: sigval) -> c_int {
    mirror!(sigqueue(pid, sig, value))
}

/// Mirrors alarm(2): has SIGALRM sent in so many seconds (0: not at all); returns how many the alarm before still
/// had, or 0. Errors: none, as alarm(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_alarm(seconds: c_uint) -> c_uint {
    mirror!(alarm(seconds) unrecorded)
}

/// Mirrors setitimer(2): starts a timer that sends SIGALRM, SIGVTALRM or SIGPROF, once or again and again; a value
/// of 0 stops it. What it was before is stored if a place for it is given. Errors: as setitimer(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_setitimer(
    which: c_int,
    value: *const itimerval,
    old_value: *mut itimerval,
) -> c_int {
    mirror!(setitimer(which, value, old_value))
}

/// Mirrors timerfd_create(2): makes a timer that is read and waited for through a descriptor, which it returns.
/// Errors: as timerfd_create(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_timerfd_create(clock: c_int, flags: c_int) -> c_int {
    mirror!(timerfd_create(clock, flags))
}

/// Mirrors timerfd_settime(2): starts a timer of leat_timerfd_create; a value of 0 stops it. What it was before is
/// stored if a place for it is given. Errors: as timerfd_settime(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_timerfd_settime(
    fd: c_int,
    flags: c_int,
    value: *const itimerspec,
    old_value: *mut itimerspec,
) -> c_int {
    mirror!(timerfd_settime(fd, flags, value, old_value))
}
