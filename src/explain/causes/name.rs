//! Why a host or service is not found.

use std::ffi::c_int;
use std::fmt::Display;
use std::net::IpAddr;

use crate::boundary::record::{Copied, Missing};
use crate::explain::answer::Answer;
use crate::explain::argument::{Shown, Written};
use crate::explain::constants::Constant;
use crate::explain::constants::socket::{FAMILIES, TYPES};
use crate::explain::facts::hosts::{self, List, Protocols};
use crate::explain::facts::limits::Limit;
use crate::explain::facts::sockets::address::Address;
use crate::explain::failure::Failure;
use crate::explain::sentences::name as say;
use crate::explain::structure::Hints;

/// AI_PASSIVE to AI_NUMERICSERV, and the flags of internationalised names.
const AI_KNOWN: c_int = 0x7ff;

/// The copies of host and service, the first two arguments.
fn text<'a>(failure: &Failure<'a>, index: usize) -> Option<Copied<'a>> {
    failure.copied(index).filter(|copied| copied.missing != Missing::Beginning)
}

pub(in crate::explain) fn unknown(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.word(0) == 0 && failure.word(1) == 0 {
        say::unknown::nothing_asked(answer);
        return Some(());
    }
    let Some(copied) = text(failure, 0) else {
        say::unknown::unclear(answer);
        return Some(());
    };
    let host = Shown(copied);
    if malformed(answer, &host) || cannot_look(failure, answer) {
        return Some(());
    }
    let addresses = hosts::in_hosts(failure.process, if copied.is_whole() { copied.bytes } else { b"" });
    if addresses.is_empty() {
        not_known(failure, answer, &host);
    } else {
        say::unknown::in_hosts(answer, &host, &addresses);
    }
    let service = text(failure, 1).filter(|service| failure.word(2) != 0 && !is_number(service.bytes));
    if let Some(service) = service
        && answer.has_room()
    {
        say::unknown::numeric_service(answer, &Shown(service));
    }
    Some(())
}

/// Without a descriptor the files of /etc, and the name servers, might as well not be there: the code does not tell.
pub(super) fn cannot_look(failure: &Failure, answer: &mut Answer) -> bool {
    let is_short = hosts::name_servers(failure.process).err() == Some(libc::EMFILE);
    let limit = Limit::of(failure.process, libc::RLIMIT_NOFILE).ok().filter(|_| is_short);
    if let Some(limit) = &limit {
        say::unknown::no_descriptor(answer, &limit.soft);
    }
    limit.is_some()
}

/// Says what of the name must be wrong whoever is asked.
pub(super) fn malformed(answer: &mut Answer, host: &Shown) -> bool {
    let bytes = host.0.bytes;
    let contains = |wanted: u8| bytes.contains(&wanted);
    if bytes.is_empty() {
        say::unknown::empty(answer);
    } else if bytes.ends_with(b"\n") || bytes.ends_with(b"\r") {
        say::unknown::line_break(answer, host);
    } else if bytes.windows(3).any(|part| part == b"://") {
        say::unknown::url(answer, host);
    } else if bytes.starts_with(b"[") && bytes.ends_with(b"]") {
        say::unknown::brackets(answer, host);
    } else if contains(b' ') || contains(b'/') {
        say::unknown::strange(answer, host);
    } else if has_port(bytes) {
        say::unknown::port(answer, host);
    } else if host.0.is_whole() && contains(b'.') && bytes.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.') {
        say::unknown::no_address(answer, host);
    } else {
        return false;
    }
    true
}

/// `localhost:8080`: one colon, and only a number behind it.
fn has_port(bytes: &[u8]) -> bool {
    let mut parts = bytes.split(|byte| *byte == b':');
    let (before, port, more) = (parts.next(), parts.next(), parts.next());
    before.is_some_and(|host| !host.is_empty()) && port.is_some_and(is_number) && more.is_none()
}

