//! Who uses a port, as the tables of Internet sockets say.

use std::ffi::c_int;
use std::fmt;
use std::net::{IpAddr, SocketAddr};

use super::internet::{self, Table};
use super::{Socket, State};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file;
use crate::explain::facts::process::Process;

/// The sockets at a port that a process in this network namespace could meet.
#[derive(Default)]
pub(crate) struct Users {
    /// One that listens, or of UDP one that is bound, at an address that overlaps.
    pub taker: Option<Socket>,
    /// The same at addresses that do not.
    pub elsewhere: Option<Socket>,
    /// Connections from the port that are over (TIME_WAIT), those that a process has closed, but their other side has not
    /// yet, and one of those that a process has.
    pub over: usize,
    pub ending: usize,
    pub connection: Option<Socket>,
    /// Were the tables there, and was there time to read them?
    pub known: bool,
}

impl Users {
    /// Of that protocol's port, seen from one of its addresses.
    pub(crate) fn of(process: Process, protocol: c_int, address: SocketAddr, until: Moment) -> Users {
        let mut users = Users::default();
        for family in [libc::AF_INET, libc::AF_INET6] {
            let Some(table) = Table::of(family, protocol) else { continue };
            let read = internet::each(process, table, until, &mut |socket| {
                if let Some(local) = socket.local.internet()
                    && local.port() == address.port()
                {
                    users.add(socket, overlap(local.ip(), address.ip()));
                }
                true
            });
            // A system without IPv6 has no table for it.
            users.known = if family == libc::AF_INET { read } else { users.known && Moment::now() < until };
        }
        users
    }

    fn add(&mut self, socket: &Socket, overlaps: bool) {
        let place = match (socket.state, overlaps) {
            (State::TimeWait, true) => {
                self.over += 1;
                return;
            }
            (State::Closing, true) if socket.inode == 0 => {
                self.ending += 1;
                return;
            }
            (State::TimeWait, false) => return,
            (State::Listening | State::Unconnected, true) => &mut self.taker,
            (State::Listening | State::Unconnected, false) => &mut self.elsewhere,
            // A client's own port, or a server's connection.
            (_, true) if socket.protocol == libc::IPPROTO_TCP => &mut self.connection,
            (_, true) => &mut self.taker,
            (_, false) => return,
        };
        place.get_or_insert(*socket);
    }
}

/// The ports from which the kernel chooses for who binds none: `32768 to 60999`.
pub(crate) struct Automatic {
    first: u16,
    last: u16,
}

impl Automatic {
    pub(crate) fn count(&self) -> usize {
        usize::from(self.last.saturating_sub(self.first)) + 1
    }
}

impl fmt::Display for Automatic {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{} to {}", self.first, self.last)
    }
}

pub(crate) fn automatic() -> Option<Automatic> {
    let range = file::read(format_args!("/proc/sys/net/ipv4/ip_local_port_range")).ok()?;
    let mut ends = range.text().split_ascii_whitespace().map(str::parse);
    Some(Automatic { first: ends.next()?.ok()?, last: ends.next()?.ok()? })
}

/// Would two sockets of the same port at these addresses meet? (One of IPv6 that is bound to all addresses has those of
/// IPv4 too, unless it was told not to.)
pub(crate) fn overlap(one: IpAddr, other: IpAddr) -> bool {
    let (one, other) = (one.to_canonical(), other.to_canonical());
    let covers = |all: IpAddr, other: IpAddr| all.is_unspecified() && (all.is_ipv6() || other.is_ipv4());
    one == other || covers(one, other) || covers(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_meet() {
        let meet = |one: &str, other: &str| overlap(one.parse().unwrap(), other.parse().unwrap());
        assert!(meet("127.0.0.1", "127.0.0.1") && meet("0.0.0.0", "127.0.0.1") && meet("127.0.0.1", "::"));
        assert!(meet("::", "0.0.0.0") && meet("::ffff:10.0.0.1", "10.0.0.1") && meet("::", "::1"));
        assert!(!meet("127.0.0.1", "127.0.0.2") && !meet("::1", "127.0.0.1") && !meet("0.0.0.0", "::1"));
    }
}
