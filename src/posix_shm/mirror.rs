//! → include/leat/posix_shm.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int, c_uint, mode_t};

unsafe extern "C-unwind" {
    fn shm_open(name: *const c_char, flags: c_int, mode: mode_t) -> c_int;
    fn shm_unlink(name: *const c_char) -> c_int;
    fn memfd_create(name: *const c_char, flags: c_uint) -> c_int;
}

/// Mirrors shm_open(3): opens a shared memory object, whose name begins with its only slash, for leat_mmap; returns
/// its descriptor. A new one (O_CREAT) is empty until leat_ftruncate. Errors: as shm_open(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shm_open(name: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    mirror!(shm_open(name, flags, mode))
}

/// Mirrors shm_unlink(3): removes a shared memory object's name. The object goes with its last mapping and
/// descriptor. Errors: as shm_unlink(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shm_unlink(name: *const c_char) -> c_int {
    mirror!(shm_unlink(name))
}

/// Mirrors memfd_create(2): makes a file in memory, which has no place in the file system, and returns its
/// descriptor. Errors: as memfd_create(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_memfd_create(name: *const c_char, flags: c_uint) -> c_int {
    mirror!(memfd_create(name, flags))
}
