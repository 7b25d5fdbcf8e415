//! Reading, writing and positions.

use crate::mirror::mirror;
use libc::{c_int, c_uint, c_void, iovec, off_t, ssize_t};

unsafe extern "C-unwind" {
    fn close(fd: c_int) -> c_int;
    fn read(fd: c_int, buffer: *mut c_void, size: usize) -> ssize_t;
    fn write(fd: c_int, buffer: *const c_void, size: usize) -> ssize_t;
    fn readv(fd: c_int, parts: *const iovec, count: c_int) -> ssize_t;
    fn writev(fd: c_int, parts: *const iovec, count: c_int) -> ssize_t;
    fn pread(fd: c_int, buffer: *mut c_void, size: usize, offset: off_t) -> ssize_t;
    fn pwrite(fd: c_int, buffer: *const c_void, size: usize, offset: off_t) -> ssize_t;
    fn preadv(fd: c_int, parts: *const iovec, count: c_int, offset: off_t) -> ssize_t;
    fn pwritev(fd: c_int, parts: *const iovec, count: c_int, offset: off_t) -> ssize_t;
    fn lseek(fd: c_int, offset: off_t, whence: c_int) -> off_t;
    fn ftruncate(fd: c_int, length: off_t) -> c_int;
    fn posix_fallocate(fd: c_int, offset: off_t, length: off_t) -> c_int;
    fn fallocate(fd: c_int, mode: c_int, offset: off_t, length: off_t) -> c_int;
    fn fsync(fd: c_int) -> c_int;
    fn sendfile(out_fd: c_int, in_fd: c_int, offset: *mut off_t, count: usize) -> ssize_t;
    fn copy_file_range(
        in_fd: c_int,
        in_offset: *mut off_t,
        out_fd: c_int,
        out_offset: *mut off_t,
        size: usize,
        flags: c_uint,
    ) -> ssize_t;
}

/// Mirrors close(2): gives up a descriptor. It is gone after EINTR too: never close it again. Errors: as close(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_close(fd: c_int) -> c_int {
    mirror!(close(fd))
}

/// Mirrors read(2): reads at most that many bytes and returns how many; fewer is no error, 0 is end of file.
/// Errors: as read(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_read(fd: c_int, buffer: *mut c_void, size: usize) -> ssize_t {
    mirror!(read(fd, buffer, size))
}

/// Mirrors write(2): writes at most that many bytes and returns how many; fewer is no error. Into a pipe that
/// nobody reads: SIGPIPE, then EPIPE. Errors: as write(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_write(fd: c_int, buffer: *const c_void, size: usize) -> ssize_t {
    mirror!(write(fd, buffer, size))
}

/// Mirrors readv(2): reads into several buffers, filling each before the next, and returns the number of bytes.
/// Errors: as readv(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_readv(fd: c_int, parts: *const iovec, count: c_int) -> ssize_t {
    mirror!(readv(fd, parts, count))
}

/// Mirrors writev(2): writes several buffers one after the other and returns the number of bytes; fewer is no
/// error. Errors: as writev(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_writev(fd: c_int, parts: *const iovec, count: c_int) -> ssize_t {
    mirror!(writev(fd, parts, count))
}

/// Mirrors pread(2): reads at an offset of the file; the descriptor's own position stays where it is.
/// Errors: as pread(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pread(fd: c_int, buffer: *mut c_void, size: usize, offset: off_t) -> ssize_t {
    mirror!(pread(fd, buffer, size, offset))
}

/// Mirrors pwrite(2): writes at an offset of the file; the descriptor's own position stays where it is.
/// Errors: as pwrite(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pwrite(fd: c_int, buffer: *const c_void, size: usize, offset: off_t) -> ssize_t {
    mirror!(pwrite(fd, buffer, size, offset))
}

/// Mirrors preadv(2): as leat_readv, at an offset of the file; the descriptor's own position stays where it is.
/// Errors: as preadv(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_preadv(fd: c_int, parts: *const iovec, count: c_int, offset: off_t) -> ssize_t {
    mirror!(preadv(fd, parts, count, offset))
}

/// Mirrors pwritev(2): as leat_writev, at an offset of the file; the descriptor's own position stays where it is.
/// Errors: as pwritev(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pwritev(fd: c_int, parts: *const iovec, count: c_int, offset: off_t) -> ssize_t {
    mirror!(pwritev(fd, parts, count, offset))
}

/// Mirrors lseek(2): moves a descriptor's position and returns it, in bytes from the start of the file.
/// Errors: as lseek(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_lseek(fd: c_int, offset: off_t, whence: c_int) -> off_t {
    mirror!(lseek(fd, offset, whence))
}

/// Mirrors ftruncate(2): sets the length of a file or of a shared memory object; what is added reads as zeros.
/// Errors: as ftruncate(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_ftruncate(fd: c_int, length: off_t) -> c_int {
    mirror!(ftruncate(fd, length))
}

/// Mirrors posix_fallocate(3): has room on the disk, or in memory, for these bytes of a file, which grows if they end
/// behind its end. Returns 0, or an error number; errno is not set. Errors: as posix_fallocate(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_posix_fallocate(fd: c_int, offset: off_t, length: off_t) -> c_int {
    mirror!(posix_fallocate(fd, offset, length) returns errno)
}

/// Mirrors fallocate(2): as leat_posix_fallocate, or what else the mode says: gives room back, takes bytes out of the
/// middle. Returns 0, or -1 with errno. Errors: as fallocate(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fallocate(fd: c_int, mode: c_int, offset: off_t, length: off_t) -> c_int {
    mirror!(fallocate(fd, mode, offset, length))
}

/// Mirrors fsync(2): returns when a file's data and metadata have reached the disk. Errors: as fsync(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fsync(fd: c_int) -> c_int {
    mirror!(fsync(fd))
}

/// Mirrors sendfile(2): copies bytes from a file to another descriptor inside the kernel and returns how many;
/// fewer is no error. An offset of NULL is the input's own position. Errors: as sendfile(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sendfile(
    out_fd: c_int,
    in_fd: c_int,
    offset: *mut off_t,
    count: usize,
) -> ssize_t {
    mirror!(sendfile(out_fd, in_fd, offset, count))
}

/// Mirrors copy_file_range(2): copies bytes from file to file inside the kernel and returns how many; fewer is no
/// error. An offset of NULL is the descriptor's position. Errors: as copy_file_range(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_copy_file_range(
    in_fd: c_int,
    in_offset: *mut off_t,
    out_fd: c_int,
    out_offset: *mut off_t,
    size: usize,
    flags: c_uint,
) -> ssize_t {
    mirror!(copy_file_range(in_fd, in_offset, out_fd, out_offset, size, flags))
}
