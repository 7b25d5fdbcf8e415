//! What was in the way of a thread.

use crate::explain::answer::Answer;
use crate::explain::causes::process::has_namespace_for_children;
use crate::explain::facts::limits::Limit;
use crate::explain::facts::maps;
use crate::explain::facts::memory::{Kib, mapped};
use crate::explain::facts::process::{Credentials, is_this_thread};
use crate::explain::facts::user::User;
use crate::explain::failure::Failure;
use crate::explain::sentences::thread as say;

/// libc's, where RLIMIT_STACK is no limit.
const DEFAULT_STACK: u64 = 2 << 20;

pub(in crate::explain) fn no_room(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::no_room as say;
    let limit = |resource| Limit::of(failure.process, resource).ok().and_then(|limit| limit.soft.number());
    let stack = limit(libc::RLIMIT_STACK).unwrap_or(DEFAULT_STACK);
    let mapped = mapped(failure.process).ok()?;
    let exceeds = |used: Kib, limit: &u64| used.0.saturating_mul(1024).saturating_add(stack) > *limit;
    if let Some(limit) = limit(libc::RLIMIT_AS).filter(|limit| exceeds(mapped.all, limit)) {
        say::stack(answer, &Kib::of_bytes(stack), &mapped.all, &Kib::of_bytes(limit));
    } else if let Some(limit) =
        limit(libc::RLIMIT_MEMLOCK).filter(|limit| mapped.locked > Kib(0) && exceeds(mapped.locked, limit))
    {
        say::locked(answer, &Kib::of_bytes(limit));
    } else {
        let mut count = 0u64;
        maps::each(failure.process, &mut |_, _| {
            count += 1;
            true
        })
        .ok()?;
        say::memory(answer, &Kib::of_bytes(stack), &count);
    }
    Some(())
}

pub(in crate::explain) fn attributes(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::attributes as say;
    if has_namespace_for_children(failure.process) == Some(true) {
        say::other_namespace(answer);
    } else if failure.word(1) == 0 {
        say::default(answer);
    } else {
        say::said(answer);
    }
    Some(())
}

pub(in crate::explain) fn scheduling(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::scheduling::said(answer, &User(Credentials::users(failure.process)?.effective));
    Some(())
}

pub(in crate::explain) fn circle(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.process.is_this() && is_this_thread(failure.word(0)) {
        say::circle::itself(answer);
    } else {
        say::circle::each_other(answer);
    }
    Some(())
}

pub(in crate::explain) fn not_joinable(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::not_joinable::said(answer);
    Some(())
}

pub(in crate::explain) fn gone(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::gone::said(answer);
    Some(())
}
