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
    mirror!(semctl(id, number, command, argument) as semctl(id, number, command, meant(command, argument)))
}

/// What the argument says: for SETVAL it is an int, and the rest of the word is whatever the program left there.
fn meant(command: c_int, argument: c_ulong) -> c_ulong {
    let [a, b, c, d, ..] = argument.to_ne_bytes();
    if command == libc::SETVAL { c_int::from_ne_bytes([a, b, c, d]) as c_ulong } else { argument }
}
