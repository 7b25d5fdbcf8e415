//! → include/leat/pipe.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_int, c_uint, iovec, off_t, ssize_t};

unsafe extern "C-unwind" {
    fn pipe(fds: *mut c_int) -> c_int;
    fn pipe2(fds: *mut c_int, flags: c_int) -> c_int;
    fn splice(
        in_fd: c_int,
        in_offset: *mut off_t,
        out_fd: c_int,
        out_offset: *mut off_t,
        size: usize,
        flags: c_uint,
    ) -> ssize_t;
    fn tee(in_fd: c_int, out_fd: c_int, size: usize, flags: c_uint) -> ssize_t;
    fn vmsplice(fd: c_int, parts: *const iovec, count: usize, flags: c_uint) -> ssize_t;
}

/// Mirrors pipe(2). Errors: as pipe(2).
/// cbindgen:ptrs-as-arrays=[[fds; 2]]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipe(fds: *mut c_int) -> c_int {
    mirror!(pipe(fds))
}

/// Mirrors pipe2(2). Errors: as pipe2(2).
/// cbindgen:ptrs-as-arrays=[[fds; 2]]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipe2(fds: *mut c_int, flags: c_int) -> c_int {
    mirror!(pipe2(fds, flags))
}

/// Mirrors splice(2). Errors: as splice(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_splice(
    in_fd: c_int,
    in_offset: *mut off_t,
    out_fd: c_int,
    out_offset: *mut off_t,
    size: usize,
    flags: c_uint,
) -> ssize_t {
    mirror!(splice(in_fd, in_offset, out_fd, out_offset, size, flags))
}

/// Mirrors tee(2). Errors: as tee(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_tee(in_fd: c_int, out_fd: c_int, size: usize, flags: c_uint) -> ssize_t {
    mirror!(tee(in_fd, out_fd, size, flags))
}

/// Mirrors vmsplice(2). Errors: as vmsplice(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_vmsplice(fd: c_int, parts: *const iovec, count: usize, flags: c_uint) -> ssize_t {
    mirror!(vmsplice(fd, parts, count, flags))
}
