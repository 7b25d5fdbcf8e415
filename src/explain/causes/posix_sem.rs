//! POSIX semaphores: their values.

use crate::explain::answer::Answer;
use crate::explain::argument::At;
use crate::explain::call::Call;
use crate::explain::failure::Failure;
use crate::explain::sentences::posix_sem as say;

/// limits.h
const SEM_VALUE_MAX: u32 = i32::MAX as u32;

pub(in crate::explain) fn value(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let index = if failure.call == Call::sem_open { 3 } else { 2 };
    failure.kind(index)?;
    // As an unsigned int.
    let value = failure.word(index) as u32;
    if value <= SEM_VALUE_MAX {
        return None;
    }
    match value as i32 {
        // Who asks for so many has more likely subtracted too much.
        small @ -0xff_ffff..0 => say::value::negative(answer, &small, &SEM_VALUE_MAX),
        _ => say::value::too_large(answer, &value, &SEM_VALUE_MAX),
    }
    Some(())
}

pub(in crate::explain) fn at_most(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::at_most::full(answer, &SEM_VALUE_MAX);
    Some(())
}

pub(in crate::explain) fn taken(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::taken::zero(answer);
    Some(())
}

pub(in crate::explain) fn not_opened(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::not_opened::not_open(answer, &At(failure.word(0)));
    Some(())
}
