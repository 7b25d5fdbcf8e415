//! → include/leat/sysv_sem.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_int, key_t, sembuf, timespec};

unsafe extern "C-unwind" {
    fn semget(key: key_t, count: c_int, flags: c_int) -> c_int;
    fn semop(id: c_int, operations: *mut sembuf, count: usize) -> c_int;
    fn semtimedop(id: c_int, operations: *mut sembuf, count: usize, timeout: *const timespec) -> c_int;
}

/// Mirrors semget(2): returns the id of the set with that key; IPC_CREAT and a mode make it if it is not there,
/// IPC_PRIVATE always does. The values must then be set. Errors: as semget(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_semget(key: key_t, count: c_int, flags: c_int) -> c_int {
    mirror!(semget(key, count, flags))
}

/// Mirrors semop(2): does all of several operations on a set in one step: adding to a value, taking from it,
/// waiting for 0; waits until all are possible. Errors: as semop(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_semop(id: c_int, operations: *mut sembuf, count: usize) -> c_int {
    mirror!(semop(id, operations, count))
}

/// Mirrors semtimedop(2): as leat_semop, but waits at most the given time (NULL: for ever); then EAGAIN.
/// Errors: as semtimedop(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_semtimedop(
    id: c_int,
    operations: *mut sembuf,
    count: usize,
    timeout: *const timespec,
) -> c_int {
    mirror!(semtimedop(id, operations, count, timeout))
}
