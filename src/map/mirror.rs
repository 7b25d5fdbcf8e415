//! → include/leat/map.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_int, c_void, off_t};

unsafe extern "C-unwind" {
    fn mmap(
        address: *mut c_void,
        length: usize,
        protection: c_int,
        flags: c_int,
        fd: c_int,
        offset: off_t,
    ) -> *mut c_void;
    fn munmap(address: *mut c_void, length: usize) -> c_int;
    fn msync(address: *mut c_void, length: usize, flags: c_int) -> c_int;
    fn mprotect(address: *mut c_void, length: usize, protection: c_int) -> c_int;
    fn madvise(address: *mut c_void, length: usize, advice: c_int) -> c_int;
    fn mlock(address: *const c_void, length: usize) -> c_int;
    fn munlock(address: *const c_void, length: usize) -> c_int;
}

/// Mirrors mmap(2). Errors: as mmap(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mmap(
    address: *mut c_void,
    length: usize,
    protection: c_int,
    flags: c_int,
    fd: c_int,
    offset: off_t,
) -> *mut c_void {
    mirror!(mmap(address, length, protection, flags, fd, offset) fails NO_MAP)
}

/// Mirrors munmap(2). Errors: as munmap(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_munmap(address: *mut c_void, length: usize) -> c_int {
    mirror!(munmap(address, length))
}

/// Mirrors msync(2). Errors: as msync(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_msync(address: *mut c_void, length: usize, flags: c_int) -> c_int {
    mirror!(msync(address, length, flags))
}

/// Mirrors mprotect(2). Errors: as mprotect(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mprotect(address: *mut c_void, length: usize, protection: c_int) -> c_int {
    mirror!(mprotect(address, length, protection))
}

/// Mirrors madvise(2). Errors: as madvise(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_madvise(address: *mut c_void, length: usize, advice: c_int) -> c_int {
    mirror!(madvise(address, length, advice))
}

/// Mirrors mlock(2). Errors: as mlock(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mlock(address: *const c_void, length: usize) -> c_int {
    mirror!(mlock(address, length))
}

/// Mirrors munlock(2). Errors: as munlock(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_munlock(address: *const c_void, length: usize) -> c_int {
    mirror!(munlock(address, length))
}
