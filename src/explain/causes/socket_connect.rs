//! Why another socket cannot be reached.

use std::net::{IpAddr, SocketAddr};

use super::socket::{TimeLimit, socket, time_limit, user_timeout};
use super::socket_address::{address, bound_to, named};
use crate::explain::answer::Answer;
use crate::explain::call::Call;
use crate::explain::constants::Constant;
use crate::explain::constants::socket::TYPES;
use crate::explain::facts::caller::Caller;
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::file;
use crate::explain::facts::path::{self, Path};
use crate::explain::facts::permission::{Owned, WRITE};
use crate::explain::facts::sockets::address::{Address, Name};
use crate::explain::facts::sockets::internet::{self, Table};
use crate::explain::facts::sockets::network::{self, Addresses};
use crate::explain::facts::sockets::port::{self, Users};
use crate::explain::facts::sockets::who::Who;
use crate::explain::facts::sockets::{Socket, State, own};
use crate::explain::failure::Failure;
use crate::explain::sentences::socket_connect as say;

/// Where it was to go: the address among the arguments, or what the socket is connected to.
fn destination(failure: &Failure, socket: &Socket) -> Option<Address> {
    address(failure).or(Some(socket.peer).filter(|peer| *peer != Address::None))
}

fn who_has(failure: &Failure, socket: &Socket) -> Who {
    Who::has(socket, failure.process, failure.walk_until())
}

pub(in crate::explain) fn refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    match (address(failure), socket.family) {
        (Some(Address::Local(name)), _) => refused_local(failure, answer, name),
        (None, libc::AF_UNIX) if failure.call != Call::connect => {
            say::refused::peer_gone(answer, &failure.int(0));
            Some(())
        }
        (given, libc::AF_INET | libc::AF_INET6) => {
            let to = destination(failure, &socket)?.internet()?;
            if socket.kind == libc::SOCK_DGRAM || given.is_none() {
                say::refused::datagram(answer, &failure.int(0), &to);
                return Some(());
            }
            refused_internet(failure, answer, &socket, to)
        }
        _ => None,
    }
}

fn refused_internet(failure: &Failure, answer: &mut Answer, socket: &Socket, to: SocketAddr) -> Option<()> {
    if to.port() == 0 {
        say::refused::port_zero(answer);
        return Some(());
    }
    if network::is_local(failure.process, to.ip().to_canonical(), failure.facts_until()) == Some(false) {
        say::refused::remote(answer, &to.ip(), &to.port());
        return Some(());
    }
    let users = |port| {
        let at = SocketAddr::new(to.ip(), port);
        Users::of(failure.process, socket.protocol, at, failure.walk_until())
    };
    let (right, listens) = (to.port().swap_bytes(), |socket: &Socket| socket.state == State::Listening);
    let here = users(to.port());
    if let Some(server) = here.taker.filter(listens) {
        say::refused::now(answer, &to, &who_has(failure, &server));
    } else if let Some(server) = here.elsewhere.filter(listens) {
        say::refused::elsewhere(answer, &to, &who_has(failure, &server), &server);
    } else if let Some(server) = users(right).taker.filter(|server| listens(server) && right != to.port()) {
        say::refused::swapped(answer, &to.port(), &who_has(failure, &server), &right);
    } else if let Some(server) = bound_here(failure, socket, to) {
        say::refused::only_bound(answer, &who_has(failure, &server), &to);
    } else {
        say::refused::nobody(answer, &to);
    }
    Some(())
}

/// A socket of this process that is bound to the address and does not listen: no table has it.
fn bound_here(failure: &Failure, socket: &Socket, to: SocketAddr) -> Option<Socket> {
    let mut found = None;
    if failure.process.is_this() {
        let _ = own::each(failure.walk_until(), &mut |_, other| {
            let at = |own: SocketAddr| own.port() == to.port() && port::overlap(own.ip(), to.ip());
            let is_it = other.protocol == socket.protocol && other.local.internet().is_some_and(at);
            found = (is_it && other.state == State::Unconnected && other.inode != socket.inode).then_some(*other);
            found.is_none()
        });
    }
    found
}

