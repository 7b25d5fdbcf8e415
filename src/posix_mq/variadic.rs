//! The Rust halves of the variadic mirrors, which `csrc/variadic.c` defines, and their declarations for the header.
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int, mode_t, mq_attr, mqd_t};

unsafe extern "C-unwind" {
    fn mq_open(name: *const c_char, flags: c_int, ...) -> mqd_t;
}

#[allow(dead_code, reason = "defined in C; declared for the header")]
unsafe extern "C-unwind" {
    /// Mirrors mq_open(3): opens a message queue, whose name begins with its only slash; returns its descriptor, or
    /// (mqd_t)-1. Mode and attributes, which may be NULL, are read if the flags have O_CREAT. Errors: as mq_open(3).
    pub fn leat_mq_open(name: *const c_char, flags: c_int, ...) -> mqd_t;
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_mq_open(
    name: *const c_char,
    flags: c_int,
    mode: mode_t,
    attributes: *mut mq_attr,
) -> mqd_t {
    mirror!(mq_open(name, flags, mode, attributes))
}
