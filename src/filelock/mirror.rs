//! → include/leat/filelock.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_int, off_t};

unsafe extern "C-unwind" {
    fn flock(fd: c_int, operation: c_int) -> c_int;
    fn lockf(fd: c_int, command: c_int, length: off_t) -> c_int;
}

/// Mirrors flock(2). Errors: as flock(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_flock(fd: c_int, operation: c_int) -> c_int {
    mirror!(flock(fd, operation))
}

/// Mirrors lockf(3). Errors: as lockf(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_lockf(fd: c_int, command: c_int, length: off_t) -> c_int {
    mirror!(lockf(fd, command, length))
}