fn refused_local(failure: &Failure, answer: &mut Answer, name: Name) -> Option<()> {
    let bound = match name.path() {
        None => Ok(named(failure, name)),
        Some(bytes) => {
            let status = Path::new(failure.process, libc::AT_FDCWD, bytes)?.status(bytes).ok()?;
            if status.st_mode & libc::S_IFMT != libc::S_IFSOCK {
                say::refused::no_socket(answer, &name, &path::noun(&status));
                return Some(());
            }
            bound_to(failure, &status)
        }
    };
    match bound {
        Ok(Some(server)) if server.state == State::Listening || server.kind == libc::SOCK_DGRAM => {
            say::refused::local_now(answer, &name, &who_has(failure, &server));
        }
        Ok(Some(server)) => say::refused::local_bound(answer, &who_has(failure, &server), &name),
        Ok(None) if name.is_abstract() => say::refused::hidden(answer, &name),
        Ok(None) => say::refused::stale(answer, &name),
        Err(_) => say::refused::unclear(answer, &name),
    }
    Some(())
}

pub(in crate::explain) fn path(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let Address::Local(name) = address(failure)? else { return None };
    let bytes = name.path()?;
    let path = Path::new(failure.process, libc::AT_FDCWD, bytes)?;
    if failure.code == libc::EACCES
        && failure.call != Call::bind
        && let Ok(status) = path.status(bytes)
        && path.allows(bytes, WRITE) == Some(false)
    {
        let caller = Caller::of(failure.process)?;
        say::path::not_writable(answer, &name, &Owned(&status), &caller.who());
        return Some(());
    }
    super::path::explain(failure, answer, failure.process, libc::AT_FDCWD, bytes)?;
    if failure.code == libc::ENOENT && failure.call != Call::bind {
        say::path::no_server(answer);
    }
    Some(())
}

pub(in crate::explain) fn type_differs(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    let (fd, here) = (failure.int(0), Constant(TYPES, socket.kind));
    let Some(Address::Local(name)) = address(failure) else {
        say::type_differs::unclear(answer, &fd, &here);
        return Some(());
    };
    let there = match name.path() {
        None => named(failure, name),
        Some(bytes) => Path::new(failure.process, libc::AT_FDCWD, bytes)
            .and_then(|path| bound_to(failure, &path.status(bytes).ok()?).ok()?),
    };
    match there {
        Some(there) if there.kind != socket.kind => {
            say::type_differs::types(answer, &name, &Constant(TYPES, there.kind), &fd, &here);
        }
        _ => say::type_differs::unclear(answer, &fd, &here),
    }
    Some(())
}

pub(in crate::explain) fn queue_full(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let name = match address(failure)? {
        Address::Local(name) => name,
        Address::Internet(_) => {
            say::queue_full::no_port(answer, &port::automatic()?);
            return Some(());
        }
        _ => return None,
    };
    let server = match name.path() {
        None => named(failure, name),
        Some(bytes) => Path::new(failure.process, libc::AT_FDCWD, bytes)
            .and_then(|path| bound_to(failure, &path.status(bytes).ok()?).ok()?),
    };
    match server.and_then(|server| Some((server, server.waiting(failure.process)?))) {
        Some((server, (waiting, Some(backlog)))) if waiting > backlog => {
            say::queue_full::non_blocking(answer, &waiting, &name, &backlog, &who_has(failure, &server));
        }
        _ => say::queue_full::unclear(answer, &name),
    }
    Some(())
}

pub(in crate::explain) fn no_answer(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let address = address(failure)?;
    if let (Some(socket), Some(to)) = (socket(failure), address.internet())
        && let Some(server) = Users::of(failure.process, socket.protocol, to, failure.walk_until()).taker
        && server.state == State::Listening
        && server.received > 0
    {
        say::no_answer::not_accepted(answer, &who_has(failure, &server), &address, &server.received);
        return Some(());
    }
    if let Some(limit) = user_timeout(failure) {
        say::no_answer::silent_for(answer, &address, &TimeLimit(limit), &failure.int(0));
        return Some(());
    }
    let option = |fd| own::option_of(fd, libc::IPPROTO_TCP, libc::TCP_SYNCNT);
    let own = Some(failure.int(0)).filter(|_| failure.process.is_this()).and_then(option).map(i64::from);
    let usual = file::number(format_args!("/proc/sys/net/ipv4/tcp_syn_retries")).ok();
    let setting = if own.is_some() && own != usual { "TCP_SYNCNT" } else { "net.ipv4.tcp_syn_retries" };
    say::no_answer::silent(answer, &address, &(own.or(usual)? + 1), &setting);
    Some(())
}

