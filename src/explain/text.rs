//! A text that cannot grow: what does not fit is cut, and the cut is marked.

use std::ffi::c_char;
use std::fmt;

/// Room for an explanation and its NUL, in bytes.
pub(crate) const CAPACITY: usize = 1024;

const CUT: &str = "…";
const LINE_END: &str = "\n";

/// UTF-8, at most CAPACITY - 1 bytes, ended by a NUL.
pub(crate) struct Text {
    bytes: [u8; CAPACITY],
    length: usize,
    full: bool,
}

impl Text {
    pub(crate) const fn new() -> Text {
        Text { bytes: [0; CAPACITY], length: 0, full: false }
    }

    pub(crate) fn clear(&mut self) {
        *self = Text::new();
    }

    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }

    /// The text as a C string.
    pub(crate) fn as_ptr(&self) -> *const c_char {
        self.bytes.as_ptr().cast()
    }

    /// Ends a line, for which there is always room, once. Nothing comes after it.
    pub(crate) fn end_line(&mut self) {
        if !self.as_str().ends_with(LINE_END) {
            self.append(LINE_END);
        }
        self.full = true;
    }

    fn append(&mut self, text: &str) {
        let end = self.length + text.len();
        self.bytes[self.length..end].copy_from_slice(text.as_bytes());
        self.length = end;
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.full {
            return Ok(());
        }
        let room = CAPACITY - 1 - CUT.len() - LINE_END.len() - self.length;
        if text.len() <= room {
            self.append(text);
        } else {
            let fits = (0..=room).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
            self.append(&text[..fits]);
            self.append(CUT);
            self.full = true;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn what_does_not_fit_is_cut_at_a_character_and_marked() {
        let mut text = Text::new();
        for _ in 0..CAPACITY {
            text.write_str("é").unwrap();
        }
        assert!(text.as_str().ends_with("é…"), "{}", text.as_str());
        text.end_line();
        assert!(text.as_str().ends_with("é…\n"), "{}", text.as_str());
        assert!(text.as_str().len() < CAPACITY);
        text.clear();
        assert_eq!(text.as_str(), "");
    }
}
