//! → include/leat/sysv_msg.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int, c_long, c_void, key_t, msqid_ds, ssize_t};

unsafe extern "C-unwind" {
    fn ftok(path: *const c_char, project: c_int) -> key_t;
    fn msgget(key: key_t, flags: c_int) -> c_int;
    fn msgsnd(id: c_int, message: *const c_void, size: usize, flags: c_int) -> c_int;
    fn msgrcv(id: c_int, message: *mut c_void, size: usize, msg_type: c_long, flags: c_int) -> ssize_t;
    fn msgctl(id: c_int, command: c_int, status: *mut msqid_ds) -> c_int;
}

/// Mirrors ftok(3): makes a System V key from a file that exists and the low eight bits of a number, which must not
/// be 0. Errors: as ftok(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_ftok(path: *const c_char, project: c_int) -> key_t {
    mirror!(ftok(path, project))
}

/// Mirrors msgget(2): returns the id of the queue with that key; IPC_CREAT and a mode make it if it is not there,
/// IPC_PRIVATE always does. Errors: as msgget(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_msgget(key: key_t, flags: c_int) -> c_int {
    mirror!(msgget(key, flags))
}

/// Mirrors msgsnd(2): puts a message on a queue, and waits while the queue is full. The message begins with a long,
/// its type, above 0; the size does not count it. Errors: as msgsnd(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_msgsnd(id: c_int, message: *const c_void, size: usize, flags: c_int) -> c_int {
    mirror!(msgsnd(id, message, size, flags))
}

/// Mirrors msgrcv(2): takes a message off a queue, waiting while there is none: the first (0), the first of a type,
/// or of the lowest type up to one (negative). Returns its size. Errors: as msgrcv(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_msgrcv(
    id: c_int,
    message: *mut c_void,
    size: usize,
    msg_type: c_long,
    flags: c_int,
) -> ssize_t {
    mirror!(msgrcv(id, message, size, msg_type, flags))
}

/// Mirrors msgctl(2): tells about a queue (IPC_STAT), changes its owner, mode or limit (IPC_SET), or removes it
/// (IPC_RMID). Errors: as msgctl(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_msgctl(id: c_int, command: c_int, status: *mut msqid_ds) -> c_int {
    mirror!(msgctl(id, command, status))
}
