//! (function, error, arguments) → sentence.
//!
//! ```text
//!   Record ──> Failure ──> sentences/ ─────> causes/ ─────> facts/ ──> /proc, the kernel
//!                          which rows        which of the   what is
//!                          are about it      row's causes   true now
//!                              ▲                │
//!   text  <── Answer <─────────┴── says it <────┘
//! ```
//!
//! The arguments are in the record, with copies of what they pointed to, as far as `read` allows that. When the text is made
//! no pointer of the caller's is followed: the names that the record lacks (`reread`), what a program was given (`given`) and the
//! memory of a mutex are asked of the kernel, as those of another process would be. Nor is memory demanded, as the host may have none left: see `facts`.
//!
//! `hang`, behind `ffi`, explains why processes do not go on, with the same facts.
#![cfg_attr(not(test), warn(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

pub(crate) mod call;
pub(crate) mod failure;
pub(crate) mod given;
pub(crate) mod names;
pub(crate) mod own;
pub(crate) mod read;
pub(crate) mod refusal;
pub(crate) mod text;

mod address;
mod answer;
mod argument;
mod causes;
mod constants;
mod enumeration;
mod facts;
mod ffi;
mod hang;
pub(crate) mod members;
mod reread;
mod sentences;
mod structure;
#[cfg(test)]
mod tests;

use std::ffi::CStr;
use std::fmt::Write;

use crate::boundary::record::{Record, Space, What};
use answer::Answer;
use argument::Written;
use failure::Failure;
use reread::Names;
use text::Text;

pub(crate) use constants::signal::SIGNALS;
/// The functions that make refusals.
pub(crate) use sentences::refusal::make as refuse;

/// How much is said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// The call and the error: `pipe2(0x7ffc…, O_CLOEXEC): EMFILE`.
    Call,
    /// Also the cause, for which facts are read.
    Cause,
}

/// Writes the explanation of a failure of this thread's, as `explain` does.
pub(crate) fn explain_record(record: &Record, depth: Depth, label: Option<&str>, text: &mut Text) {
    match record.what {
        What::Call(call) => explain(&Failure::from_record(record, call), depth, label, text),
        What::Refusal(which) => refusal::explain_refusal(record, which, depth, label, text),
    }
}

/// Writes the explanation. With `label`, which its first line begins with, it is set to the right: see `Answer::lay_out`.
pub(crate) fn explain(failure: &Failure, depth: Depth, label: Option<&str>, text: &mut Text) {
    let mut answer = Answer::new();
    match depth {
        Depth::Call => write_call(failure, &mut answer.statement),
        Depth::Cause => {
            let names = Names::of(failure);
            write_call(&names.shown(failure), &mut answer.statement);
            find_cause(&names.whole(failure), &mut answer);
        }
    }
    answer.finish(label, text);
}

/// Asks the rows that are about the failure, until one knows.
fn find_cause(failure: &Failure, answer: &mut Answer) {
    let rows = sentences::TABLES.iter().copied().flatten();
    for row in rows.filter(|row| row.is_about(failure)) {
        if (row.find)(failure, answer).is_some() {
            causes::descriptor::describe(failure, answer);
            return;
        }
        debug_assert!(answer.is_silent(), "{}: a cause spoke and then said that it was none", failure.call);
    }
}

/// Writes `pipe2(0x7ffc…, O_CLOEXEC): EMFILE`.
fn write_call(failure: &Failure, text: &mut Text) {
    let name = match failure.space {
        Space::Errno => names::errno(failure.code),
        Space::Eai => names::eai(failure.code),
        Space::HErrno => names::h_errno(failure.code),
    };
    // Writing to a Text cannot fail.
    if let Some(own) = failure.own {
        let _ = write!(text, "{}: ", as_str(own.name()));
    }
    let _ = write_invocation(failure, text);
    let _ = match name {
        Some(name) => write!(text, ": {}", as_str(name)),
        None => write!(text, ": error {}", failure.code),
    };
}

/// Writes `pipe2(0x7ffc…, O_CLOEXEC)`.
fn write_invocation(failure: &Failure, text: &mut dyn Write) -> std::fmt::Result {
    write!(text, "{}(", failure.call)?;
    for index in (0..failure.call.kinds().len()).take_while(|index| failure.kind(*index).is_some()) {
        write!(text, "{}{}", if index == 0 { "" } else { ", " }, Written(failure, index))?;
    }
    text.write_str(")")
}

fn as_str(name: &CStr) -> &str {
    name.to_str().unwrap_or_default()
}
