//! Sockets: what the kernel's tables in /proc/PID/net, and its answers to sock_diag(7), say of them.
//!
//! ```text
//!   of(process, fd) ──> inode ──> by_inode ──> a line of /proc/PID/net/{tcp,tcp6,udp,…,unix} ──> peer()
//! ```
//!
//! The tables are those of the process's network namespace. A TCP socket that neither listens nor connects is in none of
//! them, even if it is bound: of this process's own sockets the kernel is asked instead.

pub(in crate::explain) mod address;
pub(in crate::explain) mod internet;
pub(in crate::explain) mod local;
pub(in crate::explain) mod network;
pub(in crate::explain) mod own;
pub(in crate::explain) mod port;
pub(in crate::explain) mod who;

use std::ffi::c_int;
use std::fmt;

use libc::uid_t;

use super::file::{self, Errno};
use super::process::Process;
use crate::explain::constants::name_of;
use crate::explain::constants::socket::FAMILIES;
use crate::explain::facts::clock::Moment;
use address::Address;

/// What is known of a socket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Socket {
    /// 0 of a connection that no process has any more, or not yet: TIME_WAIT, or waiting to be accepted.
    pub inode: u64,
    pub family: c_int,
    /// SOCK_STREAM, SOCK_DGRAM, …
    pub kind: c_int,
    /// IPPROTO_TCP, IPPROTO_UDP, …; 0 if that means nothing.
    pub protocol: c_int,
    pub state: State,
    pub local: Address,
    pub peer: Address,
    /// Bytes to be read; of a TCP socket that listens, connections that wait for accept.
    pub received: u32,
    /// Bytes that the peer has not taken yet; of unix sockets with what the kernel needs for them.
    pub unsent: u32,
    /// Whose it is, of Internet sockets.
    pub owner: Option<uid_t>,
}

/// TCP's states, and of other sockets those that mean the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// Neither listening nor connected; it may be bound.
    Unconnected,
    Connecting,
    /// Seen from the listener: the connection is being made.
    Accepting,
    Connected,
    /// This side has said that it sends no more (FIN_WAIT1, FIN_WAIT2, CLOSING, LAST_ACK).
    Closing,
    /// The other side has said that it sends no more.
    CloseWait,
    /// Over; the kernel keeps the address for a minute.
    TimeWait,
    Listening,
}

impl Socket {
    /// A socket of any process in that process's network namespace.
    pub(crate) fn by_inode(process: Process, inode: u64, until: Moment) -> Option<Socket> {
        let mut found = local::by_inode(process, inode, until);
        for table in internet::Table::ALL {
            if found.is_some() {
                break;
            }
            found = internet::find(process, *table, until, |socket| socket.inode == inode);
        }
        found.or_else(|| other_family(process, inode))
    }

    /// What a descriptor refers to; ENOTSOCK if that is no socket.
    pub(crate) fn of(process: Process, fd: c_int, until: Moment) -> Result<Socket, Errno> {
        if process.is_this() {
            return own::socket(fd, until);
        }
        let inode = inode_of(process, fd)?.ok_or(libc::ENOTSOCK)?;
        Socket::by_inode(process, inode, until).ok_or(libc::ENODATA)
    }

    /// The socket at the other end, if it is on this machine: of a unix socket as the kernel says, of a TCP connection
    /// the one with the same addresses the other way round.
    pub(crate) fn peer(&self, process: Process, until: Moment) -> Option<Socket> {
        if self.family == libc::AF_UNIX {
            return local::by_inode(process, local::peer_inode(process, self.inode)?, until);
        }
        let (local, peer) = (self.local.internet()?, self.peer.internet()?);
        let table = internet::Table::of(self.family, self.protocol)?;
        internet::find(process, table, until, |other| {
            other.local.internet() == Some(peer) && other.peer.internet() == Some(local)
        })
    }

    /// Of a socket that listens: how many connections wait for accept, and how many may, if that can be known.
    pub(crate) fn waiting(&self, process: Process) -> Option<(u32, Option<u32>)> {
        match (self.state, self.family) {
            (State::Listening, libc::AF_UNIX) => {
                local::queue(process, self.inode).map(|(waiting, most)| (waiting, Some(most)))
            }
            (State::Listening, _) => Some((self.received, None)),
            _ => None,
        }
    }

