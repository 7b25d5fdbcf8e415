//! The meaning of an errno, when nothing better is known.

use crate::explain::answer::Answer;
use crate::explain::failure::Failure;
use crate::explain::sentences::plain::ROWS;

pub(in crate::explain) fn meaning(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let row = ROWS.iter().find(|row| row.codes.contains(&failure.code))?;
    let sentence = row.sentences.first()?;
    answer.say(format_args!("{}", sentence.cause), format_args!("{}", sentence.advice));
    Some(())
}
