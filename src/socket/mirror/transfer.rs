//! Sending and receiving.

use crate::mirror::mirror;
use libc::{c_int, c_void, msghdr, sockaddr, socklen_t, ssize_t};

unsafe extern "C-unwind" {
    fn send(fd: c_int, buffer: *const c_void, size: usize, flags: c_int) -> ssize_t;
    fn sendto(
        fd: c_int,
        buffer: *const c_void,
        size: usize,
        flags: c_int,
        address: *const sockaddr,
        length: socklen_t,
    ) -> ssize_t;
    fn sendmsg(fd: c_int, message: *const msghdr, flags: c_int) -> ssize_t;
    fn recv(fd: c_int, buffer: *mut c_void, size: usize, flags: c_int) -> ssize_t;
    fn recvfrom(
        fd: c_int,
        buffer: *mut c_void,
        size: usize,
        flags: c_int,
        address: *mut sockaddr,
        length: *mut socklen_t,
    ) -> ssize_t;
    fn recvmsg(fd: c_int, message: *mut msghdr, flags: c_int) -> ssize_t;
}

/// Mirrors send(2). Errors: as send(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_send(fd: c_int, buffer: *const c_void, size: usize, flags: c_int) -> ssize_t {
    mirror!(send(fd, buffer, size, flags))
}

/// Mirrors sendto(2). Errors: as sendto(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sendto(
    fd: c_int,
    buffer: *const c_void,
    size: usize,
    flags: c_int,
    address: *const sockaddr,
    length: socklen_t,
) -> ssize_t {
    mirror!(sendto(fd, buffer, size, flags, address, length))
}

/// Mirrors sendmsg(2). Errors: as sendmsg(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sendmsg(fd: c_int, message: *const msghdr, flags: c_int) -> ssize_t {
    mirror!(sendmsg(fd, message, flags))
}

/// Mirrors recv(2). Errors: as recv(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_recv(fd: c_int, buffer: *mut c_void, size: usize, flags: c_int) -> ssize_t {
    mirror!(recv(fd, buffer, size, flags))
}

/// Mirrors recvfrom(2). Errors: as recvfrom(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_recvfrom(
    fd: c_int,
    buffer: *mut c_void,
    size: usize,
    flags: c_int,
    address: *mut sockaddr,
    length: *mut socklen_t,
) -> ssize_t {
    mirror!(recvfrom(fd, buffer, size, flags, address, length))
}

/// Mirrors recvmsg(2). Errors: as recvmsg(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_recvmsg(fd: c_int, message: *mut msghdr, flags: c_int) -> ssize_t {
    mirror!(recvmsg(fd, message, flags))
}
