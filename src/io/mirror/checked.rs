//! The names that glibc gives calls whose buffer it can check.

use crate::mirror::mirror;
use libc::{c_char, c_int, c_void, nfds_t, off_t, pollfd, sigset_t, ssize_t, timespec};

unsafe extern "C-unwind" {
    fn __read_chk(fd: c_int, buffer: *mut c_void, size: usize, room: usize) -> ssize_t;
    fn __pread_chk(fd: c_int, buffer: *mut c_void, size: usize, offset: off_t, room: usize) -> ssize_t;
    fn __poll_chk(fds: *mut pollfd, count: nfds_t, timeout_ms: c_int, room: usize) -> c_int;
    fn __ppoll_chk(
        fds: *mut pollfd,
        count: nfds_t,
        timeout: *const timespec,
        mask: *const sigset_t,
        room: usize,
    ) -> c_int;
    fn __readlink_chk(path: *const c_char, buffer: *mut c_char, size: usize, room: usize) -> ssize_t;
    fn __getcwd_chk(buffer: *mut c_char, size: usize, room: usize) -> *mut c_char;
    fn __open_2(path: *const c_char, flags: c_int) -> c_int;
    fn __openat_2(dir_fd: c_int, path: *const c_char, flags: c_int) -> c_int;
}

/// Mirrors __read_chk, which read(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less room
/// than the size. Errors: as read(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_read_chk(fd: c_int, buffer: *mut c_void, size: usize, room: usize) -> ssize_t {
    mirror!(__read_chk(fd, buffer, size, room) as read(fd, buffer, size))
}

/// Mirrors __pread_chk, which pread(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less
/// room than the size. Errors: as pread(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pread_chk(
    fd: c_int,
    buffer: *mut c_void,
    size: usize,
    offset: off_t,
    room: usize,
) -> ssize_t {
    mirror!(__pread_chk(fd, buffer, size, offset, room) as pread(fd, buffer, size, offset))
}

/// Mirrors __poll_chk, which poll(2) becomes under _FORTIFY_SOURCE: it ends the process if the array has less room,
/// in bytes, than the count. Errors: as poll(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_poll_chk(
    fds: *mut pollfd,
    count: nfds_t,
    timeout_ms: c_int,
    room: usize,
) -> c_int {
    mirror!(__poll_chk(fds, count, timeout_ms, room) as poll(fds, count, timeout_ms))
}

/// Mirrors __ppoll_chk, which ppoll(2) becomes under _FORTIFY_SOURCE: it ends the process if the array has less
/// room, in bytes, than the count. Errors: as ppoll(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_ppoll_chk(
    fds: *mut pollfd,
    count: nfds_t,
    timeout: *const timespec,
    mask: *const sigset_t,
    room: usize,
) -> c_int {
    mirror!(__ppoll_chk(fds, count, timeout, mask, room) as ppoll(fds, count, timeout, mask))
}

/// Mirrors __open_2, which open(2) without a mode becomes under _FORTIFY_SOURCE: it ends the process if the flags
/// need one. Errors: as open(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_open_2(path: *const c_char, flags: c_int) -> c_int {
    mirror!(__open_2(path, flags) as open(path, flags))
}

/// Mirrors __openat_2, which openat(2) without a mode becomes under _FORTIFY_SOURCE: it ends the process if the
/// flags need one. Errors: as openat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_openat_2(dir_fd: c_int, path: *const c_char, flags: c_int) -> c_int {
    mirror!(__openat_2(dir_fd, path, flags) as openat(dir_fd, path, flags))
}

/// Mirrors __readlink_chk, which readlink(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less
/// room than the size. Errors: as readlink(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_readlink_chk(
    path: *const c_char,
    buffer: *mut c_char,
    size: usize,
    room: usize,
) -> ssize_t {
    mirror!(__readlink_chk(path, buffer, size, room) as readlink(path, buffer, size))
}

/// Mirrors __getcwd_chk, which getcwd(3) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less room
/// than the size. Errors: as getcwd(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getcwd_chk(buffer: *mut c_char, size: usize, room: usize) -> *mut c_char {
    mirror!(__getcwd_chk(buffer, size, room) as getcwd(buffer, size))
}
