//! Causes that any call may have.

use crate::explain::answer::Answer;
use crate::explain::argument::{At, Ordinal};
use crate::explain::call::{Call, Kind};
use crate::explain::facts::caller::Caller;
use crate::explain::facts::file;
use crate::explain::facts::maps;
use crate::explain::failure::Failure;
use crate::explain::sentences::general as say;

pub(in crate::explain) fn bad_address(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let is = |index: usize, wanted: &dyn Fn(Kind) -> bool| failure.kind(index).is_some_and(wanted);
    // Strings are only read.
    let may_be_written = |index: usize| is(index, &|kind| matches!(kind, Kind::Pointer));
    let mapping = |index: usize| maps::at(failure.process, failure.word(index));
    let is_wild = |index: &usize| failure.word(*index) != 0 && mapping(*index) == Ok(None);
    let is_constant = |index: &usize| {
        let constant = mapping(*index).ok().flatten().is_some_and(|mapping| mapping.readable && !mapping.writable);
        constant && may_be_written(*index) && fills_memory(failure.call)
    };
    let pointers = || (0..failure.call.kinds().len()).filter(|&index| is(index, &Kind::is_pointer));
    let is_null = |index: &usize| failure.word(*index) == 0;
    // Of two NULLs, or NULL and a structure, one may be meant so.
    let others_are_strings = pointers().filter(|index| !is_null(index)).all(|index| !may_be_written(index));
    if let Some(index) = only(pointers().filter(is_wild)) {
        say::bad_address::wild(answer, &Ordinal(index), &At(failure.word(index)));
    } else if let Some(index) = only(pointers().filter(is_null)).filter(|_| others_are_strings) {
        say::bad_address::null(answer, &Ordinal(index));
    } else if let Some(index) = only(pointers().filter(is_constant)) {
        say::bad_address::constant(answer, &Ordinal(index), &At(failure.word(index)));
    } else {
        say::bad_address::some(answer);
    }
    Some(())
}

/// Does the call write into memory wherever an argument points to memory that is no string?
fn fills_memory(call: Call) -> bool {
    use Call::*;
    let descriptors = matches!(call, pipe | pipe2 | read | pread | recv | recvfrom | socketpair | accept | accept4);
    let names = matches!(call, stat | fstat | lstat | fstatat | readlink | getcwd | getsockname | getpeername);
    descriptors || names || matches!(call, msgrcv | mq_receive | wait | waitpid | wait4 | sigpending | epoll_wait)
}

/// The item, if there is only one.
fn only(mut items: impl Iterator<Item = usize>) -> Option<usize> {
    items.next().filter(|_| items.next().is_none())
}

fn is_filtered(failure: &Failure) -> bool {
    failure.process.status().is_ok_and(|status| status.is_filtered())
}

pub(in crate::explain) fn not_permitted(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let caller = Caller::of(failure.process)?;
    if caller.is_root() {
        say::not_permitted::root(answer);
    } else {
        say::not_permitted::user(answer, &caller.who());
    }
    if is_filtered(failure) {
        say::not_permitted::filtered(answer);
    }
    Some(())
}

pub(in crate::explain) fn denied(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let caller = Caller::of(failure.process)?;
    if caller.is_root() {
        say::denied::root(answer);
    } else {
        say::denied::user(answer, &caller.who());
    }
    Some(())
}

pub(in crate::explain) fn no_such_call(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let release = file::read(format_args!("/proc/sys/kernel/osrelease")).ok()?;
    if is_filtered(failure) {
        say::no_such_call::filtered(answer, &release.text().trim_end());
    } else {
        say::no_such_call::kernel(answer, &release.text().trim_end());
    }
    Some(())
}
