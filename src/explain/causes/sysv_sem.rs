//! System V semaphores: what they are, and what operations need them to be.

use std::ffi::c_int;
use std::fmt;

use super::sysv as common;
use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::facts::caller::Caller;
use crate::explain::facts::past::Actor;
use crate::explain::facts::sysv::operation::{self, Obstacle};
use crate::explain::facts::sysv::{self, Details, Kind, Object};
use crate::explain::failure::Failure;
use crate::explain::sentences::sysv_sem as sentences;
use crate::explain::structure::{SemaphoreOperation, i64_at};

/// The most that a semaphore may be: SEMVMX.
const MOST: c_int = 32_767;

fn count_of(object: &Object) -> c_int {
    match object.details {
        Details::Set { count, .. } => count,
        _ => 0,
    }
}

pub(in crate::explain) fn set_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::set_refused as say;
    let asked = failure.int(1);
    let [most, ..] = sysv::semaphore_limits().unwrap_or([u64::MAX; 4]);
    if asked < 0 {
        say::negative(answer, &asked);
    } else if asked as u64 > most {
        say::too_many(answer, &asked, &most);
    } else if let Some(object) = common::object(failure)? {
        let has = count_of(&object);
        if asked <= has {
            return None;
        }
        say::smaller(answer, &object.key, &object, &has, &asked, &object.id);
    } else if asked == 0 {
        say::none(answer);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn no_semaphores(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let [_, most, _, sets] = sysv::semaphore_limits().ok()?;
    let (count, used) = (sysv::count(Kind::Set).ok()?, sysv::semaphores().ok()?);
    let asked = u64::try_from(failure.int(1)).ok()?;
    if !sysv::sees_the_same(failure.process) || count >= sets || used + asked <= most {
        return None;
    }
    sentences::no_semaphores::all(answer, &used, &asked, &most);
    Some(())
}

pub(in crate::explain) fn operations_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::operations_refused as say;
    if let Some(time) = failure.copied(3) {
        let (seconds, nanoseconds) = (i64_at(time, 0), i64_at(time, 1));
        if seconds < 0 || !(0..1_000_000_000).contains(&nanoseconds) {
            say::bad_time(answer, &seconds, &nanoseconds);
            return Some(());
        }
    }
    if failure.word(2) as u32 == 0 {
        say::none(answer);
        return Some(());
    }
    common::no_id(failure, answer)
}

pub(in crate::explain) fn too_many_operations(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let [_, _, most, _] = sysv::semaphore_limits().ok()?;
    let count = failure.word(2);
    if count <= most {
        return None;
    }
    sentences::too_many_operations::more(answer, &count, &most);
    Some(())
}

/// The operations that were copied.
fn operations<'a>(failure: &Failure<'a>) -> &'a [u8] {
    failure.copied(1).map_or(&[], |copied| copied.bytes)
}

pub(in crate::explain) fn no_such_number(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::no_such_number as say;
    let object = common::object(failure)??;
    let count = count_of(&object);
    match SemaphoreOperation::all(operations(failure)).find(|operation| c_int::from(operation.number) >= count) {
        Some(operation) => say::beyond(answer, &operation.number, &object, &Numbered(count)),
        None => say::unknown(answer, &object, &Numbered(count)),
    }
    Some(())
}

/// `2 semaphores, numbers 0 and 1`
struct Numbered(c_int);

impl fmt::Display for Numbered {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            1 => to.write_str("1 semaphore, number 0"),
            2 => to.write_str("2 semaphores, numbers 0 and 1"),
            count => write!(to, "{count} semaphores, numbers 0 to {}", count - 1),
        }
    }
}

/// What an operation needs: `takes 2`, `waits for 0`.
struct Wants {
    adds: i16,
    before: c_int,
}

impl fmt::Display for Wants {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.adds {
            0 => write!(to, "waits for 0")?,
            adds => write!(to, "takes {}", adds.unsigned_abs())?,
        }
        if self.before == 0 { Ok(()) } else { write!(to, ", where those before it add {}", self.before) }
    }
}

pub(in crate::explain) fn would_wait(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::would_wait as say;
    let object = common::object(failure)??;
    let first = operation::first(failure.int(0), operations(failure), operation::must_wait);
    let Obstacle { operation, semaphore, before } = match first {
        Ok(Some(obstacle)) => obstacle,
        Ok(None) if failure.copied(1).is_some_and(|copied| copied.is_whole()) => {
            say::possible(answer, &object);
            return Some(());
        }
        Ok(None) => return None,
        Err(_) => {
            say::unseen(answer, &object, &Caller::of(failure.process)?);
            return Some(());
        }
    };
    let (number, value, wants) = (operation.number, semaphore.value, Wants { adds: operation.adds, before });
    let Details::Set { operated, .. } = object.details else { return None };
    // Who changed it did so at that time or before.
    let last = Actor::new(semaphore.last, operated.max(object.changed));
    match last {
        None if operated == 0 && value == 0 => say::never_set(answer, &number, &object),
        Some(actor) if operation.adds < 0 && actor.has_ended() => {
            say::left(answer, &number, &object, &value, &wants, &actor);
        }
        Some(actor) => {
            say::lacks(answer, &number, &object, &value, &wants);
            say::last(answer, &actor);
        }
        None => say::lacks(answer, &number, &object, &value, &wants),
    }
    let waiting = if operation.adds == 0 { semaphore.waiting_for_zero } else { semaphore.waiting };
    if waiting > 0 {
        say::waiting(answer, &waiting);
    }
    if operation.waits() {
        say::timed_out(answer);
    } else {
        say::no_wait(answer);
    }
    Some(())
}

pub(in crate::explain) fn above_most(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::above_most as say;
    let object = common::object(failure)??;
    match operation::first(failure.int(0), operations(failure), |value, adds| adds > 0 && value + adds > MOST) {
        Ok(Some(Obstacle { operation, semaphore, before })) => {
            let adds = before + c_int::from(operation.adds);
            say::above(answer, &operation.number, &object, &semaphore.value, &adds, &(semaphore.value + adds));
        }
        _ => say::some(answer, &object),
    }
    Some(())
}

pub(in crate::explain) fn number_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let takes_number =
        matches!(failure.int(2), libc::GETVAL | libc::SETVAL | libc::GETPID | libc::GETNCNT | libc::GETZCNT);
    if !takes_number || failure.int(0) < 0 {
        return None;
    }
    let (number, object) = (failure.int(1), common::object(failure)??);
    let count = count_of(&object);
    if (0..count).contains(&number) {
        return None;
    }
    sentences::number_refused::beyond(answer, &number, &object, &Numbered(count));
    Some(())
}

pub(in crate::explain) fn value_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::value_refused as say;
    match failure.int(2) {
        // Of the union only the int is read.
        libc::SETVAL => say::one(answer, &Written(failure, 3)),
        libc::SETALL => say::array(answer),
        _ => return None,
    }
    Some(())
}
