//! Why an option of a socket cannot be set, or asked for.

use std::ffi::c_int;

use super::socket::socket;
use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::Call;
use crate::explain::constants::Constant;
use crate::explain::constants::name_of;
use crate::explain::constants::socket::{FAMILIES, SOCKET_OPTIONS};
use crate::explain::facts::caller::Caller;
use crate::explain::facts::file;
use crate::explain::facts::process::Capability;
use crate::explain::facts::sockets::address::Address;
use crate::explain::facts::sockets::network::Interfaces;
use crate::explain::facts::sockets::{Socket, State};
use crate::explain::failure::Failure;
use crate::explain::sentences::socket_option as say;

/// What only getsockopt takes, and only setsockopt.
const READ_ONLY: &[c_int] =
    &[libc::SO_TYPE, libc::SO_ERROR, libc::SO_ACCEPTCONN, libc::SO_DOMAIN, libc::SO_PROTOCOL, libc::SO_PEERCRED];
const SET_ONLY: &[c_int] = &[libc::SO_SNDBUFFORCE, libc::SO_RCVBUFFORCE, libc::SO_DETACH_FILTER];
/// What is set often, and has the number of another option at other levels.
const OFTEN_MEANT: &[c_int] = &[
    libc::SO_REUSEADDR,
    libc::SO_BROADCAST,
    libc::SO_SNDBUF,
    libc::SO_RCVBUF,
    libc::SO_KEEPALIVE,
    libc::SO_LINGER,
    libc::SO_REUSEPORT,
    libc::SO_RCVTIMEO,
    libc::SO_SNDTIMEO,
];

pub(in crate::explain) fn unknown(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, level, option, socket) = (failure.int(0), failure.int(1), failure.int(2), socket(failure)?);
    let (level_name, name) = (Written(failure, 1), Written(failure, 2));
    let is_set = failure.call == Call::setsockopt;
    let is_named = failure.is_named(2);
    if level == libc::SOL_SOCKET {
        match option {
            _ if is_set && READ_ONLY.contains(&option) => say::unknown::read_only(answer, &name),
            _ if !is_set && SET_ONLY.contains(&option) => say::unknown::set_only(answer, &name),
            _ => say::unknown::no_option(answer, &name, &level_name, &fd),
        }
    } else if !has_level(&socket, level) {
        match is_named {
            true if level == libc::IPPROTO_IPV6 => {
                say::unknown::other_family(answer, &name, &fd, &Constant(FAMILIES, socket.family));
            }
            true => say::unknown::other_kind(answer, &name, &level_name, &fd, &socket),
            false => say::unknown::no_level(answer, &level_name, &fd, &socket),
        }
    } else if let Some(meant) = name_of(SOCKET_OPTIONS, option as u64).filter(|_| !is_named) {
        say::unknown::is_of_socket(answer, &option, &level_name, &meant);
    } else {
        say::unknown::no_option(answer, &name, &level_name, &fd);
    }
    Some(())
}

/// Does a socket have options of that level?
fn has_level(socket: &Socket, level: c_int) -> bool {
    let is_internet = matches!(socket.family, libc::AF_INET | libc::AF_INET6);
    match level {
        libc::IPPROTO_IP => is_internet,
        libc::IPPROTO_IPV6 => socket.family == libc::AF_INET6,
        libc::IPPROTO_RAW => is_internet && socket.kind == libc::SOCK_RAW,
        protocol => is_internet && socket.protocol == protocol,
    }
}

pub(in crate::explain) fn not_offered(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    if socket.family == libc::AF_UNIX && failure.int(1) != libc::SOL_SOCKET {
        say::not_offered::local(answer, &Written(failure, 1), &fd, &socket);
    } else {
        say::not_offered::option(answer, &Written(failure, 2), &fd, &socket);
    }
    Some(())
}

/// What an option's value must have room for; None if that depends.
fn takes(level: c_int, option: c_int) -> Option<(&'static str, u64)> {
    const INT: (&str, u64) = ("an int", 4);
    match (level, option) {
        (libc::SOL_SOCKET, libc::SO_LINGER) => Some(("a struct linger", 8)),
        (libc::SOL_SOCKET, libc::SO_RCVTIMEO | libc::SO_SNDTIMEO) => {
            Some(("a struct timeval", size_of::<libc::timeval>() as u64))
        }
        (libc::SOL_SOCKET, libc::SO_ATTACH_FILTER | libc::SO_BINDTODEVICE) => None,
        (libc::IPPROTO_TCP, libc::TCP_CONGESTION | libc::TCP_ULP | libc::TCP_INFO) => None,
        (libc::IPPROTO_IP, libc::IP_ADD_MEMBERSHIP | libc::IP_DROP_MEMBERSHIP) => Some(("a struct ip_mreq", 8)),
        (libc::IPPROTO_IPV6, libc::IPV6_ADD_MEMBERSHIP | libc::IPV6_DROP_MEMBERSHIP) => {
            Some(("a struct ipv6_mreq", 20))
        }
        (libc::SOL_SOCKET | libc::IPPROTO_TCP | libc::IPPROTO_IPV6, _) => Some(INT),
        _ => None,
    }
}