fn is_number(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

/// Who was asked, and did not know.
fn not_known(failure: &Failure, answer: &mut Answer, host: &Shown) {
    if !hosts::asks_name_servers(failure.process) {
        say::unknown::only_files(answer, host);
    } else if let Some(servers) = servers(failure) {
        say::unknown::not_known(answer, host, &servers);
    } else {
        say::unknown::no_servers(answer, host);
    }
}

/// The name servers, if there are any.
pub(super) fn servers(failure: &Failure) -> Option<List> {
    hosts::name_servers(failure.process).ok().filter(|servers| !servers.is_empty())
}

pub(in crate::explain) fn other_family(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let host = text(failure, 0).filter(Copied::is_whole);
    let numeric = host.and_then(|host| Some((host, str::from_utf8(host.bytes).ok()?.parse().ok()?)));
    match numeric {
        Some((host, IpAddr::V4(_))) => say::other_family::numeric(answer, &Shown(host), &"AF_INET"),
        Some((host, IpAddr::V6(_))) => say::other_family::numeric(answer, &Shown(host), &"AF_INET6"),
        None => say::other_family::unclear(answer),
    }
    Some(())
}

pub(in crate::explain) fn no_answer(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let host = text(failure, 0).map(Shown);
    let host: &dyn Display = host.as_ref().map_or(&"the host", |host| host);
    if cannot_look(failure, answer) {
        return Some(());
    }
    let Some(servers) = servers(failure) else {
        say::no_answer::no_servers(answer, host);
        return Some(());
    };
    if failure.code == libc::EAI_FAIL {
        say::no_answer::failed(answer, host, &servers);
    } else if hosts::is_cut_off(failure.process, &servers, failure.facts_until()) {
        say::no_answer::cut_off(answer, &servers);
    } else {
        say::no_answer::silent(answer, host, &servers);
    }
    Some(())
}

pub(in crate::explain) fn service(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if cannot_look(failure, answer) {
        return Some(());
    }
    let known = text(failure, 1)
        .filter(Copied::is_whole)
        .and_then(|service| Some((Shown(service), hosts::in_services(failure.process, service.bytes).ok()?)));
    match known {
        Some((service, Protocols { tcp: false, udp: false })) => say::service::not_a_port(answer, &service),
        Some((service, Protocols { tcp: true, udp: true })) => say::service::no_ports(answer, &service),
        Some((service, Protocols { tcp, .. })) => {
            say::service::other_protocol(answer, &service, if tcp { &"tcp" } else { &"udp" });
        }
        None => say::service::unclear(answer),
    }
    Some(())
}

fn hints(failure: &Failure) -> Option<Hints> {
    failure.copied(2).filter(Copied::is_whole).map(Hints::of)
}

pub(in crate::explain) fn family(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match hints(failure) {
        Some(Hints { family: libc::AF_UNIX, .. }) => say::family::local(answer),
        Some(Hints { family, .. }) => say::family::other(answer, &Constant(FAMILIES, family)),
        None => say::family::unclear(answer),
    }
    Some(())
}

pub(in crate::explain) fn kind(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let Hints { kind, .. } = hints(failure)?;
    say::kind::other(answer, &Constant(TYPES, kind));
    Some(())
}

pub(in crate::explain) fn flags(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match hints(failure) {
        Some(Hints { flags, .. }) if flags & !AI_KNOWN != 0 => {
            say::flags::unknown(answer, &format_args!("{:#x}", flags & !AI_KNOWN));
        }
        Some(Hints { flags, .. }) if flags & libc::AI_CANONNAME != 0 && failure.word(0) == 0 => {
            say::flags::no_host(answer)
        }
        _ => say::flags::unclear(answer),
    }
    Some(())
}

pub(in crate::explain) fn memory(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::memory::none(answer);
    Some(())
}

pub(in crate::explain) fn system(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::system::errno(answer);
    Some(())
}

pub(in crate::explain) fn too_small(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::too_small::room(answer, &(failure.word(3) as u32), &(failure.word(5) as u32));
    Some(())
}

pub(in crate::explain) fn bad_address(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let given = failure.word(1) as u32;
    if given < 16 {
        say::bad_address::length(answer, &given);
    } else {
        say::bad_address::family(answer, &given);
    }
    Some(())
}

pub(in crate::explain) fn nameless(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let address = failure.copied(0).and_then(|copied| Address::from_bytes(copied.bytes)?.internet());
    let wants_name = failure.int(6) & libc::NI_NAMEREQD != 0;
    match address {
        Some(address) if wants_name => say::nameless::no_name(answer, &address.ip()),
        None if wants_name => say::nameless::not_numeric(answer),
        _ => say::nameless::nothing_asked(answer),
    }
    Some(())
}

pub(in crate::explain) fn name_flags(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::name_flags::unknown(answer, &Written(failure, 6));
    Some(())
}

pub(in crate::explain) fn name_no_answer(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let servers = servers(failure)?;
    if hosts::is_cut_off(failure.process, &servers, failure.facts_until()) {
        say::name_no_answer::cut_off(answer, &servers);
    } else {
        say::name_no_answer::silent(answer, &servers);
    }
    Some(())
}
