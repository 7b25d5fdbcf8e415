//! One recorded argument as a reader would write it in C.

use std::fmt::{self, Write};

use super::call::Kind;
use super::text::Text;
use crate::boundary::record::{Copied, Record};

/// Writes argument number `index` of the record.
pub(crate) fn describe(record: &Record, index: usize, text: &mut Text) -> fmt::Result {
    let word = record.word(index);
    let kind = record.call.kinds().get(index).copied().unwrap_or(Kind::Pointer);
    match (kind, record.copied(index)) {
        (Kind::Path | Kind::SecondPath, Some(copied)) => string(copied, text),
        (Kind::Integer, _) => write!(text, "{}", word as i64),
        (Kind::Unsigned, _) => write!(text, "{word}"),
        (Kind::Octal, _) => write!(text, "0{word:o}"),
        _ if word == 0 => text.write_str("NULL"),
        _ => write!(text, "{word:#x}"),
    }
}

/// A copied string in quotes, its unprintable bytes as C escapes, with `…` where the copy was cut.
fn string(copied: Copied, text: &mut Text) -> fmt::Result {
    text.write_char('"')?;
    for chunk in copied.bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '"' | '\\' => write!(text, "\\{character}")?,
                _ if character.is_control() => write!(text, "\\x{:02x}", u32::from(character))?,
                _ => text.write_char(character)?,
            }
        }
        // A character that the cut went through is left to the mark.
        if !(copied.cut && chunk.invalid().len() < 4 && copied.bytes.ends_with(chunk.invalid())) {
            for byte in chunk.invalid() {
                write!(text, "\\x{byte:02x}")?;
            }
        }
    }
    text.write_str(if copied.cut { "…\"" } else { "\"" })
}
