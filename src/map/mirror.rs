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

/// Mirrors mmap(2): maps a file or, with MAP_ANONYMOUS, new memory into the process and returns its address;
/// MAP_FAILED, which is not NULL, on failure. Errors: as mmap(2).
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

/// Mirrors munmap(2): unmaps whole pages, which may be a part of a mapping or several. Errors: as munmap(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_munmap(address: *mut c_void, length: usize) -> c_int {
    mirror!(munmap(address, length))
}

/// Mirrors msync(2): has changes of a shared mapping written to its file; MS_SYNC waits until they are.
/// Errors: as msync(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_msync(address: *mut c_void, length: usize, flags: c_int) -> c_int {
    mirror!(msync(address, length, flags))
}

/// Mirrors mprotect(2): sets whether pages may be read, written and executed. Errors: as mprotect(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mprotect(address: *mut c_void, length: usize, protection: c_int) -> c_int {
    mirror!(mprotect(address, length, protection))
}

/// Mirrors madvise(2): tells the kernel how pages will be used; some advice changes what is in them, as
/// MADV_DONTNEED does. Errors: as madvise(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_madvise(address: *mut c_void, length: usize, advice: c_int) -> c_int {
    mirror!(madvise(address, length, advice))
}

/// Mirrors mlock(2): keeps pages in memory, never in swap, until leat_munlock. Errors: as mlock(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mlock(address: *const c_void, length: usize) -> c_int {
    mirror!(mlock(address, length))
}

/// Mirrors munlock(2): ends what leat_mlock began. Errors: as munlock(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_munlock(address: *const c_void, length: usize) -> c_int {
    mirror!(munlock(address, length))
}
