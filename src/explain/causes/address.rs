//! Why an address cannot be read from, or written as, text.

use crate::explain::answer::Answer;
use crate::explain::constants::Constant;
use crate::explain::constants::socket::FAMILIES;
use crate::explain::failure::Failure;
use crate::explain::sentences::address as say;

pub(in crate::explain) fn family(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::family::other(answer, &Constant(FAMILIES, failure.int(0)));
    Some(())
}

pub(in crate::explain) fn kind(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::kind::other(answer, &Constant(FAMILIES, failure.int(2)), &(failure.word(1) as u32));
    Some(())
}

pub(in crate::explain) fn room(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let most = if failure.int(0) == libc::AF_INET6 { 46 } else { 16 };
    say::room::small(answer, &(failure.word(3) as u32), &most);
    Some(())
}
