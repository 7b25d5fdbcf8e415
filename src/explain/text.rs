//! A text that grows up to a limit, and never by force: what does not fit, or finds no memory, is cut, and the cut is
//! marked. A failure of the host is explained with what memory the host has left.

use std::ffi::c_char;
use std::fmt;

/// Room for an explanation and its NUL, in bytes.
pub(crate) const CAPACITY: usize = 1024;

const CUT: &str = "…";
const LINE_END: &str = "\n";

/// UTF-8. Its room, once it has some, also holds a NUL.
pub(crate) struct Text {
    bytes: Vec<u8>,
    capacity: usize,
    full: bool,
    starved: bool,
}

impl Text {
    pub(crate) const fn new() -> Text {
        Text::of_capacity(CAPACITY)
    }

    /// At most `capacity` bytes, of which one is the NUL.
    pub(crate) const fn of_capacity(capacity: usize) -> Text {
        Text { bytes: Vec::new(), capacity, full: false, starved: false }
    }

    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        (self.full, self.starved) = (false, false);
    }

    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes).unwrap_or_default()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Was anything cut?
    pub(crate) fn is_cut(&self) -> bool {
        self.full
    }

    /// Was anything cut because there was no memory for it?
    pub(crate) fn is_starved(&self) -> bool {
        self.starved
    }

    /// The text as a C string, valid until the text changes.
    pub(crate) fn as_c_str(&mut self) -> *const c_char {
        if self.bytes.try_reserve(1).is_err() {
            return c"".as_ptr();
        }
        self.bytes.extend_from_slice(b"\0");
        let start = self.bytes.as_ptr();
        self.bytes.pop();
        start.cast()
    }

    /// Ends a line, for which there is always room, once. Nothing comes after it.
    pub(crate) fn end_line(&mut self) {
        if !self.as_str().ends_with(LINE_END) {
            self.append(LINE_END);
        }
        self.full = true;
    }

    /// Makes room for `more` bytes and all that may have to follow them.
    fn reserve(&mut self, more: usize) -> bool {
        let reserved = self.bytes.try_reserve(more + CUT.len() + LINE_END.len() + 1).is_ok();
        self.starved |= !reserved;
        reserved
    }

    /// Adds what fits into the memory that there is: nothing here may allocate.
    fn append(&mut self, text: &str) {
        if self.bytes.capacity() - self.bytes.len() >= text.len() {
            self.bytes.extend_from_slice(text.as_bytes());
        }
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.full || text.is_empty() {
            return Ok(());
        }
        let room = (self.capacity - 1 - CUT.len() - LINE_END.len()).saturating_sub(self.bytes.len());
        if text.len() <= room && self.reserve(text.len()) {
            self.append(text);
        } else {
            let fits = (0..=room.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
            if self.reserve(fits) {
                self.append(&text[..fits]);
            }
            self.append(CUT);
            self.full = true;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::CStr;
    use std::fmt::Write;

    #[test]
    fn what_does_not_fit_is_cut_at_a_character_and_marked() {
        let mut text = Text::new();
        for _ in 0..CAPACITY {
            text.write_str("é").unwrap();
        }
        assert!(text.as_str().ends_with("é…") && text.is_cut(), "{}", text.as_str());
        text.end_line();
        assert!(text.as_str().ends_with("é…\n"), "{}", text.as_str());
        assert!(text.as_str().len() < CAPACITY);
        text.clear();
        assert_eq!(text.as_str(), "");
    }

    #[test]
    fn it_ends_with_a_nul_for_c() {
        let mut text = Text::new();
        text.write_str("abc").unwrap();
        // SAFETY: as_c_str ends it.
        #[allow(unsafe_code, reason = "as C reads it")]
        let read = unsafe { CStr::from_ptr(text.as_c_str()) };
        assert_eq!(read, c"abc");
        assert_eq!(text.as_str(), "abc");
    }
}
