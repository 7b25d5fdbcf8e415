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

/// Mirrors pipe(2): makes a pipe. Stores its two descriptors: the first is read from, the second written to.
/// Errors: as pipe(2).
/// cbindgen:ptrs-as-arrays=[[fds; 2]]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipe(fds: *mut c_int) -> c_int {
    mirror!(pipe(fds))
}

/// Mirrors pipe2(2): as leat_pipe, with flags for both ends: O_CLOEXEC, O_NONBLOCK, O_DIRECT. Errors: as pipe2(2).
/// cbindgen:ptrs-as-arrays=[[fds; 2]]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipe2(fds: *mut c_int, flags: c_int) -> c_int {
    mirror!(pipe2(fds, flags))
}

/// Mirrors splice(2): moves bytes between a pipe and another descriptor inside the kernel and returns how many; 0
/// is end of file. The offset of what is no pipe may be given; that of a pipe is NULL. Errors: as splice(2).
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

/// Mirrors tee(2): copies bytes from one pipe to another and leaves them in the first, too; returns how many, 0 at
/// end of file. Errors: as tee(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_tee(in_fd: c_int, out_fd: c_int, size: usize, flags: c_uint) -> ssize_t {
    mirror!(tee(in_fd, out_fd, size, flags))
}

/// Mirrors vmsplice(2): puts pages of memory into a pipe without a copy (change them only when they have been
/// read), or reads from a pipe into memory; returns how many bytes. Errors: as vmsplice(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_vmsplice(fd: c_int, parts: *const iovec, count: usize, flags: c_uint) -> ssize_t {
    mirror!(vmsplice(fd, parts, count, flags))
}
