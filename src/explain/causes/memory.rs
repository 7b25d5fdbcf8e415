//! Which memory has run out.

use crate::explain::answer::Answer;
use crate::explain::facts::cgroup::{Controller, bound};
use crate::explain::facts::limits::Limit;
use crate::explain::facts::memory::{Kib, Overcommit, machine, mapped, overcommit};
use crate::explain::failure::Failure;
use crate::explain::sentences::memory::exhausted as say;

/// What a call takes at least, be it a page or a stack.
const LITTLE: u64 = 128 << 10;

pub(in crate::explain) fn exhausted(failure: &Failure, answer: &mut Answer) -> Option<()> {
    explain(failure, answer, None)
}

/// Says what has run out for a call that needed so many bytes of address space; None if it is not known how many.
pub(in crate::explain) fn explain(failure: &Failure, answer: &mut Answer, need: Option<u64>) -> Option<()> {
    own_limit(failure, answer, need).or_else(|| of_the_machine(failure, answer, need))
}

/// A limit of the process.
fn own_limit(failure: &Failure, answer: &mut Answer, need: Option<u64>) -> Option<()> {
    let mapped = mapped(failure.process).ok()?;
    let limit = |resource| Limit::of(failure.process, resource).ok()?.soft.number();
    let exceeds = |used: Kib, limit: u64| used.0.saturating_mul(1024).saturating_add(need.unwrap_or(LITTLE)) > limit;
    if let Some(limit) = limit(libc::RLIMIT_AS).filter(|limit| exceeds(mapped.all, *limit)) {
        match need {
            Some(need) => {
                say::address_space_for(answer, &Kib::of_bytes(need), &mapped.all, &Kib::of_bytes(limit));
            }
            None => say::address_space(answer, &mapped.all, &Kib::of_bytes(limit)),
        }
        return Some(());
    }
    let limit = limit(libc::RLIMIT_DATA).filter(|limit| exceeds(mapped.data, *limit))?;
    say::data_for(answer, &Kib::of_bytes(need?), &mapped.data, &Kib::of_bytes(limit));
    Some(())
}

/// The same without the limits of the process, for what is not mapped into it.
pub(super) fn of_the_machine(failure: &Failure, answer: &mut Answer, need: Option<u64>) -> Option<()> {
    let bytes = need.unwrap_or(LITTLE);
    if let Ok(bound) = bound(failure.process, Controller::Memory)
        && bound.is_reached(LITTLE)
    {
        say::group(answer, &Kib::of_bytes(bound.used), &Kib::of_bytes(bound.most), &bound.file());
        return Some(());
    }
    let Ok(machine) = machine() else {
        say::unseen(answer);
        return Some(());
    };
    let (need, overcommit) = (Kib::of_bytes(bytes), overcommit());
    let all = machine.total.0.saturating_add(machine.swap_total.0);
    if overcommit == Ok(Overcommit::Never) && machine.committed.0.saturating_add(need.0) > machine.commit_limit.0 {
        say::promised(answer, &machine.committed, &machine.commit_limit);
    } else if overcommit != Ok(Overcommit::Always) && need.0 > all {
        say::larger_than_all(answer, &need, &machine.total, &machine.swap_total);
    } else if machine.available.0 < machine.total.0 / 32 {
        say::short(answer, &machine.available, &machine.total);
    } else {
        say::unknown(answer, &machine.available, &machine.total);
    }
    Some(())
}
