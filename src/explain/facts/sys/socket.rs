//! System calls about sockets. None of them waits, and none takes anything from a socket of the host.

use std::ffi::{c_int, c_void};
use std::mem::MaybeUninit;

use libc::{sockaddr, sockaddr_storage, socklen_t};

use super::{Errno, Fd, checked};

/// The most bytes of an address.
pub(in crate::explain::facts) const ADDRESS: usize = size_of::<sockaddr_storage>();

/// An option whose value is an int, or begins with one. Not for SO_ERROR, which asking clears.
pub(in crate::explain::facts) fn int_option(fd: c_int, level: c_int, option: c_int) -> Result<c_int, Errno> {
    let mut value: c_int = 0;
    let length = read_option(fd, level, option, (&raw mut value).cast(), size_of::<c_int>())?;
    if length == size_of::<c_int>() { Ok(value) } else { Err(libc::EINVAL) }
}

/// SO_RCVTIMEO or SO_SNDTIMEO: seconds and microseconds, both 0 for none.
pub(in crate::explain::facts) fn time_option(fd: c_int, option: c_int) -> Result<(i64, i64), Errno> {
    let mut value = libc::timeval { tv_sec: 0, tv_usec: 0 };
    read_option(fd, libc::SOL_SOCKET, option, (&raw mut value).cast(), size_of::<libc::timeval>())?;
    Ok((value.tv_sec, value.tv_usec))
}

/// TCP_INFO, as far as the kernel fills it in.
pub(in crate::explain::facts) fn tcp_info(fd: c_int) -> Result<libc::tcp_info, Errno> {
    let mut value = MaybeUninit::<libc::tcp_info>::zeroed();
    read_option(fd, libc::IPPROTO_TCP, libc::TCP_INFO, value.as_mut_ptr().cast(), size_of::<libc::tcp_info>())?;
    // SAFETY: it is made of integers, which were zeroed or filled in.
    Ok(unsafe { value.assume_init() })
}

fn read_option(fd: c_int, level: c_int, option: c_int, to: *mut c_void, size: usize) -> Result<usize, Errno> {
    let mut length = size as socklen_t;
    // SAFETY: `to` has room for `size` bytes: both are given together by the functions above.
    checked(unsafe { libc::getsockopt(fd, level, option, to, &raw mut length) })?;
    Ok(length as usize)
}

/// What getsockname(2) stores: the bytes of the socket's own address.
pub(in crate::explain::facts) fn own_address(fd: c_int, into: &mut [u8; ADDRESS]) -> Result<&[u8], Errno> {
    let mut length = ADDRESS as socklen_t;
    // SAFETY: so much room is there.
    checked(unsafe { libc::getsockname(fd, into.as_mut_ptr().cast::<sockaddr>(), &raw mut length) })?;
    into.get(..length as usize).ok_or(libc::EINVAL)
}

/// What getpeername(2) stores: the bytes of the address it is connected to.
pub(in crate::explain::facts) fn peer_address(fd: c_int, into: &mut [u8; ADDRESS]) -> Result<&[u8], Errno> {
    let mut length = ADDRESS as socklen_t;
    // SAFETY: so much room is there.
    checked(unsafe { libc::getpeername(fd, into.as_mut_ptr().cast::<sockaddr>(), &raw mut length) })?;
    into.get(..length as usize).ok_or(libc::EINVAL)
}

/// How many bytes there are to be read (FIONREAD, which is SIOCINQ) or not yet taken by the peer (TIOCOUTQ, SIOCOUTQ).
pub(in crate::explain::facts) fn queued(fd: c_int, request: libc::Ioctl) -> Result<c_int, Errno> {
    let mut count: c_int = 0;
    // SAFETY: these requests store an int.
    checked(unsafe { libc::ioctl(fd, request, &raw mut count) })?;
    Ok(count)
}

/// A socket to ask the kernel about sockets, from which replies are read without waiting.
pub(in crate::explain::facts) fn diagnosis() -> Result<Fd, Errno> {
    let kind = libc::SOCK_RAW | libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK;
    // SAFETY: takes numbers.
    checked(unsafe { libc::socket(libc::AF_NETLINK, kind, libc::NETLINK_SOCK_DIAG) }).map(Fd)
}

/// Sends a whole message.
pub(in crate::explain::facts) fn send(fd: &Fd, message: &[u8]) -> Result<(), Errno> {
    // SAFETY: so many bytes are there.
    checked(unsafe { libc::send(fd.0, message.as_ptr().cast(), message.len(), libc::MSG_NOSIGNAL) }).map(|_| ())
}
