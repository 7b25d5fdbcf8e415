//! → include/leat/filelock.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_int, off_t};

unsafe extern "C-unwind" {
    fn flock(fd: c_int, operation: c_int) -> c_int;
    fn lockf(fd: c_int, command: c_int, length: off_t) -> c_int;
}

/// Mirrors flock(2): locks a file, shared or exclusive (LOCK_SH, LOCK_EX), or unlocks it (LOCK_UN). The lock
/// belongs to the open file, so a forked child and a dup share it. LOCK_NB: do not wait. Errors: as flock(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_flock(fd: c_int, operation: c_int) -> c_int {
    mirror!(flock(fd, operation))
}

/// Mirrors lockf(3): locks, tests or unlocks that many bytes from the file's position on (0: up to the end). The
/// lock belongs to the process, and goes when that closes any descriptor for the file. Errors: as lockf(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_lockf(fd: c_int, command: c_int, length: off_t) -> c_int {
    mirror!(lockf(fd, command, length))
}
