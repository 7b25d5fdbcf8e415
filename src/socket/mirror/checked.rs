//! The names that glibc gives calls whose buffer it can check.

use crate::mirror::mirror;
use libc::{c_int, c_void, sockaddr, socklen_t, ssize_t};

unsafe extern "C-unwind" {
    fn __recv_chk(fd: c_int, buffer: *mut c_void, size: usize, room: usize, flags: c_int) -> ssize_t;
    fn __recvfrom_chk(
        fd: c_int,
        buffer: *mut c_void,
        size: usize,
        room: usize,
        flags: c_int,
        address: *mut sockaddr,
        length: *mut socklen_t,
    ) -> ssize_t;
}

/// Mirrors __recv_chk, which recv(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less room
/// than the size. Errors: as recv(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_recv_chk(
    fd: c_int,
    buffer: *mut c_void,
    size: usize,
    room: usize,
    flags: c_int,
) -> ssize_t {
    mirror!(__recv_chk(fd, buffer, size, room, flags) as recv(fd, buffer, size, flags))
}

/// Mirrors __recvfrom_chk, which recvfrom(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has
/// less room than the size. Errors: as recvfrom(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_recvfrom_chk(
    fd: c_int,
    buffer: *mut c_void,
    size: usize,
    room: usize,
    flags: c_int,
    address: *mut sockaddr,
    length: *mut socklen_t,
) -> ssize_t {
    mirror!(__recvfrom_chk(fd, buffer, size, room, flags, address, length)
        as recvfrom(fd, buffer, size, flags, address, length))
}
