//! Why a socket cannot have an address.

use std::ffi::c_int;
use std::fmt;
use std::net::{IpAddr, SocketAddr};

use super::socket::socket;
use crate::boundary::record::Missing;
use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::call::{Call, Kind};
use crate::explain::constants::Constant;
use crate::explain::constants::socket::FAMILIES;
use crate::explain::facts::caller::Caller;
use crate::explain::facts::file;
use crate::explain::facts::path::{self, Path};
use crate::explain::facts::process::Capability;
use crate::explain::facts::sockets::address::{Address, Name};
use crate::explain::facts::sockets::network::{self, Addresses};
use crate::explain::facts::sockets::port::{self, Users};
use crate::explain::facts::sockets::who::Who;
use crate::explain::facts::sockets::{Socket, State, local, own};
use crate::explain::failure::Failure;
use crate::explain::sentences::socket_address as say;

/// The size that every address may have, struct sockaddr_storage.
const LONGEST: u64 = 128;

/// The address among the arguments, if its copy is whole.
pub(super) fn address(failure: &Failure) -> Option<Address> {
    let copied = failure.copied(index(failure)?)?;
    let address = Address::from_bytes(copied.bytes)?;
    let is_whole = match &address {
        // The copy may have been cut behind the end of the path.
        Address::Local(name) => copied.is_whole() || name.bytes().len() + size_of::<u16>() < copied.bytes.len(),
        _ => true,
    };
    (is_whole && (copied.is_whole() || copied.missing == Missing::End)).then_some(address)
}

/// Which argument the address is; its length is the next.
fn index(failure: &Failure) -> Option<usize> {
    failure.index_of(|kind| matches!(kind, Kind::Address))
}

/// The socket that is bound to a path, as `local::bound_to`.
pub(super) fn bound_to(failure: &Failure, status: &libc::stat) -> Result<Option<Socket>, file::Errno> {
    let file = local::File { dev: status.st_dev, ino: status.st_ino };
    local::bound_to(failure.process, file, failure.walk_until())
}

/// The socket that has an abstract name.
pub(super) fn named(failure: &Failure, name: Name) -> Option<Socket> {
    let mut found = None;
    local::each(failure.process, failure.walk_until(), &mut |socket| {
        found = (socket.local == Address::Local(name.as_in_table())).then_some(*socket);
        found.is_none()
    });
    found
}

pub(in crate::explain) fn in_use(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let socket = socket(failure)?;
    let address = match failure.call {
        Call::listen => socket.local,
        _ => address(failure)?,
    };
    let address = address.internet()?;
    let port = address.port();
    if port == 0 {
        say::in_use::none_free(answer, &port::automatic()?);
        return Some(());
    }
    let users = Users::of(failure.process, socket.protocol, address, failure.walk_until());
    let taker =
        users.taker.filter(|taker| taker.inode != socket.inode).or_else(|| own_socket(failure, &socket, address));
    if let Some(taker) = taker {
        let who = Who::has(&taker, failure.process, failure.walk_until());
        if who.itself().is_some() {
            say::in_use::itself(answer, &port, &who, &taker);
        } else if who.child().is_some() {
            say::in_use::inherited(answer, &port, &who, &taker);
        } else {
            say::in_use::taken(answer, &port, &who, &taker);
        }
        if reuses(failure) && taker.state == State::Listening {
            say::in_use::reuse(answer);
        }
    } else if let Some(connection) = users.connection.filter(|connection| connection.inode != 0) {
        let who = Who::has(&connection, failure.process, failure.walk_until());
        say::in_use::connection(answer, &port, &who, &connection);
    } else if users.over + users.ending > 0 && reuses(failure) {
        say::in_use::over_without_reuse(answer, &port, &(users.over + users.ending));
    } else if users.over > 0 {
        say::in_use::over(answer, &port, &users.over);
    } else if users.ending > 0 {
        say::in_use::ending(answer, &port, &users.ending);
    } else if users.known {
        say::in_use::not_listed(answer, &port);
    } else {
        return None;
    }
    Some(())
}

/// Has the socket of this failure SO_REUSEADDR?
fn reuses(failure: &Failure) -> bool {
    failure.process.is_this() && own::option(failure.int(0), libc::SO_REUSEADDR) == Some(1)
}

