//! One recorded argument as a reader would write it in C.

use std::fmt::{self, Write};

use super::call::Kind;
use super::constants::{Constant, signal};
use super::failure::Failure;
use super::{address, structure};
use crate::boundary::record::{Copied, Missing};

/// The n-th argument, counted from 0, as a sentence names it.
pub(super) struct Ordinal(pub usize);

impl fmt::Display for Ordinal {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"];
        write!(to, "the {} argument", names.get(self.0).unwrap_or(&"last"))
    }
}

/// Bytes as a sentence shows them: in quotes, escaped as in C.
pub(super) struct Quoted<'a>(pub &'a [u8]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        Shown(Copied { bytes: self.0, missing: Missing::Nothing }).fmt(to)
    }
}

/// A copied string as a sentence shows it, also where it was cut.
pub(super) struct Shown<'a>(pub Copied<'a>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        string(self.0, to)
    }
}

/// Bytes as a sentence shows them where they need no quotes: the name of a command or user.
pub(super) struct Plain<'a>(pub &'a [u8]);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        escaped(Copied { bytes: self.0, missing: Missing::Nothing }, to)
    }
}

/// An address as C writes it.
pub(super) struct At(pub u64);

impl fmt::Display for At {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{:#x}", self.0)
    }
}

/// An argument as a reader would write it in C.
pub(super) struct Written<'a>(pub &'a Failure<'a>, pub usize);

impl fmt::Display for Written<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.0.kind(self.1) {
            Some(kind) => describe(self.0, self.1, kind, to),
            None => Ok(()),
        }
    }
}

/// Writes argument number `index`, which is of that kind.
pub(super) fn describe(failure: &Failure, index: usize, kind: Kind, text: &mut dyn Write) -> fmt::Result {
    let word = failure.word(index);
    match kind {
        Kind::Fd if word as i32 == libc::AT_FDCWD => text.write_str("AT_FDCWD"),
        Kind::Integer | Kind::Fd => write!(text, "{}", word as i64),
        Kind::IntMember => {
            let [a, b, c, d, ..] = word.to_ne_bytes();
            write!(text, "{}", i32::from_ne_bytes([a, b, c, d]))
        }
        Kind::Unsigned => unsigned(word, text),
        Kind::Octal if word == 0 => text.write_str("0"),
        Kind::Octal => write!(text, "0{:o}", word as u32),
        Kind::Word if i32::try_from(word as i64).is_ok() => write!(text, "{}", word as i64),
        Kind::OneOf(names) => write!(text, "{}", Constant(names, word as i32)),
        Kind::Set(flags) => flags.write(word, text),
        Kind::Signal => signal::write_signal(word, text),
        Kind::Handler => match word as i64 {
            0 => text.write_str("SIG_DFL"),
            1 => text.write_str("SIG_IGN"),
            -1 => text.write_str("SIG_ERR"),
            _ => pointer(word, text),
        },
        Kind::Key if word == 0 => text.write_str("IPC_PRIVATE"),
        // What a failed ftok returns.
        Kind::Key if word as u32 == u32::MAX => text.write_str("-1"),
        Kind::Key => write!(text, "{:#x}", word as u32),
        Kind::Rest => text.write_str("..."),
        Kind::Path | Kind::SecondPath | Kind::SpawnPath | Kind::ObjectName | Kind::QueueName | Kind::StreamMode => {
            or_pointer(failure, index, text, string)
        }
        Kind::Text | Kind::Host | Kind::Service => or_pointer(failure, index, text, string),
        Kind::Address | Kind::NamedAddress => or_pointer(failure, index, text, address::write),
        Kind::QueueAttributes => or_pointer(failure, index, text, structure::queue_attributes),
        Kind::Time => or_pointer(failure, index, text, structure::time),
        Kind::MicroTime => or_pointer(failure, index, text, structure::micro_time),
        Kind::IntervalTime => or_pointer(failure, index, text, structure::interval_time),
        Kind::MessageType => or_pointer(failure, index, text, structure::message),
        Kind::SemaphoreOperations => or_pointer(failure, index, text, structure::semaphore_operations),
        Kind::Flock => or_pointer(failure, index, text, structure::flock),
        Kind::Hints => or_pointer(failure, index, text, structure::hints),
        Kind::Word | Kind::Pointer | Kind::By(_) => pointer(word, text),
    }
}

/// What a pointer was copied from, or its address.
fn or_pointer(
    failure: &Failure,
    index: usize,
    text: &mut dyn Write,
    write: fn(Copied, &mut dyn Write) -> fmt::Result,
) -> fmt::Result {
    match failure.copied(index) {
        Some(copied) if failure.is_now(index) => write(copied, text).and_then(|()| text.write_str(" (now)")),
        Some(copied) => write(copied, text),
        None => pointer(failure.word(index), text),
    }
}

/// A size or count. A huge one was a negative number before it became an argument.
fn unsigned(word: u64, text: &mut dyn Write) -> fmt::Result {
    match word as i64 {
        size @ 0.. => write!(text, "{size}"),
        negative => write!(text, "(size_t){negative}"),
    }
}

fn pointer(word: u64, text: &mut dyn Write) -> fmt::Result {
    match word {
        0 => text.write_str("NULL"),
        u64::MAX => text.write_str("(void *)-1"),
        _ => write!(text, "{word:#x}"),
    }
}

/// A copied string in quotes, its unprintable bytes as C escapes, with `…` where the copy was cut.
pub(super) fn string(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    text.write_str(if copied.missing == Missing::Beginning { "\"…" } else { "\"" })?;
    escaped(copied, text)?;
    text.write_str(if copied.missing == Missing::End { "…\"" } else { "\"" })
}

/// The text of a copied string. A character that the cut went through is left to the mark.
pub(super) fn escaped(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    let continuations = copied.bytes.iter().take_while(|byte| **byte & 0xc0 == 0x80).count();
    let whole = match copied.missing {
        Missing::Beginning if continuations < 4 => &copied.bytes[continuations..],
        _ => copied.bytes,
    };
    let mut left = whole.len();
    for chunk in whole.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '"' | '\\' => write!(text, "\\{character}")?,
                '\n' => text.write_str("\\n")?,
                '\t' => text.write_str("\\t")?,
                _ if character.is_control() || turns_the_line(character) => {
                    bytes(character.encode_utf8(&mut [0; 4]).as_bytes(), text)?
                }
                _ => text.write_char(character)?,
            }
        }
        left -= chunk.valid().len() + chunk.invalid().len();
        let cut_through = copied.missing == Missing::End
            && left == 0
            && str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        if !cut_through {
            bytes(chunk.invalid(), text)?;
        }
    }
    Ok(())
}

/// Is it one of the characters that a terminal does not show, but that break a line, or turn the text behind them round?
fn turns_the_line(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn bytes(bytes: &[u8], text: &mut dyn Write) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(text, "\\x{byte:02x}"))
}
