//! Why gethostbyname and gethostbyaddr find nothing.

use std::net::IpAddr;

use super::name::{cannot_look, malformed, servers};
use crate::explain::answer::Answer;
use crate::explain::argument::Shown;
use crate::explain::call::Call;
use crate::explain::facts::hosts;
use crate::explain::failure::Failure;
use crate::explain::sentences::host as say;

pub(in crate::explain) fn unknown(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.call == Call::gethostbyaddr {
        say::unknown::nameless(answer);
        return Some(());
    }
    let Some(copied) = failure.copied(0) else {
        say::unknown::unclear(answer);
        return Some(());
    };
    let host = Shown(copied);
    if malformed(answer, &host) || cannot_look(failure, answer) {
        return Some(());
    }
    let addresses = hosts::in_hosts(failure.process, if copied.is_whole() { copied.bytes } else { b"" });
    if addresses.iter().any(|address: IpAddr| address.is_ipv4()) {
        say::unknown::unclear(answer);
    } else if !addresses.is_empty() {
        say::unknown::in_hosts6(answer, &host, &addresses);
    } else if !hosts::asks_name_servers(failure.process) {
        say::unknown::only_files(answer, &host);
    } else if let Some(servers) = servers(failure) {
        say::unknown::not_known(answer, &host, &servers);
    } else {
        say::unknown::no_servers(answer, &host);
    }
    Some(())
}

pub(in crate::explain) fn no_answer(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if cannot_look(failure, answer) {
        return Some(());
    }
    match servers(failure) {
        None => say::no_answer::no_servers(answer),
        Some(servers) if hosts::is_cut_off(failure.process, &servers, failure.facts_until()) => {
            say::no_answer::cut_off(answer, &servers);
        }
        Some(servers) => say::no_answer::silent(answer, &servers),
    }
    Some(())
}

pub(in crate::explain) fn refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match failure.copied(0) {
        Some(copied) if copied.bytes.is_empty() && failure.call == Call::gethostbyname => say::refused::empty(answer),
        _ => say::refused::failed(answer),
    }
    Some(())
}

pub(in crate::explain) fn internal(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let fits = match failure.int(2) {
        libc::AF_INET => failure.word(1) >= 4,
        libc::AF_INET6 => failure.word(1) >= 16,
        _ => false,
    };
    if failure.call == Call::gethostbyaddr && !fits {
        return super::address::kind(failure, answer);
    }
    say::internal::errno(answer);
    Some(())
}
