//! Causes that any call may have.

use crate::explain::answer::Answer;
use crate::explain::argument::Ordinal;
use crate::explain::call::Kind;
use crate::explain::failure::Failure;
use crate::explain::sentences::general::bad_address as say;

pub(in crate::explain) fn bad_address(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let pointers = |kind: Kind| kind.is_pointer();
    let mut indices = (0..failure.call.kinds().len()).filter(|&index| failure.kind(index).is_some_and(pointers));
    match (indices.next(), indices.next()) {
        (Some(index), None) if failure.word(index) == 0 => say::null(answer, &Ordinal(index)),
        (Some(index), None) => say::wild(answer, &Ordinal(index), &format_args!("{:#x}", failure.word(index))),
        _ => say::some(answer),
    }
    Some(())
}
