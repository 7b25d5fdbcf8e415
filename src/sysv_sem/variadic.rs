//! The Rust halves of the variadic mirrors, which `csrc/variadic.c` defines, and their declarations for the header.
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_int, c_ulong};

unsafe extern "C-unwind" {
    fn semctl(id: c_int, number: c_int, command: c_int, ...) -> c_int;
}

#[allow(dead_code, reason = "defined in C; declared for the header")]
unsafe extern "C-unwind" {
    /// Mirrors semctl(2): reads or sets semaphores (GETVAL, SETVAL), tells about the set (IPC_STAT), removes it
    /// (IPC_RMID). A `union semun` is read for the commands that have one. Errors: as semctl(2).
    pub fn leat_semctl(id: c_int, number: c_int, command: c_int, ...) -> c_int;
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_semctl(id: c_int, number: c_int, command: c_int, argument: c_ulong) -> c_int {
    mirror!(semctl(id, number, command, argument))
}