    /// How many bytes have come, and were not read.
    pub(crate) fn unread(&self, process: Process) -> u32 {
        match self.family {
            libc::AF_UNIX => local::queue(process, self.inode).map_or(self.received, |(unread, _)| unread),
            _ => self.received,
        }
    }

    /// `TCP`, `UDP`, `unix stream`.
    fn name(&self) -> &'static str {
        match (self.family, self.protocol, self.kind) {
            (libc::AF_INET | libc::AF_INET6, libc::IPPROTO_TCP, _) => "TCP",
            (libc::AF_INET | libc::AF_INET6, libc::IPPROTO_UDP, _) => "UDP",
            (libc::AF_INET | libc::AF_INET6, libc::IPPROTO_UDPLITE, _) => "UDP-Lite",
            (libc::AF_INET | libc::AF_INET6, _, libc::SOCK_RAW) => "raw",
            (libc::AF_INET, libc::IPPROTO_ICMP, _) | (libc::AF_INET6, libc::IPPROTO_ICMPV6, _) => "ICMP",
            (libc::AF_UNIX, _, libc::SOCK_STREAM) => "unix stream",
            (libc::AF_UNIX, _, libc::SOCK_DGRAM) => "unix datagram",
            (libc::AF_UNIX, _, libc::SOCK_SEQPACKET) => "unix seqpacket",
            (family, ..) => name_of(FAMILIES, family as u64).unwrap_or(""),
        }
    }
}

impl fmt::Display for Socket {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let name = self.name();
        let article = if name.starts_with("AF_") { "an" } else { "a" };
        write!(to, "{article} {name}{}socket", if name.is_empty() { "" } else { " " })?;
        match (self.state, self.local, self.peer) {
            (State::Listening, local, _) => write!(to, " that listens on {local}"),
            (State::Connecting, _, Address::None) => to.write_str(" that is connecting"),
            (State::Connecting, _, peer) => write!(to, " that is connecting to {peer}"),
            (State::Unconnected, Address::None, _) => Ok(()),
            (State::Unconnected, local, _) => write!(to, " bound to {local}"),
            (_, Address::None, Address::None) if self.family == libc::AF_UNIX => to.write_str(" that is connected"),
            (_, Address::None, Address::None) => Ok(()),
            (_, local, Address::None) => write!(to, " {local}"),
            (_, Address::None, peer) => write!(to, " connected to {peer}"),
            (_, local, peer) => write!(to, " from {local} to {peer}"),
        }
    }
}

/// The inode of the socket that a descriptor refers to; None if that is no socket.
pub(crate) fn inode_of(process: Process, fd: c_int) -> Result<Option<u64>, Errno> {
    if process.is_this() {
        let status = file::fd_status(fd)?;
        return Ok((status.st_mode & libc::S_IFMT == libc::S_IFSOCK).then_some(status.st_ino));
    }
    let link = file::link(format_args!("{process}/fd/{fd}"))?;
    let number = link.strip_prefix(b"socket:[").and_then(|rest| rest.strip_suffix(b"]"));
    Ok(number.and_then(file::parsed))
}

/// Where the tables of a process's network namespace are.
struct Net(Process);

impl fmt::Display for Net {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        // The thread whose call it was may have a network of its own.
        if self.0.is_this() { to.write_str("/proc/thread-self/net") } else { write!(to, "{}/net", self.0) }
    }
}

/// Families of which only the inodes matter here, the last word but one or so of a line.
fn other_family(process: Process, inode: u64) -> Option<Socket> {
    let tables = [("netlink", libc::AF_NETLINK, 9), ("packet", libc::AF_PACKET, 8)];
    tables.into_iter().find_map(|(table, family, place)| {
        let mut found = None;
        let _ = file::lines(format_args!("{}/{table}", Net(process)), &mut |line| {
            let word = words(line).nth(place);
            if word.and_then(|word| word.parse::<u64>().ok()) == Some(inode) {
                found = Some(Socket { inode, family, ..Socket::UNKNOWN });
            }
            found.is_none()
        });
        found
    })
}

impl Socket {
    const UNKNOWN: Socket = Socket {
        inode: 0,
        family: 0,
        kind: 0,
        protocol: 0,
        state: State::Unconnected,
        local: Address::None,
        peer: Address::None,
        received: 0,
        unsent: 0,
        owner: None,
    };
}

/// The words of a line.
fn words(line: &[u8]) -> impl Iterator<Item = &str> {
    line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).filter_map(|word| str::from_utf8(word).ok())
}

#[cfg(test)]
mod tests;
