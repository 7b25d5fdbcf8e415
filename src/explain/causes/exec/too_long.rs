//! What a program was given too much of. Whoever starts programs for an own function tells it himself.

use crate::explain::answer::Answer;
use crate::explain::argument::Plain;
use crate::explain::call::Call;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file::Bytes;
use crate::explain::facts::limits::Limit;
use crate::explain::facts::peek;
use crate::explain::failure::Failure;
use crate::explain::given::{Most, TooMuch};
use crate::explain::sentences::exec::too_long as say;

/// So much of a variable is looked at for its name.
const NAME: usize = 64;

pub(super) fn explain(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let stack = Limit::of(failure.process, libc::RLIMIT_STACK).ok()?.soft;
    let most = Most::of_stack(stack.0);
    if vectors(failure).is_none_or(|vectors| exceeded(failure, answer, &most, vectors).is_none()) {
        say::said(answer, &most.all, &stack, &most.string);
    }
    Some(())
}

/// The addresses of the arguments and the environment.
fn vectors(failure: &Failure) -> Option<[u64; 2]> {
    use Call::*;
    match failure.call {
        _ if failure.own.is_some() => None,
        execv | execvp => Some([failure.word(1), peek::environment(failure.process)?]),
        execve | execvpe => Some([failure.word(1), failure.word(2)]),
        posix_spawn | posix_spawnp => Some([failure.word(4), failure.word(5)]),
        _ => None,
    }
}

fn exceeded(failure: &Failure, answer: &mut Answer, most: &Most, [arguments, environment]: [u64; 2]) -> Option<()> {
    match most.exceeded(0, sizes(failure, arguments), sizes(failure, environment))? {
        TooMuch::Argument(index, size) => say::argument(answer, &index, &size, &most.string),
        TooMuch::Variable(index, size) => {
            let variable = name(failure, string(failure, environment, index)?)?;
            let end = variable.iter().position(|byte| *byte == b'=').unwrap_or(NAME);
            say::variable(answer, &Plain(variable.get(..end)?), &size, &most.string);
        }
        TooMuch::Both(arguments, environment) => say::both(answer, &arguments, &environment, &most.all),
    }
    Some(())
}

/// How many bytes each string of a vector has, with its NUL; None where that is not seen, or not in time.
fn sizes(failure: &Failure, vector: u64) -> impl Iterator<Item = Option<u64>> {
    (0..).map_while(move |index| match string(failure, vector, index) {
        Some(0) => None,
        Some(_) if Moment::now() > failure.facts_until() => Some(None),
        Some(address) => Some(peek::string_size(failure.process, address, failure.facts_until()).ok()),
        None => Some(None),
    })
}

/// The address of one of the strings; 0 behind the last.
fn string(failure: &Failure, vector: u64, index: usize) -> Option<u64> {
    if vector == 0 {
        return Some(0);
    }
    let place = vector.checked_add((index * size_of::<usize>()) as u64)?;
    Some(usize::from_ne_bytes(peek::array(failure.process, place).ok()?) as u64)
}

/// The beginning of a variable that is longer than that.
fn name(failure: &Failure, address: u64) -> Option<Bytes> {
    peek::bytes(failure.process, address, NAME).ok()
}