pub(in crate::explain) fn under_way(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    let limit = time_limit(failure, libc::SO_SNDTIMEO);
    let is_non_blocking = Descriptor::of(failure.process, fd).ok()?.is_non_blocking();
    match (failure.code, limit) {
        _ if socket.state != State::Connecting => say::under_way::over(answer, &fd, &socket),
        (libc::EALREADY, _) => say::under_way::earlier(answer, &fd),
        (_, Some(time)) if !is_non_blocking => say::under_way::limited(answer, &fd, &TimeLimit(time)),
        _ => say::under_way::non_blocking(answer, &fd),
    }
    Some(())
}

pub(in crate::explain) fn connected(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    match socket.state {
        State::Listening => say::connected::listens(answer, &fd, &socket),
        State::Unconnected => return None,
        _ if failure.call == Call::connect => say::connected::connected(answer, &fd, &socket),
        _ => say::connected::addressed(answer, &fd, &socket),
    }
    Some(())
}

pub(in crate::explain) fn unreachable(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    let to = destination(failure, &socket)?.internet()?.ip();
    let (plain, fd) = (to.to_canonical(), failure.int(0));
    let is_group = match plain {
        IpAddr::V4(four) => four.is_broadcast() || four.is_multicast(),
        IpAddr::V6(six) => six.is_multicast(),
    };
    let only_ip6 = failure.process.is_this() && own::option_of(fd, libc::IPPROTO_IPV6, libc::IPV6_V6ONLY) == Some(1);
    let has_default = network::has_default_route(failure.process, plain, failure.facts_until());
    let addresses =
        |of_ip4: bool| Addresses::of(failure.process, |local| local.is_ipv4() == of_ip4, failure.facts_until());
    if is_group && socket.kind == libc::SOCK_STREAM {
        say::unreachable::group(answer, &plain);
    } else if to.is_ipv6() && plain.is_ipv4() && only_ip6 {
        say::unreachable::only_ip6(answer, &fd, &plain);
    } else if has_default == Some(false) && failure.code == libc::ENETUNREACH {
        let addresses = addresses(plain.is_ipv4())?;
        match plain {
            IpAddr::V4(_) => say::unreachable::no_default(answer, &plain, &addresses),
            IpAddr::V6(_) => say::unreachable::no_default6(answer, &plain, &addresses),
        }
    } else if failure.code == libc::ENETUNREACH {
        say::unreachable::no_route(answer, &plain);
    } else {
        say::unreachable::silent(answer, &plain);
    }
    Some(())
}

pub(in crate::explain) fn no_own_address(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (socket, to) = (socket(failure)?, address(failure)?.internet()?);
    let mut count = 0;
    let in_time = Table::of(socket.family, socket.protocol).is_some_and(|table| {
        internet::each(failure.process, table, failure.facts_until(), &mut |other| {
            count += usize::from(other.peer.internet() == Some(to));
            true
        })
    });
    match port::automatic() {
        Some(range) if in_time && count >= range.count() => say::no_own_address::used_up(answer, &range, &to),
        _ => say::no_own_address::unclear(answer, &to),
    }
    Some(())
}

pub(in crate::explain) fn own_port(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (socket, to) = (socket(failure)?, address(failure)?.internet()?);
    say::own_port::same(answer, &failure.int(0), &socket.local.internet()?, &to);
    Some(())
}

pub(in crate::explain) fn refused_here(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (fd, socket) = (failure.int(0), socket(failure)?);
    let to = destination(failure, &socket)?.internet()?.ip();
    let may_broadcast = if failure.process.is_this() { own::option(fd, libc::SO_BROADCAST) } else { None };
    match (failure.code, may_broadcast) {
        (libc::EACCES, Some(0)) if to.to_canonical().is_ipv4() => say::refused_here::broadcast(answer, &to, &fd),
        _ => say::refused_here::firewall(answer, &to),
    }
    Some(())
}

pub(in crate::explain) fn earlier_failed(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::earlier_failed::failed(answer, &failure.int(0));
    Some(())
}
