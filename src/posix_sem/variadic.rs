//! The Rust halves of the variadic mirrors, which `csrc/variadic.c` defines, and their declarations for the header.
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int, c_uint, mode_t, sem_t};

unsafe extern "C-unwind" {
    fn sem_open(name: *const c_char, flags: c_int, ...) -> *mut sem_t;
}

#[allow(dead_code, reason = "defined in C; declared for the header")]
unsafe extern "C-unwind" {
    /// Mirrors sem_open(3): opens a named semaphore, whose name begins with its only slash; returns SEM_FAILED on
    /// failure. Mode and value are read if the flags have O_CREAT. Errors: as sem_open(3).
    pub fn leat_sem_open(name: *const c_char, flags: c_int, ...) -> *mut sem_t;
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_sem_open(
    name: *const c_char,
    flags: c_int,
    mode: mode_t,
    value: c_uint,
) -> *mut sem_t {
    mirror!(sem_open(name, flags, mode, value))
}
