//! The Rust halves of the variadic mirrors, which `csrc/variadic.c` defines, and their declarations for the header.
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_int, c_void};

unsafe extern "C-unwind" {
    fn mremap(address: *mut c_void, length: usize, new_length: usize, flags: c_int, ...) -> *mut c_void;
}

#[allow(dead_code, reason = "defined in C; declared for the header")]
unsafe extern "C-unwind" {
    /// Mirrors mremap(2): changes the size of a mapping, which MREMAP_MAYMOVE allows to move, and returns its address;
    /// MAP_FAILED on failure. The new address is read if the flags have MREMAP_FIXED. Errors: as mremap(2).
    pub fn leat_mremap(address: *mut c_void, length: usize, new_length: usize, flags: c_int, ...) -> *mut c_void;
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_mremap(
    address: *mut c_void,
    length: usize,
    new_length: usize,
    flags: c_int,
    new_address: *mut c_void,
) -> *mut c_void {
    mirror!(mremap(address, length, new_length, flags, new_address) fails NO_MAP)
}
