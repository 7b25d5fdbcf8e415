//! Why a socket could not be made, or does not listen, accept or end a connection.

use std::ffi::c_int;
use std::fmt;

use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::{Call, Kind};
use crate::explain::constants::socket::{FAMILIES, TYPES};
use crate::explain::constants::{Constant, name_of};
use crate::explain::facts::caller::Caller;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::file;
use crate::explain::facts::process::Capability;
use crate::explain::facts::sockets::address::Address;
use crate::explain::facts::sockets::{Socket, State, own};
use crate::explain::failure::Failure;
use crate::explain::sentences::socket as say;

/// linux/net.h: the bits of the type, and one more than the last.
const TYPE_MASK: c_int = 0xf;
const SOCK_MAX: c_int = 11;

/// The socket that the first argument refers to.
pub(super) fn socket(failure: &Failure) -> Option<Socket> {
    Socket::of(failure.process, failure.int(0), failure.facts_until()).ok()
}

/// How long a call may wait on that socket, SO_RCVTIMEO or SO_SNDTIMEO; None if for ever, or if that cannot be known.
pub(super) fn time_limit(failure: &Failure, option: c_int) -> Option<(i64, i64)> {
    if failure.process.is_this() { own::time_limit(failure.int(0), option) } else { None }
}

/// How long TCP waits for an answer on that socket, if TCP_USER_TIMEOUT says it.
pub(super) fn user_timeout(failure: &Failure) -> Option<(i64, i64)> {
    let milliseconds = Some(failure.int(0))
        .filter(|_| failure.process.is_this())
        .and_then(|fd| own::option_of(fd, libc::IPPROTO_TCP, libc::TCP_USER_TIMEOUT))
        .filter(|milliseconds| *milliseconds > 0)?;
    Some((i64::from(milliseconds / 1000), i64::from(milliseconds % 1000) * 1000))
}

/// A time limit of seconds and microseconds.
pub(super) struct TimeLimit(pub (i64, i64));

impl fmt::Display for TimeLimit {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            (seconds, 0) => write!(to, "{seconds} s"),
            (0, micro) if micro % 1000 == 0 => write!(to, "{} ms", micro / 1000),
            (seconds, micro) => write!(to, "{seconds}.{micro:06} s"),
        }
    }
}

pub(in crate::explain) fn family(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match failure.int(0) {
        libc::AF_UNSPEC => say::family::unset(answer),
        family => match name_of(FAMILIES, family as u64) {
            Some(name) => say::family::absent(answer, &name),
            None => say::family::unknown(answer, &family),
        },
    }
    Some(())
}

pub(in crate::explain) fn type_or_protocol(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let kind = failure.int(1);
    let bits = kind & !(TYPE_MASK | libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK);
    match kind & TYPE_MASK {
        _ if bits != 0 => say::type_or_protocol::bits(answer, &Written(failure, 1), &format_args!("{bits:#x}")),
        number @ SOCK_MAX.. => say::type_or_protocol::no_type(answer, &number),
        _ if matches!(failure.int(0), libc::AF_INET | libc::AF_INET6) => {
            say::type_or_protocol::protocol(answer, &failure.int(2));
        }
        _ => return None,
    }
    Some(())
}

/// The type without what may be added to it.
fn kind_of(failure: &Failure) -> Constant {
    Constant(TYPES, failure.int(1) & TYPE_MASK)
}

pub(in crate::explain) fn protocol(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (family, kind, protocol) = (failure.int(0), kind_of(failure), failure.int(2));
    let of_ip = matches!(family, libc::AF_INET | libc::AF_INET6);
    let right = match protocol {
        libc::IPPROTO_TCP if of_ip => Some(libc::SOCK_STREAM),
        libc::IPPROTO_UDP if of_ip => Some(libc::SOCK_DGRAM),
        _ => None,
    };
    match right {
        Some(right) if right != kind.1 => {
            say::protocol::mismatch(answer, &kind, &Written(failure, 2), &Constant(TYPES, right));
        }
        _ if of_ip && kind.1 == libc::SOCK_RAW && protocol == 0 => say::protocol::raw(answer),
        _ if family == libc::AF_UNIX => say::protocol::local(answer, &protocol),
        _ => say::protocol::absent(answer, &Constant(FAMILIES, family), &kind, &Written(failure, 2)),
    }
    Some(())
}

pub(in crate::explain) fn kind(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match kind_of(failure) {
        Constant(_, 0) => say::kind::unset(answer),
        kind => say::kind::absent(answer, &Constant(FAMILIES, failure.int(0)), &kind),
    }
    Some(())
}

