//! Streams of stdio.

use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::Call;
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::failure::Failure;
use crate::explain::sentences::stream as say;

pub(in crate::explain) fn mode(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let first = failure.copied(1).map(|mode| mode.bytes.first().copied());
    if first.is_some_and(|first| !matches!(first, Some(b'r' | b'w' | b'a'))) {
        say::mode::unknown(answer, &Written(failure, 1));
        return Some(());
    }
    if failure.call != Call::fdopen {
        return None;
    }
    let descriptor = Descriptor::of(failure.process, failure.int(0)).ok()?;
    match first {
        Some(_) => say::mode::other(answer, &descriptor.fd, &descriptor, &Written(failure, 1)),
        None => say::mode::some(answer, &descriptor.fd, &descriptor),
    }
    Some(())
}
