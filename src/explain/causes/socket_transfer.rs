//! Why nothing can be sent or received on a socket.

use std::ffi::c_int;

use super::pipe::why_it_lives;
use super::socket::{TimeLimit, socket, time_limit, user_timeout};
use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::{Call, Kind};
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::file;
use crate::explain::facts::limits::Limit;
use crate::explain::facts::sockets::address::Address;
use crate::explain::facts::sockets::who::Who;
use crate::explain::facts::sockets::{State, own};
use crate::explain::failure::Failure;
use crate::explain::sentences::socket_transfer as say;

/// The most bytes of a datagram of UDP: 65,535 with the headers of IP (only in version 4) and UDP.
const UDP_MOST: u64 = 65_507;
const UDP6_MOST: u64 = 65_527;
/// What the kernel needs of a unix socket's SO_SNDBUF for itself.
const OVERHEAD: u64 = 32;
/// UIO_MAXIOV: the most pieces of a message.
const PIECES: u64 = 1024;

/// The flags of the call; None if it has none.
fn flags(failure: &Failure) -> Option<c_int> {
    match failure.call {
        Call::send | Call::sendto | Call::recv | Call::recvfrom => Some(failure.int(3)),
        Call::sendmsg | Call::recvmsg => Some(failure.int(2)),
        _ => None,
    }
}

fn has_flag(failure: &Failure, flag: c_int) -> bool {
    flags(failure).is_some_and(|flags| flags & flag != 0)
}

/// How many bytes were to be sent, if the arguments say it.
fn size(failure: &Failure) -> Option<u64> {
    matches!(failure.call, Call::send | Call::sendto | Call::write).then(|| failure.word(2))
}

fn was_connected(failure: &Failure) -> bool {
    failure.process.is_this() && own::was_connected(failure.int(0))
}

pub(in crate::explain) fn broken(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    let is_local = socket.family == libc::AF_UNIX;
    match socket.state {
        State::Listening => say::broken::listens(answer, &fd, &socket),
        State::Closing if !is_local => say::broken::own_end(answer, &fd),
        State::Unconnected if was_connected(failure) => say::broken::over(answer, &fd),
        State::TimeWait => say::broken::gone(answer, &fd),
        State::Unconnected => say::broken::never(answer, &fd, &socket),
        State::CloseWait => say::broken::gone(answer, &fd),
        _ if is_local && socket.peer(failure.process, failure.facts_until()).is_none() => {
            say::broken::gone(answer, &fd)
        }
        _ if is_local => say::broken::one_end(answer, &fd),
        _ => say::broken::now(answer, &fd, &socket),
    }
    if has_flag(failure, libc::MSG_NOSIGNAL) {
        say::broken::no_signal(answer);
    } else {
        why_it_lives(failure, answer);
    }
    Some(())
}

pub(in crate::explain) fn reset(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    match socket.local {
        _ if socket.family == libc::AF_UNIX => say::reset::local(answer, &fd),
        Address::None => say::reset::internet(answer, &fd, &"TCP"),
        own => say::reset::internet(answer, &fd, &format_args!("from {own}")),
    }
    Some(())
}

