//! Making sockets and connections.

use crate::mirror::mirror;
use libc::{c_int, c_void, sockaddr, socklen_t};

unsafe extern "C-unwind" {
    fn socket(domain: c_int, socket_type: c_int, protocol: c_int) -> c_int;
    fn socketpair(domain: c_int, socket_type: c_int, protocol: c_int, fds: *mut c_int) -> c_int;
    fn bind(fd: c_int, address: *const sockaddr, length: socklen_t) -> c_int;
    fn listen(fd: c_int, backlog: c_int) -> c_int;
    fn accept(fd: c_int, address: *mut sockaddr, length: *mut socklen_t) -> c_int;
    fn accept4(fd: c_int, address: *mut sockaddr, length: *mut socklen_t, flags: c_int) -> c_int;
    fn connect(fd: c_int, address: *const sockaddr, length: socklen_t) -> c_int;
    fn shutdown(fd: c_int, how: c_int) -> c_int;
    fn getsockopt(fd: c_int, level: c_int, option: c_int, value: *mut c_void, length: *mut socklen_t) -> c_int;
    fn setsockopt(fd: c_int, level: c_int, option: c_int, value: *const c_void, length: socklen_t) -> c_int;
    fn getsockname(fd: c_int, address: *mut sockaddr, length: *mut socklen_t) -> c_int;
    fn getpeername(fd: c_int, address: *mut sockaddr, length: *mut socklen_t) -> c_int;
}

/// Mirrors socket(2): makes a socket and returns its descriptor. Errors: as socket(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_socket(domain: c_int, socket_type: c_int, protocol: c_int) -> c_int {
    mirror!(socket(domain, socket_type, protocol))
}

/// Mirrors socketpair(2): makes two sockets that are connected to each other and stores their descriptors.
/// Errors: as socketpair(2).
/// cbindgen:ptrs-as-arrays=[[fds; 2]]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_socketpair(
    domain: c_int,
    socket_type: c_int,
    protocol: c_int,
    fds: *mut c_int,
) -> c_int {
    mirror!(socketpair(domain, socket_type, protocol, fds))
}

/// Mirrors bind(2): gives a socket its own address. Errors: as bind(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_bind(fd: c_int, address: *const sockaddr, length: socklen_t) -> c_int {
    mirror!(bind(fd, address, length))
}

/// Mirrors listen(2): makes a socket ready for leat_accept; the backlog is how many connections may wait for it.
/// Errors: as listen(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_listen(fd: c_int, backlog: c_int) -> c_int {
    mirror!(listen(fd, backlog))
}

/// Mirrors accept(2): waits for a connection to a listening socket and returns a new descriptor for it; stores the
/// peer's address, unless that is NULL, and its length. Errors: as accept(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_accept(fd: c_int, address: *mut sockaddr, length: *mut socklen_t) -> c_int {
    mirror!(accept(fd, address, length))
}

/// Mirrors accept4(2): as leat_accept, with flags for the new descriptor: SOCK_CLOEXEC, SOCK_NONBLOCK.
/// Errors: as accept4(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_accept4(
    fd: c_int,
    address: *mut sockaddr,
    length: *mut socklen_t,
    flags: c_int,
) -> c_int {
    mirror!(accept4(fd, address, length, flags))
}

/// Mirrors connect(2): connects a socket to an address; a datagram socket only remembers it. Errors: as connect(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_connect(fd: c_int, address: *const sockaddr, length: socklen_t) -> c_int {
    mirror!(connect(fd, address, length))
}

/// Mirrors shutdown(2): ends one or both directions of a connection (SHUT_RD, SHUT_WR, SHUT_RDWR); the descriptor
/// stays open. Errors: as shutdown(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shutdown(fd: c_int, how: c_int) -> c_int {
    mirror!(shutdown(fd, how))
}

/// Mirrors getsockopt(2): stores the value of a socket's option. The length is the room there, and then what it
/// takes. Errors: as getsockopt(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getsockopt(
    fd: c_int,
    level: c_int,
    option: c_int,
    value: *mut c_void,
    length: *mut socklen_t,
) -> c_int {
    mirror!(getsockopt(fd, level, option, value, length))
}

/// Mirrors setsockopt(2): sets an option of a socket. Errors: as setsockopt(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_setsockopt(
    fd: c_int,
    level: c_int,
    option: c_int,
    value: *const c_void,
    length: socklen_t,
) -> c_int {
    mirror!(setsockopt(fd, level, option, value, length))
}

/// Mirrors getsockname(2): stores a socket's own address. The length is the room there, and then what it takes.
/// Errors: as getsockname(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getsockname(fd: c_int, address: *mut sockaddr, length: *mut socklen_t) -> c_int {
    mirror!(getsockname(fd, address, length))
}

/// Mirrors getpeername(2): stores the address that a socket is connected to. The length is the room there, and then
/// what it takes. Errors: as getpeername(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getpeername(fd: c_int, address: *mut sockaddr, length: *mut socklen_t) -> c_int {
    mirror!(getpeername(fd, address, length))
}
