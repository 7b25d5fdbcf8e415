//! What an own function refuses by itself: no system call has failed.
//!
//! ```text
//!   mod.rs:  Error::refused(EINVAL, refusal::value("timeout_ms", -7, -1, i64::MAX))
//!                                        │  name, up to three values
//!                                        ▼
//!   record:  io_read_all │ EINVAL │ Refusal::value │ -7 │ -1 │ … │ "timeout_ms"
//!                                        │  when it is asked for
//!                                        ▼
//!   io_read_all: EINVAL: timeout_ms is -7, but …
//! ```
//!
//! The sentences are in `sentences/refusal.rs`.

use std::fmt::Write;

use super::answer::Answer;
use super::causes::unready;
use super::names;
use super::sentences::refusal::say;
use super::text::Text;
use super::{Depth, as_str};
use crate::boundary::record::{Copied, Missing, Record};

pub(crate) use super::sentences::refusal::Refusal;

/// How many values a refusal has.
pub(crate) const VALUES: usize = 3;

/// A refusal, and what its sentence tells: the name of a parameter, a member or a file, and values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused<'a> {
    pub which: Refusal,
    pub name: &'a [u8],
    pub values: [i64; VALUES],
}

/// Writes the explanation of a failure that is a refusal, as `explain` does of others.
pub(crate) fn explain_refusal(record: &Record, which: Refusal, depth: Depth, label: Option<&str>, text: &mut Text) {
    let mut answer = Answer::new();
    let function = as_str(record.function());
    // Writing to a Text cannot fail.
    let _ = match names::errno(record.code) {
        Some(name) => write!(answer.statement, "{function}: {}", as_str(name)),
        None => write!(answer.statement, "{function}: error {}", record.code),
    };
    let name = record.copied(VALUES).unwrap_or(Copied { bytes: b"", missing: Missing::Nothing });
    let values = std::array::from_fn(|index| record.word(index) as i64);
    say(which, name, values, &mut answer);
    if depth == Depth::Cause {
        unready::add_facts(which, values[0], &mut answer);
    }
    answer.finish(label, text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::CString;

    use crate::boundary::errno;
    use crate::boundary::error::Error;
    use crate::boundary::record;
    use crate::explain::own::Own;
    use crate::explain::{explain_record, refuse};

    fn explained(error: Error) -> String {
        error.fail(Own::stop_attach);
        let record = record::find(|record| record.errno == errno::get()).unwrap();
        let mut text = Text::new();
        explain_record(&record, Depth::Cause, None, &mut text);
        text.as_str().to_owned()
    }

    #[test]
    fn names_and_values_are_told() {
        let text = explained(Error::refused(libc::EINVAL, refuse::value("timeout_ms", -7, -1, 9)));
        assert_eq!(text, "stop_attach: EINVAL: timeout_ms is -7; it must be from -1 to 9.");
        let name = "a.member.with.a.name.that.is.longer.than.any.name.in.leat.would.be";
        let text = explained(Error::refused(libc::EFAULT, refuse::null(name)));
        assert!(
            text.starts_with("stop_attach: EFAULT: ") && text.contains("name.in.leat.would.be is NULL, "),
            "{text}"
        );
        let text = explained(Error::refused(libc::EINVAL, refuse::no_fifo(c"a \"file\" \xff\n")));
        assert_eq!(
            text.lines().next(),
            Some(r#"stop_attach: EINVAL: "a \"file\" \xff\n" is no FIFO, but another kind of file."#)
        );
        let path = CString::new([b'p'; 65]).unwrap();
        let text = explained(Error::refused(libc::EINVAL, refuse::no_fifo(&path)));
        assert!(text.contains(&format!("\"…{}\" is no FIFO", "p".repeat(64))), "{text}");
    }

    #[test]
    fn every_refusal_has_a_sentence() {
        for &which in Refusal::ALL {
            let refused = Refused { which, name: b"what", values: [1, 2, 3] };
            let text = explained(Error::refused(libc::EINVAL, refused));
            assert!(text.starts_with("stop_attach: EINVAL: ") && text.ends_with('.'), "{text}");
        }
    }
}
