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

/// Mirrors send(2): sends on a connected socket and returns the number of bytes; fewer is no error. MSG_NOSIGNAL:
/// no SIGPIPE. Errors: as send(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_send(fd: c_int, buffer: *const c_void, size: usize, flags: c_int) -> ssize_t {
    mirror!(send(fd, buffer, size, flags))
}

/// Mirrors sendto(2): as leat_send, to an address; NULL on a connected socket. Errors: as sendto(2).
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

/// Mirrors sendmsg(2): as leat_send, from several buffers, with an address and with control data, such as
/// descriptors. Errors: as sendmsg(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_sendmsg(fd: c_int, message: *const msghdr, flags: c_int) -> ssize_t {
    mirror!(sendmsg(fd, message, flags))
}

/// Mirrors recv(2): receives from a socket and returns the number of bytes; on a stream, fewer is no error and 0 is
/// end of file. The rest of a datagram that does not fit is lost. Errors: as recv(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_recv(fd: c_int, buffer: *mut c_void, size: usize, flags: c_int) -> ssize_t {
    mirror!(recv(fd, buffer, size, flags))
}

/// Mirrors recvfrom(2): as leat_recv; the sender's address is stored unless the place is NULL. The length is the
/// room there, and then what it takes. Errors: as recvfrom(2).
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

/// Mirrors recvmsg(2): as leat_recv, into several buffers, with the sender's address and with control data, such as
/// descriptors. Errors: as recvmsg(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_recvmsg(fd: c_int, message: *mut msghdr, flags: c_int) -> ssize_t {
    mirror!(recvmsg(fd, message, flags))
}
