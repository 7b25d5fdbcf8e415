//! The sockets of this process, of which the kernel can be asked by their descriptors.

use std::ffi::c_int;

use super::address::Address;
use super::{Socket, State, inode_of, local};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file::{self, Errno};
use crate::explain::facts::process::Process;
use crate::explain::facts::sys::socket as sys;

/// What a descriptor of this process refers to; ENOTSOCK if that is no socket.
pub(super) fn socket(fd: c_int, until: Moment) -> Result<Socket, Errno> {
    let inode = inode_of(Process::this(), fd)?.ok_or(libc::ENOTSOCK)?;
    let option = |option| sys::int_option(fd, libc::SOL_SOCKET, option);
    let (family, kind) = (option(libc::SO_DOMAIN)?, option(libc::SO_TYPE)?);
    let (local, peer) = (own_address(fd), peer_address(fd));
    let listens = option(libc::SO_ACCEPTCONN).unwrap_or(0) != 0;
    let mut socket = Socket {
        inode,
        family,
        kind,
        protocol: option(libc::SO_PROTOCOL).unwrap_or(0),
        local: local.unwrap_or(Address::None),
        peer: peer.unwrap_or(Address::None),
        received: sys::queued(fd, libc::FIONREAD).unwrap_or(0) as u32,
        unsent: sys::queued(fd, libc::TIOCOUTQ).unwrap_or(0) as u32,
        ..Socket::UNKNOWN
    };
    let connected = peer.is_ok();
    socket.state = match sys::tcp_info(fd) {
        Ok(info) => tcp_state(info.tcpi_state, &mut socket, &info),
        Err(_) if listens => State::Listening,
        Err(_) if connected => State::Connected,
        Err(_) => State::Unconnected,
    };
    if family == libc::AF_UNIX && socket.state == State::Unconnected {
        // A connection whose other end is gone has no name for it; the table knows.
        if let Some(found) = local::by_inode(Process::this(), inode, until) {
            socket.state = found.state;
        }
    }
    Ok(socket)
}

fn tcp_state(number: u8, socket: &mut Socket, info: &libc::tcp_info) -> State {
    if number == 10 {
        socket.received = info.tcpi_unacked;
    }
    super::internet::state(number, libc::IPPROTO_TCP).unwrap_or(State::Unconnected)
}

/// Is it a TCP socket that has had a connection, whatever has become of that? (One that was refused has had no
/// acknowledgement, and the answer was all that came.)
pub(crate) fn was_connected(fd: c_int) -> bool {
    sys::tcp_info(fd).is_ok_and(|info| (info.tcpi_segs_in > 1 || info.tcpi_bytes_acked > 0) && info.tcpi_state != 10)
}

/// The time that a call may wait, SO_RCVTIMEO or SO_SNDTIMEO, as seconds and microseconds; None if that is for ever.
pub(crate) fn time_limit(fd: c_int, option: c_int) -> Option<(i64, i64)> {
    sys::time_option(fd, option).ok().filter(|time| *time != (0, 0))
}

/// An option of SOL_SOCKET that is an int.
pub(crate) fn option(fd: c_int, option: c_int) -> Option<c_int> {
    sys::int_option(fd, libc::SOL_SOCKET, option).ok().filter(|_| option != libc::SO_ERROR)
}

/// An option of that level that is an int.
pub(crate) fn option_of(fd: c_int, level: c_int, option: c_int) -> Option<c_int> {
    sys::int_option(fd, level, option).ok().filter(|_| (level, option) != (libc::SOL_SOCKET, libc::SO_ERROR))
}

/// Its address. A socket that is not bound has one without a port.
pub(crate) fn own_address(fd: c_int) -> Result<Address, Errno> {
    let mut bytes = [0; sys::ADDRESS];
    let address = Address::from_bytes(sys::own_address(fd, &mut bytes)?).ok_or(libc::EINVAL)?;
    Ok(match address {
        Address::Internet(address) if address.port() == 0 && address.ip().is_unspecified() => Address::None,
        address => address,
    })
}

/// The address that it is connected to.
pub(crate) fn peer_address(fd: c_int) -> Result<Address, Errno> {
    let mut bytes = [0; sys::ADDRESS];
    Address::from_bytes(sys::peer_address(fd, &mut bytes)?).ok_or(libc::EINVAL)
}

/// Calls `each` with every socket of this process and its descriptor, until that returns false.
pub(crate) fn each(until: Moment, each: &mut dyn FnMut(c_int, &Socket) -> bool) -> Result<(), Errno> {
    file::entries(format_args!("/proc/self/fd"), &mut |name| {
        let fd = file::parsed(name);
        let socket = fd.and_then(|fd| Some((fd, socket(fd, until).ok()?)));
        Moment::now() < until && socket.is_none_or(|(fd, socket)| each(fd, &socket))
    })
}
