//! → include/leat/sync.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_int, pthread_cond_t, pthread_mutex_t, pthread_mutexattr_t, timespec};

unsafe extern "C-unwind" {
    fn pthread_mutex_init(mutex: *mut pthread_mutex_t, attributes: *const pthread_mutexattr_t) -> c_int;
    fn pthread_mutex_lock(mutex: *mut pthread_mutex_t) -> c_int;
    fn pthread_mutex_trylock(mutex: *mut pthread_mutex_t) -> c_int;
    fn pthread_mutex_timedlock(mutex: *mut pthread_mutex_t, deadline: *const timespec) -> c_int;
    fn pthread_mutex_unlock(mutex: *mut pthread_mutex_t) -> c_int;
    fn pthread_mutex_destroy(mutex: *mut pthread_mutex_t) -> c_int;
    fn pthread_mutex_consistent(mutex: *mut pthread_mutex_t) -> c_int;
    fn pthread_cond_wait(condition: *mut pthread_cond_t, mutex: *mut pthread_mutex_t) -> c_int;
    fn pthread_cond_timedwait(
        condition: *mut pthread_cond_t,
        mutex: *mut pthread_mutex_t,
        deadline: *const timespec,
    ) -> c_int;
    fn pthread_cond_signal(condition: *mut pthread_cond_t) -> c_int;
    fn pthread_cond_broadcast(condition: *mut pthread_cond_t) -> c_int;
}

/// Mirrors pthread_mutex_init(3p): makes a mutex, unlocked, of the kind that the attributes say (NULL: the default,
/// for the threads of this process). Returns 0, or an error number; errno is not set.
/// Errors: as pthread_mutex_init(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_mutex_init(
    mutex: *mut pthread_mutex_t,
    attributes: *const pthread_mutexattr_t,
) -> c_int {
    mirror!(pthread_mutex_init(mutex, attributes) returns errno)
}

/// Mirrors pthread_mutex_lock(3p): locks a mutex, and waits while another thread has it. Returns 0, or an error number;
/// errno is not set. With EOWNERDEAD the mutex is locked, but whoever had it ended in the middle of its work.
/// Errors: as pthread_mutex_lock(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_mutex_lock(mutex: *mut pthread_mutex_t) -> c_int {
    mirror!(pthread_mutex_lock(mutex) returns errno)
}

/// Mirrors pthread_mutex_trylock(3p): as leat_pthread_mutex_lock, but does not wait: EBUSY.
/// Errors: as pthread_mutex_trylock(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_mutex_trylock(mutex: *mut pthread_mutex_t) -> c_int {
    mirror!(pthread_mutex_trylock(mutex) returns errno)
}

/// Mirrors pthread_mutex_timedlock(3p): as leat_pthread_mutex_lock, but waits at most until a time of CLOCK_REALTIME;
/// then ETIMEDOUT. Errors: as pthread_mutex_timedlock(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_mutex_timedlock(
    mutex: *mut pthread_mutex_t,
    deadline: *const timespec,
) -> c_int {
    mirror!(pthread_mutex_timedlock(mutex, deadline) returns errno)
}

/// Mirrors pthread_mutex_unlock(3p): unlocks a mutex that the calling thread has locked. Returns 0, or an error number;
/// errno is not set. Errors: as pthread_mutex_unlock(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_mutex_unlock(mutex: *mut pthread_mutex_t) -> c_int {
    mirror!(pthread_mutex_unlock(mutex) returns errno)
}

/// Mirrors pthread_mutex_destroy(3p): ends a mutex, which nobody may have locked. Returns 0, or an error number;
/// errno is not set. Errors: as pthread_mutex_destroy(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_mutex_destroy(mutex: *mut pthread_mutex_t) -> c_int {
    mirror!(pthread_mutex_destroy(mutex) returns errno)
}

/// Mirrors pthread_mutex_consistent(3): after EOWNERDEAD, says that what the mutex protects is in order again; if a
/// mutex is unlocked without, nobody can lock it any more. Returns 0, or an error number; errno is not set.
/// Errors: as pthread_mutex_consistent(3).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_mutex_consistent(mutex: *mut pthread_mutex_t) -> c_int {
    mirror!(pthread_mutex_consistent(mutex) returns errno)
}

/// Mirrors pthread_cond_wait(3p): unlocks a mutex and waits for the condition to be signalled, in one step, then
/// locks it again. It may return without a signal, so whoever waits asks again in a loop. Returns 0, or an error
/// number; errno is not set. Errors: as pthread_cond_wait(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_cond_wait(
    condition: *mut pthread_cond_t,
    mutex: *mut pthread_mutex_t,
) -> c_int {
    mirror!(pthread_cond_wait(condition, mutex) returns errno)
}

/// Mirrors pthread_cond_timedwait(3p): as leat_pthread_cond_wait, but waits at most until a time of the condition's
/// clock, which is CLOCK_REALTIME unless its attributes say another; then ETIMEDOUT, with the mutex locked.
/// Errors: as pthread_cond_timedwait(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_cond_timedwait(
    condition: *mut pthread_cond_t,
    mutex: *mut pthread_mutex_t,
    deadline: *const timespec,
) -> c_int {
    mirror!(pthread_cond_timedwait(condition, mutex, deadline) returns errno)
}

/// Mirrors pthread_cond_signal(3p): wakes one of the threads that wait for a condition; nobody remembers it if there is
/// none. Returns 0. Errors: as pthread_cond_signal(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_cond_signal(condition: *mut pthread_cond_t) -> c_int {
    mirror!(pthread_cond_signal(condition) returns errno)
}

/// Mirrors pthread_cond_broadcast(3p): wakes all the threads that wait for a condition. Returns 0.
/// Errors: as pthread_cond_broadcast(3p).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_cond_broadcast(condition: *mut pthread_cond_t) -> c_int {
    mirror!(pthread_cond_broadcast(condition) returns errno)
}
