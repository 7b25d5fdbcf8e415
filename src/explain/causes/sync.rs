//! Mutexes: who has one. What is in its memory may have changed since the call, so it is said of now.

use crate::explain::answer::Answer;
use crate::explain::argument::At;
use crate::explain::call::Call;
use crate::explain::facts::mutex::{Mutex, Thread};
use crate::explain::facts::peek;
use crate::explain::failure::Failure;
use crate::explain::sentences::sync as say;

/// The mutex's address.
fn at(failure: &Failure) -> At {
    let with_condition = matches!(failure.call, Call::pthread_cond_wait | Call::pthread_cond_timedwait);
    At(failure.word(if with_condition { 1 } else { 0 }))
}

/// What is there now.
fn mutex(failure: &Failure) -> Option<Mutex> {
    Mutex::at(failure.process, at(failure).0).ok()
}

/// Who has the mutex that a call is about now, if anybody.
pub(super) fn holder(failure: &Failure) -> Option<Thread> {
    mutex(failure)?.holder(failure.process)
}

pub(in crate::explain) fn not_owner(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_owner as say;
    let at = at(failure);
    let mutex = mutex(failure).filter(|mutex| mutex.is_mutex());
    match mutex.map(|mutex| mutex.holder(failure.process)) {
        Some(Some(owner)) if !owner.is_this() => say::other(answer, &at, &owner),
        Some(None) => say::free(answer, &at),
        _ => say::unseen(answer, &at),
    }
    Some(())
}

pub(in crate::explain) fn already(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let at = at(failure);
    match holder(failure) {
        Some(owner) if !owner.is_this() && failure.process.is_this() => say::already::circle(answer, &at),
        _ => say::already::by_this(answer, &at),
    }
    Some(())
}

pub(in crate::explain) fn taken(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let at = at(failure);
    match holder(failure) {
        Some(owner) if owner.is_this() => say::taken::by_this(answer, &at),
        Some(owner) => say::taken::by(answer, &at, &owner),
        None => say::taken::was(answer, &at),
    }
    Some(())
}

pub(in crate::explain) fn in_use(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let at = at(failure);
    match holder(failure) {
        Some(owner) => say::in_use::by(answer, &at, &owner),
        None => say::in_use::used(answer, &at),
    }
    Some(())
}

pub(in crate::explain) fn owner_died(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::owner_died::died(answer, &at(failure));
    Some(())
}

pub(in crate::explain) fn lost(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::lost::lost(answer, &at(failure));
    Some(())
}

pub(in crate::explain) fn too_often(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let at = at(failure);
    mutex(failure).filter(|mutex| mutex.is_recursive())?;
    say::too_often::recursive(answer, &at);
    Some(())
}

pub(in crate::explain) fn no_mutex(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::no_mutex as say;
    let at = at(failure);
    let mutex = mutex(failure)?;
    if mutex.is_destroyed() {
        say::destroyed(answer, &at);
    } else if !mutex.is_mutex() {
        say::never(answer, &at);
    } else if mutex.has_ceiling() {
        say::ceiling(answer, &at);
    } else {
        // The mutex is good; so it was the time, which is not known to have been read.
        let time: [u8; 16] = peek::array(failure.process, failure.word(1)).ok()?;
        let nanoseconds = i64::from_ne_bytes(*time.last_chunk()?);
        let is_wrong = failure.call == Call::pthread_mutex_timedlock && !(0..1_000_000_000).contains(&nanoseconds);
        is_wrong.then(|| say::time(answer, &nanoseconds))?;
    }
    Some(())
}

pub(in crate::explain) fn not_inconsistent(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_inconsistent as say;
    let at = at(failure);
    let mutex = mutex(failure)?;
    if !mutex.is_robust() {
        say::not_robust(answer, &at);
    } else if !mutex.is_inconsistent() {
        say::consistent(answer, &at);
    } else {
        return None;
    }
    Some(())
}