/// A socket of this process at the same port, which need not be in the tables.
fn own_socket(failure: &Failure, socket: &Socket, address: SocketAddr) -> Option<Socket> {
    if !failure.process.is_this() {
        return None;
    }
    let mut found = None;
    let _ = own::each(failure.walk_until(), &mut |_, other| {
        let same = other.protocol == socket.protocol
            && other.local.port() == Some(address.port())
            && matches!(other.state, State::Unconnected | State::Listening);
        found = (same && other.inode != socket.inode).then_some(*other);
        found.is_none()
    });
    found
}

pub(in crate::explain) fn file_exists(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let Address::Local(name) = address(failure)? else { return None };
    let Some(bytes) = name.path() else {
        match named(failure, name) {
            Some(socket) => {
                let who = Who::has(&socket, failure.process, failure.walk_until());
                say::file_exists::hidden(answer, &name, &who);
            }
            None => say::file_exists::hidden_gone(answer, &name),
        }
        return Some(());
    };
    // What has the name is in the way, be it a link, and be there a slash behind it.
    let bytes = path::without_slashes(bytes);
    let path_text = Quoted(bytes);
    let status = match Path::new(failure.process, libc::AT_FDCWD, bytes)?.link_status(bytes) {
        Ok(status) => status,
        Err(libc::ENOENT) => {
            say::file_exists::gone(answer, &path_text);
            return Some(());
        }
        Err(_) => return None,
    };
    if status.st_mode & libc::S_IFMT != libc::S_IFSOCK {
        say::file_exists::no_socket(answer, &path_text, &path::noun(&status));
        return Some(());
    }
    match bound_to(failure, &status) {
        Ok(Some(socket)) => {
            let who = Who::has(&socket, failure.process, failure.walk_until());
            match who.itself() {
                Some(holder) if holder.fd == failure.int(0) => say::file_exists::same(answer, &holder.fd, &path_text),
                Some(_) => say::file_exists::itself(answer, &path_text, &who),
                None => say::file_exists::taken(answer, &path_text, &who),
            }
        }
        Ok(None) => say::file_exists::stale(answer, &path_text),
        Err(_) => say::file_exists::unclear(answer, &path_text),
    }
    Some(())
}

pub(in crate::explain) fn port_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let port = address(failure)?.port()?;
    let first = file::number(format_args!("/proc/sys/net/ipv4/ip_unprivileged_port_start")).ok()?;
    let status = failure.process.status().ok()?;
    if i64::from(port) >= first || status.has_capability(Capability::NetBindService)? {
        return None;
    }
    say::port_refused::privileged(answer, &port, &first, &Caller::of(failure.process)?.who());
    Some(())
}

pub(in crate::explain) fn not_here(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let address = address(failure)?.internet()?.ip();
    if let IpAddr::V6(address) = address
        && network::is_tentative(failure.process, address)
    {
        say::not_here::tentative(answer, &address);
        return Some(());
    }
    let same_family = |local: IpAddr| local.is_ipv4() == address.is_ipv4();
    match Addresses::of(failure.process, same_family, failure.facts_until()) {
        Some(addresses) if address.is_ipv4() => say::not_here::foreign(answer, &address, &addresses),
        Some(addresses) => say::not_here::foreign6(answer, &address, &addresses),
        None => say::not_here::unclear(answer, &address),
    }
    Some(())
}

pub(in crate::explain) fn family(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let fd = failure.int(0);
    let socket = socket(failure)?;
    let (given, family) = (address(failure)?.family()?, Constant(FAMILIES, socket.family));
    let member = match socket.family {
        libc::AF_INET => "sin_family",
        libc::AF_INET6 => "sin6_family",
        libc::AF_UNIX => "sun_family",
        _ => "sa_family",
    };
    if given == socket.family {
        return None;
    } else if given == libc::AF_UNSPEC {
        say::family::unset(answer, &fd, &family, &member);
    } else if given == c_int::from((socket.family as u16).swap_bytes()) {
        say::family::swapped(answer, &given, &family);
    } else {
        say::family::other(answer, &Constant(FAMILIES, given), &fd, &family);
    }
    Some(())
}