/// Between what an option's value must be.
fn range(level: c_int, option: c_int) -> Option<(i32, i32)> {
    match (level, option) {
        (libc::IPPROTO_TCP, libc::TCP_MAXSEG) => Some((88, 32_767)),
        (libc::IPPROTO_TCP, libc::TCP_KEEPIDLE | libc::TCP_KEEPINTVL) => Some((1, 32_767)),
        (libc::IPPROTO_TCP, libc::TCP_KEEPCNT | libc::TCP_SYNCNT) => Some((1, 127)),
        (libc::IPPROTO_IP, libc::IP_TTL) => Some((1, 255)),
        (libc::IPPROTO_IP, libc::IP_MULTICAST_TTL) => Some((0, 255)),
        (libc::IPPROTO_IPV6, libc::IPV6_UNICAST_HOPS | libc::IPV6_MULTICAST_HOPS) => Some((-1, 255)),
        _ => None,
    }
}

pub(in crate::explain) fn value(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, level, option, socket) = (failure.int(0), failure.int(1), failure.int(2), socket(failure)?);
    let (name, given) = (Written(failure, 2), failure.int(4));
    let is_bound = socket.local != Address::None || socket.state != State::Unconnected;
    let is_member = matches!(
        (level, option),
        (libc::IPPROTO_IP, libc::IP_ADD_MEMBERSHIP | libc::IP_DROP_MEMBERSHIP)
            | (libc::IPPROTO_IPV6, libc::IPV6_ADD_MEMBERSHIP | libc::IPV6_DROP_MEMBERSHIP)
    );
    let is_multicast = matches!(
        (level, option),
        (libc::IPPROTO_IP, libc::IP_MULTICAST_TTL | libc::IP_MULTICAST_LOOP)
            | (libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_HOPS | libc::IPV6_MULTICAST_LOOP)
    );
    match takes(level, option) {
        Some((takes, size)) if i64::from(given) < size as i64 => {
            say::value::too_short(answer, &name, &takes, &size, &given);
        }
        _ if (level, option) == (libc::IPPROTO_IPV6, libc::IPV6_V6ONLY) && is_bound => {
            say::value::bound(answer, &name, &fd, &socket);
        }
        _ if is_multicast && socket.kind == libc::SOCK_STREAM => {
            say::value::only_datagrams(answer, &name, &fd, &socket);
        }
        _ if is_member => say::value::no_group(answer, &name),
        _ => match range(level, option) {
            Some((first, last)) => say::value::range(answer, &name, &first, &last),
            None => say::value::unclear(answer, &name),
        },
    }
    if level != libc::SOL_SOCKET
        && OFTEN_MEANT.contains(&option)
        && let Some(meant) = name_of(SOCKET_OPTIONS, option as u64)
    {
        say::value::same_number(answer, &name, &meant);
    }
    Some(())
}

pub(in crate::explain) fn length(failure: &Failure, answer: &mut Answer) -> Option<()> {
    socket(failure)?;
    say::length::negative(answer);
    Some(())
}

pub(in crate::explain) fn time(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if !matches!(failure.int(2), libc::SO_RCVTIMEO | libc::SO_SNDTIMEO) || failure.int(1) != libc::SOL_SOCKET {
        return None;
    }
    say::time::microseconds(answer, &Written(failure, 2));
    Some(())
}

pub(in crate::explain) fn not_allowed(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let status = failure.process.status().ok()?;
    if status.has_capability(Capability::NetAdmin)? {
        return None;
    }
    say::not_allowed::capability(answer, &Written(failure, 2), &Caller::of(failure.process)?.who());
    Some(())
}

pub(in crate::explain) fn interface(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::interface::none(answer, &Written(failure, 2), &Interfaces(failure.process));
    Some(())
}

pub(in crate::explain) fn joined(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::joined::already(answer, &failure.int(0), &Written(failure, 2));
    Some(())
}

pub(in crate::explain) fn not_joined(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::not_joined::no_member(answer, &failure.int(0), &Written(failure, 2));
    Some(())
}

pub(in crate::explain) fn congestion(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if (failure.int(1), failure.int(2)) != (libc::IPPROTO_TCP, libc::TCP_CONGESTION) {
        return None;
    }
    let available = file::read(format_args!("/proc/sys/net/ipv4/tcp_available_congestion_control")).ok()?;
    say::congestion::unknown(answer, &available.text().trim_ascii());
    Some(())
}

pub(in crate::explain) fn memberships(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if (failure.int(1), failure.int(2)) != (libc::IPPROTO_IP, libc::IP_ADD_MEMBERSHIP) {
        return None;
    }
    let most = file::number(format_args!("/proc/sys/net/ipv4/igmp_max_memberships")).ok()?;
    say::memberships::too_many(answer, &most);
    Some(())
}

pub(in crate::explain) fn needs_peer(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    say::needs_peer::option(answer, &Written(failure, 2), &failure.int(0), &socket);
    Some(())
}
