//! /proc/PID/net/{tcp,tcp6,udp,udp6,…}.

use std::ffi::c_int;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::address::Address;
use super::{Net, Socket, State, words};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file;
use crate::explain::facts::process::Process;

/// One of the tables.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    name: &'static str,
    family: c_int,
    kind: c_int,
    /// 0: the port's place in the table holds it.
    protocol: c_int,
}

const fn table(name: &'static str, family: c_int, kind: c_int, protocol: c_int) -> Table {
    Table { name, family, kind, protocol }
}

impl Table {
    pub(super) const ALL: &[Table] = &[
        table("tcp", libc::AF_INET, libc::SOCK_STREAM, libc::IPPROTO_TCP),
        table("tcp6", libc::AF_INET6, libc::SOCK_STREAM, libc::IPPROTO_TCP),
        table("udp", libc::AF_INET, libc::SOCK_DGRAM, libc::IPPROTO_UDP),
        table("udp6", libc::AF_INET6, libc::SOCK_DGRAM, libc::IPPROTO_UDP),
        table("udplite", libc::AF_INET, libc::SOCK_DGRAM, libc::IPPROTO_UDPLITE),
        table("udplite6", libc::AF_INET6, libc::SOCK_DGRAM, libc::IPPROTO_UDPLITE),
        table("icmp", libc::AF_INET, libc::SOCK_DGRAM, libc::IPPROTO_ICMP),
        table("icmp6", libc::AF_INET6, libc::SOCK_DGRAM, libc::IPPROTO_ICMPV6),
        table("raw", libc::AF_INET, libc::SOCK_RAW, 0),
        table("raw6", libc::AF_INET6, libc::SOCK_RAW, 0),
    ];

    pub(crate) fn of(family: c_int, protocol: c_int) -> Option<Table> {
        Table::ALL.iter().find(|table| table.family == family && table.protocol == protocol).copied()
    }
}

/// Calls `each` with every socket of a table, until that returns false, or the time is over: then the result is false.
pub(crate) fn each(process: Process, table: Table, until: Moment, each: &mut dyn FnMut(&Socket) -> bool) -> bool {
    let mut in_time = true;
    let read = file::lines(format_args!("{}/{}", Net(process), table.name), &mut |line| {
        in_time = Moment::now() < until;
        // The first line says what the columns are.
        in_time && parse(line, table).is_none_or(|socket| each(&socket))
    });
    in_time && read.is_ok()
}

/// The first socket of a table for which `wanted` holds.
pub(crate) fn find(process: Process, table: Table, until: Moment, wanted: impl Fn(&Socket) -> bool) -> Option<Socket> {
    let mut found = None;
    each(process, table, until, &mut |socket| {
        found = wanted(socket).then_some(*socket);
        found.is_none()
    });
    found
}

/// `sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode …`
pub(super) fn parse(line: &[u8], table: Table) -> Option<Socket> {
    let mut words = words(line).skip(1);
    let (local, peer) = (end(words.next()?)?, end(words.next()?)?);
    let state = state(u8::from_str_radix(words.next()?, 16).ok()?, table.protocol)?;
    let (unsent, received) = words.next()?.split_once(':')?;
    let owner = words.nth(2)?.parse().ok();
    let inode = words.nth(1)?.parse().ok()?;
    Some(Socket {
        inode,
        family: table.family,
        kind: table.kind,
        protocol: if table.protocol == 0 { c_int::from(local.port()) } else { table.protocol },
        state,
        local: address(local),
        peer: address(peer),
        received: u32::from_str_radix(received, 16).ok()?,
        unsent: u32::from_str_radix(unsent, 16).ok()?,
        // Those in TIME_WAIT are nobody's.
        owner: owner.filter(|_| inode != 0),
    })
}

/// `0100007F:1F90`: the address in words as they are in memory, the port as a number.
fn end(word: &str) -> Option<SocketAddr> {
    let (address, port) = word.split_once(':')?;
    let port = u16::from_str_radix(port, 16).ok()?;
    let mut bytes = [0; 16];
    let mut words = address.as_bytes().chunks(8);
    for place in bytes.chunks_exact_mut(4).take(address.len() / 8) {
        let number = u32::from_str_radix(str::from_utf8(words.next()?).ok()?, 16).ok()?;
        place.copy_from_slice(&number.to_ne_bytes());
    }
    let address = match (address.len(), bytes) {
        (8, [a, b, c, d, ..]) => IpAddr::V4(Ipv4Addr::new(a, b, c, d)),
        (32, bytes) => IpAddr::V6(Ipv6Addr::from(bytes)),
        _ => return None,
    };
    Some(SocketAddr::new(address, port))
}

/// 0.0.0.0:0 is no address.
fn address(end: SocketAddr) -> Address {
    if end.ip().is_unspecified() && end.port() == 0 { Address::None } else { Address::Internet(end) }
}

/// enum in linux/include/net/tcp_states.h.
pub(super) fn state(number: u8, protocol: c_int) -> Option<State> {
    Some(match number {
        1 => State::Connected,
        2 => State::Connecting,
        3 | 12 => State::Accepting,
        4 | 5 | 9 | 11 => State::Closing,
        6 => State::TimeWait,
        8 => State::CloseWait,
        7 => State::Unconnected,
        10 if protocol == libc::IPPROTO_TCP => State::Listening,
        _ => return None,
    })
}