pub(in crate::explain) fn not_connected(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    match socket.state {
        State::Listening => say::not_connected::listens(answer, &fd, &socket),
        State::Connecting => say::not_connected::connecting(answer, &fd, &socket),
        _ if socket.kind == libc::SOCK_DGRAM => say::not_connected::datagram(answer, &fd, &socket),
        State::Unconnected if was_connected(failure) => say::not_connected::over(answer, &fd),
        State::Unconnected => say::not_connected::never(answer, &fd, &socket),
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn cannot_receive(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    match socket.state {
        _ if has_flag(failure, libc::MSG_OOB) => say::cannot_receive::no_urgent(answer, &fd),
        State::Listening => say::cannot_receive::listens(answer, &fd, &socket),
        State::Unconnected if socket.kind != libc::SOCK_DGRAM => say::cannot_receive::never(answer, &fd, &socket),
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn no_destination(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    say::no_destination::datagram(answer, &failure.int(0), &socket);
    Some(())
}

pub(in crate::explain) fn too_long(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    let most = match socket.family {
        libc::AF_INET => UDP_MOST,
        libc::AF_INET6 => UDP6_MOST,
        libc::AF_UNIX if failure.process.is_this() => {
            (own::option(fd, libc::SO_SNDBUF)? as u64).saturating_sub(OVERHEAD)
        }
        _ => return None,
    };
    match size(failure) {
        Some(size) if socket.family == libc::AF_UNIX && size > most => say::too_long::local(answer, &size, &fd, &most),
        Some(size) if socket.protocol == libc::IPPROTO_UDP && size > most => say::too_long::udp(answer, &size, &most),
        Some(size) if socket.family != libc::AF_UNIX => say::too_long::no_fragments(answer, &size),
        _ => say::too_long::pieces(answer, &fd, &PIECES),
    }
    Some(())
}

pub(in crate::explain) fn full(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    let limit = time_limit(failure, libc::SO_SNDTIMEO);
    let is_non_blocking = Descriptor::of(failure.process, fd).ok()?.is_non_blocking();
    let unsent = socket.unsent;
    // Of datagrams the receiver takes so many at most, unless the two are connected to each other.
    let by_bytes = socket.family != libc::AF_UNIX
        || socket.kind != libc::SOCK_DGRAM
        || !failure.process.is_this()
        || own::option(fd, libc::SO_SNDBUF).is_none_or(|room| i64::from(unsent) >= i64::from(room));
    match limit {
        _ if !by_bytes => {
            let most = file::number(format_args!("/proc/sys/net/unix/max_dgram_qlen")).ok()?;
            say::full::datagrams(answer, &fd, &(most + 1));
        }
        _ if unsent == 0 => say::full::room_now(answer, &fd),
        _ if has_flag(failure, libc::MSG_DONTWAIT) => say::full::flag(answer, &fd),
        Some(time) if !is_non_blocking => say::full::limited(answer, &fd, &TimeLimit(time)),
        _ => say::full::non_blocking(answer, &fd),
    }
    if let Some(peer) = socket.peer(failure.process, failure.facts_until()) {
        let who = Who::has(&peer, failure.process, failure.walk_until());
        if socket.kind != libc::SOCK_DGRAM && !who.is_unknown() && answer.has_room() {
            say::full::reader(answer, &who, &peer.unread(failure.process));
        }
    }
    Some(())
}

pub(in crate::explain) fn empty(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    let limit = time_limit(failure, libc::SO_RCVTIMEO);
    let is_non_blocking = Descriptor::of(failure.process, fd).ok()?.is_non_blocking();
    match limit {
        // What may have come are errors.
        _ if has_flag(failure, libc::MSG_ERRQUEUE) => return None,
        _ if socket.received > 0 => say::empty::raced(answer, &fd, &socket.received),
        _ if has_flag(failure, libc::MSG_DONTWAIT) => say::empty::flag(answer, &fd, &socket),
        Some(time) if !is_non_blocking => say::empty::limited(answer, &fd, &TimeLimit(time)),
        _ if is_non_blocking => say::empty::non_blocking(answer, &fd, &socket),
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn no_answer(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    if socket.protocol != libc::IPPROTO_TCP {
        return None;
    }
    match user_timeout(failure) {
        Some(limit) => say::no_answer::silent_for(answer, &failure.int(0), &TimeLimit(limit)),
        None => say::no_answer::silent(answer, &failure.int(0)),
    }
    say::no_answer::no_limit(answer);
    Some(())
}

pub(in crate::explain) fn flag(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    let index = failure.index_of(|kind| matches!(kind, Kind::Set(_)))?;
    let is_to_address = match failure.call {
        Call::sendto => failure.word(4) != 0,
        // The address is in the struct msghdr: without one the error would be ENOTCONN.
        Call::sendmsg => !has_flag(failure, libc::MSG_OOB),
        _ => false,
    };
    if is_to_address
        && (socket.family, socket.kind) == (libc::AF_UNIX, libc::SOCK_STREAM)
        && socket.state == State::Unconnected
    {
        say::flag::addressed(answer, &fd, &socket);
        return Some(());
    }
    match flags(failure)? {
        0 => return None,
        flags if flags & libc::MSG_OOB != 0 => say::flag::urgent(answer, &fd, &socket),
        _ => say::flag::other(answer, &fd, &socket, &Written(failure, index)),
    }
    Some(())
}

pub(in crate::explain) fn passed_closed(failure: &Failure, answer: &mut Answer) -> Option<()> {
    socket(failure)?;
    say::passed_closed::closed(answer, &failure.int(0));
    Some(())
}

pub(in crate::explain) fn passed_too_many(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let limit = Limit::of(failure.process, libc::RLIMIT_NOFILE).ok()?;
    say::passed_too_many::in_flight(answer, &limit.soft);
    Some(())
}

pub(in crate::explain) fn control(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    if socket.family != libc::AF_UNIX {
        return None;
    }
    say::control::malformed(answer, &failure.int(0));
    Some(())
}

pub(in crate::explain) fn credentials(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if socket(failure)?.family != libc::AF_UNIX {
        return None;
    }
    say::credentials::forged(answer);
    Some(())
}

pub(in crate::explain) fn no_room(failure: &Failure, answer: &mut Answer) -> Option<()> {
    socket(failure)?;
    match (failure.call, file::number(format_args!("/proc/sys/net/core/optmem_max"))) {
        (Call::sendmsg, Ok(most)) => say::no_room::control(answer, &most),
        _ => say::no_room::device(answer),
    }
    Some(())
}
