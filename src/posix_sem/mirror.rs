//! → include/leat/posix_sem.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int, c_uint, clockid_t, sem_t, timespec};

unsafe extern "C-unwind" {
    fn sem_close(semaphore: *mut sem_t) -> c_int;
    fn sem_unlink(name: *const c_char) -> c_int;
    fn sem_init(semaphore: *mut sem_t, shared: c_int, value: c_uint) -> c_int;
    fn sem_destroy(semaphore: *mut sem_t) -> c_int;
    fn sem_wait(semaphore: *mut sem_t) -> c_int;
    fn sem_trywait(semaphore: *mut sem_t) -> c_int;
    fn sem_timedwait(semaphore: *mut sem_t, deadline: *const timespec) -> c_int;
    fn sem_clockwait(semaphore: *mut sem_t, clock: clockid_t, deadline: *const timespec) -> c_int;
    fn sem_post(semaphore: *mut sem_t) -> c_int;
    fn sem_getvalue(semaphore: *mut sem_t, ret_value: *mut c_int) -> c_int;
}

/// Mirrors sem_close(3): gives up a semaphore that leat_sem_open opened. Its value stays. Errors: as sem_close(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_close(semaphore: *mut sem_t) -> c_int {
    mirror!(sem_close(semaphore))
}

/// Mirrors sem_unlink(3): removes a semaphore's name. The semaphore goes when the last process has closed it.
/// Errors: as sem_unlink(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_unlink(name: *const c_char) -> c_int {
    mirror!(sem_unlink(name))
}

/// Mirrors sem_init(3): makes a semaphore with a value, for the threads of the process (0), or (not 0) for
/// processes that share its memory. Errors: as sem_init(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_init(semaphore: *mut sem_t, shared: c_int, value: c_uint) -> c_int {
    mirror!(sem_init(semaphore, shared, value))
}

/// Mirrors sem_destroy(3): ends a semaphore of leat_sem_init. Nobody may be waiting. Errors: as sem_destroy(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_destroy(semaphore: *mut sem_t) -> c_int {
    mirror!(sem_destroy(semaphore))
}

/// Mirrors sem_wait(3): takes one from a semaphore's value, and waits while that is 0. Errors: as sem_wait(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_wait(semaphore: *mut sem_t) -> c_int {
    mirror!(sem_wait(semaphore))
}

/// Mirrors sem_trywait(3): as leat_sem_wait, but does not wait: EAGAIN. Errors: as sem_trywait(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_trywait(semaphore: *mut sem_t) -> c_int {
    mirror!(sem_trywait(semaphore))
}

/// Mirrors sem_timedwait(3): as leat_sem_wait, but waits at most until a time of CLOCK_REALTIME; then ETIMEDOUT.
/// Errors: as sem_timedwait(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_timedwait(semaphore: *mut sem_t, deadline: *const timespec) -> c_int {
    mirror!(sem_timedwait(semaphore, deadline))
}

/// Mirrors sem_clockwait: as leat_sem_timedwait, but of the given clock: CLOCK_MONOTONIC or CLOCK_REALTIME.
/// Errors: as sem_timedwait(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_clockwait(
    semaphore: *mut sem_t,
    clock: clockid_t,
    deadline: *const timespec,
) -> c_int {
    mirror!(sem_clockwait(semaphore, clock, deadline))
}

/// Mirrors sem_post(3): adds one to a semaphore's value, which may wake one who waits. It may be called in a signal
/// handler. Errors: as sem_post(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_post(semaphore: *mut sem_t) -> c_int {
    mirror!(sem_post(semaphore))
}

/// Mirrors sem_getvalue(3): stores a semaphore's value, which may be another by then. Errors: as sem_getvalue(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sem_getvalue(semaphore: *mut sem_t, ret_value: *mut c_int) -> c_int {
    mirror!(sem_getvalue(semaphore, ret_value))
}