/// How many bytes an address of a family may have, as a sentence says it, and how C calls it.
struct Sizes(u64, u64, &'static str);

impl Sizes {
    fn of(family: c_int) -> Option<Sizes> {
        Some(match family {
            libc::AF_INET => Sizes(16, LONGEST, "sockaddr_in"),
            // The kernel takes the old struct without sin6_scope_id too.
            libc::AF_INET6 => Sizes(24, LONGEST, "sockaddr_in6"),
            libc::AF_UNIX => Sizes(3, 110, "sockaddr_un"),
            _ => return None,
        })
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            24 => to.write_str("28"),
            3 => to.write_str("3 to 110"),
            size => write!(to, "{size}"),
        }
    }
}

pub(in crate::explain) fn invalid(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let fd = failure.int(0);
    let given = failure.word(index(failure)? + 1) & u64::from(u32::MAX);
    if given > LONGEST {
        say::invalid::too_long(answer, &(given as i32), &LONGEST);
        return Some(());
    }
    let socket = socket(failure)?;
    // Without an address, a socket that is connected sends to its peer.
    if failure.call == Call::sendto && failure.word(index(failure)?) == 0 {
        return None;
    }
    let (family, sizes) = (Constant(FAMILIES, socket.family), Sizes::of(socket.family)?);
    // bind(2) gives a unix socket with an empty address a name of its own.
    let is_automatic = failure.call == Call::bind && socket.family == libc::AF_UNIX && given == 2;
    if !(sizes.0..=sizes.1).contains(&given) && !is_automatic {
        match given {
            16 if socket.family == libc::AF_INET6 => say::invalid::of_ip4(answer, &given, &fd),
            8 => say::invalid::pointer(answer, &given, &family, &sizes, &sizes.2),
            _ => say::invalid::length(answer, &given, &family, &sizes, &sizes.2),
        }
        return Some(());
    }
    let address = address(failure);
    let scope = address.and_then(|address| address.internet()).filter(lacks_scope);
    match failure.call {
        Call::bind if socket.local != Address::None => say::invalid::bound(answer, &fd, &socket),
        _ if scope.is_some() => say::invalid::scope(answer),
        _ if socket.family == libc::AF_UNIX && failure.call != Call::connect => say::invalid::not_local(answer, &fd),
        Call::connect => return invalid_connect(failure, answer, &socket, address),
        Call::bind if socket.family == libc::AF_INET6 && address.is_none() => say::invalid::maybe_scope(answer, &fd),
        Call::sendto if socket.kind == libc::SOCK_DGRAM => match address.map(|address| address.port()) {
            Some(Some(0)) => say::invalid::port_zero(answer),
            None => say::invalid::maybe_port_zero(answer, &fd, &socket),
            _ => return None,
        },
        _ => return None,
    }
    Some(())
}

fn invalid_connect(failure: &Failure, answer: &mut Answer, socket: &Socket, address: Option<Address>) -> Option<()> {
    let fd = failure.int(0);
    match (socket.family, socket.state) {
        (libc::AF_UNIX, State::Listening) => say::invalid::listens(answer, &fd, socket),
        (libc::AF_UNIX, State::Unconnected) => say::invalid::not_local(answer, &fd),
        _ => {
            let Some(own) = socket.local.internet().filter(|own| own.ip().is_loopback()) else {
                if socket.family != libc::AF_INET6 || address.is_some() {
                    return None;
                }
                say::invalid::maybe_scope(answer, &fd);
                return Some(());
            };
            let to = address.and_then(|address| address.internet());
            if to.is_some_and(|to| to.ip().is_loopback()) {
                return None;
            }
            say::invalid::loopback(answer, &fd, &own);
        }
    }
    Some(())
}

/// Is it an address of one interface, without its number?
fn lacks_scope(address: &SocketAddr) -> bool {
    matches!(address, SocketAddr::V6(six) if six.ip().is_unicast_link_local() && six.scope_id() == 0)
}

pub(in crate::explain) fn no_interface(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match address(failure).and_then(|address| address.internet()) {
        Some(SocketAddr::V6(six)) if six.scope_id() != 0 => say::no_interface::scope(answer, &six.scope_id()),
        _ => say::no_interface::unclear(answer),
    }
    Some(())
}
