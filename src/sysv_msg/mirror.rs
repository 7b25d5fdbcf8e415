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

/// Mirrors ftok(3). Errors: as ftok(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_ftok(path: *const c_char, project: c_int) -> key_t {
    mirror!(ftok(path, project))
}

/// Mirrors msgget(2). Errors: as msgget(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_msgget(key: key_t, flags: c_int) -> c_int {
    mirror!(msgget(key, flags))
}

/// Mirrors msgsnd(2). Errors: as msgsnd(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_msgsnd(id: c_int, message: *const c_void, size: usize, flags: c_int) -> c_int {
    mirror!(msgsnd(id, message, size, flags))
}

/// Mirrors msgrcv(2). Errors: as msgrcv(2).
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

/// Mirrors msgctl(2). Errors: as msgctl(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_msgctl(id: c_int, command: c_int, status: *mut msqid_ds) -> c_int {
    mirror!(msgctl(id, command, status))
}