pub(in crate::explain) fn refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let status = failure.process.status().ok()?;
    let (family, kind) = (failure.int(0), kind_of(failure));
    let is_raw = family == libc::AF_PACKET || kind.1 == libc::SOCK_RAW;
    let is_ping = kind.1 == libc::SOCK_DGRAM && matches!(failure.int(2), libc::IPPROTO_ICMP | libc::IPPROTO_ICMPV6);
    if is_raw && status.has_capability(Capability::NetRaw) == Some(false) {
        let caller = Caller::of(failure.process)?;
        let family = Constant(FAMILIES, family);
        let kind: &dyn fmt::Display = if failure.int(0) == libc::AF_PACKET { &family } else { &kind };
        say::refused::raw(answer, kind, &caller.who());
    } else if is_ping
        && let Some((first, last)) =
            ping_groups().filter(|(first, last)| !status.is_in_group(|group| (first..=last).contains(&&group)))
    {
        say::refused::ping(answer, &first, &last);
    } else if status.is_filtered() {
        say::refused::filtered(answer);
    } else {
        say::refused::policy(answer);
    }
    Some(())
}

fn ping_groups() -> Option<(u32, u32)> {
    let range = file::read(format_args!("/proc/sys/net/ipv4/ping_group_range")).ok()?;
    let mut words = range.text().split_ascii_whitespace().map(str::parse);
    Some((words.next()?.ok()?, words.next()?.ok()?))
}

pub(in crate::explain) fn no_pair(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::no_pair::family(answer, &Constant(FAMILIES, failure.int(0)));
    Some(())
}

pub(in crate::explain) fn cannot_listen(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    match socket.kind {
        libc::SOCK_DGRAM => say::cannot_listen::datagram(answer, &failure.int(0), &socket),
        _ => say::cannot_listen::other(answer, &failure.int(0), &socket),
    }
    Some(())
}

pub(in crate::explain) fn listen_state(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    match (socket.family, socket.state, socket.local) {
        (_, State::Connected | State::Connecting | State::CloseWait | State::Closing, _) => {
            say::listen_state::connected(answer, &failure.int(0), &socket);
        }
        (libc::AF_UNIX, State::Unconnected, Address::None) => say::listen_state::unbound(answer, &failure.int(0)),
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn accept_state(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let fd = failure.int(0);
    let flags = if failure.call == Call::accept4 { failure.int(3) } else { 0 };
    let bits = flags & !(libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC);
    if bits != 0 {
        say::accept_state::flags(answer, &format_args!("{bits:#x}"));
        return Some(());
    }
    let socket = socket(failure)?;
    match socket.state {
        State::Listening => say::accept_state::length(answer, &fd),
        State::Unconnected => say::accept_state::not_listening(answer, &fd, &socket),
        _ => say::accept_state::connection(answer, &fd, &socket),
    }
    Some(())
}

pub(in crate::explain) fn cannot_accept(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    say::cannot_accept::datagram(answer, &failure.int(0), &socket);
    Some(())
}

pub(in crate::explain) fn nobody_connects(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    let limit = time_limit(failure, libc::SO_RCVTIMEO);
    match (Descriptor::of(failure.process, fd).ok()?.is_non_blocking(), limit) {
        (true, _) => match socket.waiting(failure.process) {
            Some((count @ 1.., _)) => say::nobody_connects::raced(answer, &fd, &count),
            _ => say::nobody_connects::non_blocking(answer, &fd, &socket),
        },
        (false, Some(time)) => say::nobody_connects::limited(answer, &fd, &TimeLimit(time)),
        (false, None) => return None,
    }
    Some(())
}

pub(in crate::explain) fn no_descriptor_left(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match failure.code {
        libc::EMFILE => super::descriptor::too_many(failure, answer)?,
        _ => super::descriptor::too_many_everywhere(failure, answer)?,
    }
    say::no_descriptor_left::stays(answer, &failure.int(0));
    Some(())
}

pub(in crate::explain) fn gone_before_accept(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::gone_before_accept::gone(answer);
    Some(())
}

pub(in crate::explain) fn shutdown_how(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let how = failure.int(1);
    if matches!(how, libc::SHUT_RD | libc::SHUT_WR | libc::SHUT_RDWR) {
        return None;
    }
    say::shutdown_how::how(answer, &how);
    Some(())
}

pub(in crate::explain) fn not_connected(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    match socket.state {
        State::Listening => say::not_connected::listens(answer, &fd, &socket),
        State::Unconnected if failure.process.is_this() && own::was_connected(fd) => {
            say::not_connected::over(answer, &fd);
        }
        State::Unconnected => say::not_connected::never(answer, &fd, &socket),
        State::Connecting => say::not_connected::connecting(answer, &fd, &socket),
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn not_a_socket(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let fd = failure.int(failure.index_of(|kind| matches!(kind, Kind::Fd))?);
    let descriptor = Descriptor::of(failure.process, fd).ok()?;
    match (&descriptor.what, fd) {
        (What::Socket { .. }, _) => return None,
        (_, 0 | 1) => say::not_a_socket::standard(answer, &fd, &descriptor),
        _ => say::not_a_socket::other(answer, &fd, &descriptor),
    }
    Some(())
}
