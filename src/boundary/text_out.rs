//! A text in a buffer of the caller's.
#![allow(unsafe_code, reason = "the buffer is the caller's")]

use std::ffi::{c_char, c_int};

/// Writes a text into `size` bytes, as snprintf(3) does: always ended by a NUL unless `size` is 0, and cut where it does not
/// fit: at a character, and marked where the mark fits. Returns the length of the whole text.
///
/// # Safety
/// So many bytes may be written at `ret_text`.
pub(crate) unsafe fn write(text: &str, ret_text: *mut c_char, size: usize) -> c_int {
    const CUT: &str = "…";
    let whole = c_int::try_from(text.len()).unwrap_or(c_int::MAX);
    let Some(room) = size.checked_sub(1) else { return whole };
    let (kept, mark) = if text.len() <= room {
        (text, "")
    } else {
        let mark = if room >= CUT.len() { CUT } else { "" };
        (&text[..text.floor_char_boundary(room - mark.len())], mark)
    };
    let mut at = ret_text.cast::<u8>();
    for part in [kept.as_bytes(), mark.as_bytes(), b"\0"] {
        // SAFETY: the parts together have at most `size` bytes.
        unsafe { at.copy_from_nonoverlapping(part.as_ptr(), part.len()) };
        at = at.wrapping_add(part.len());
    }
    whole
}

/// Writes bytes that are no text of leat's, as snprintf(3) does: cut where they do not fit.
///
/// # Safety
/// As of `write`.
pub(crate) unsafe fn write_bytes(bytes: &[u8], ret_text: *mut c_char, size: usize) -> c_int {
    if let Some(room) = size.checked_sub(1) {
        let kept = bytes.len().min(room);
        // SAFETY: at most `size` bytes.
        unsafe { ret_text.cast::<u8>().copy_from_nonoverlapping(bytes.as_ptr(), kept) };
        // SAFETY: as above.
        unsafe { ret_text.wrapping_add(kept).write(0) };
    }
    c_int::try_from(bytes.len()).unwrap_or(c_int::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_written_and_what_is_cut_is_marked() {
        for (size, expected) in [
            (0, "????????"),
            (1, "\0???????"),
            (2, "a\0??????"),
            (4, "…\0????"),
            (5, "a…\0???"),
            (6, "a…\0???"),
            (7, "aé…\0?"),
        ] {
            let mut buffer = *b"????????";
            // SAFETY: at most 8 bytes are written.
            let length = unsafe { write("aébcdefg", buffer.as_mut_ptr().cast(), size) };
            assert_eq!((length, str::from_utf8(&buffer)), (9, Ok(expected)), "{size}");
        }
        let mut buffer = *b"????????";
        // SAFETY: as above.
        assert_eq!(unsafe { write("abc", buffer.as_mut_ptr().cast(), 8) }, 3);
        assert_eq!(&buffer, b"abc\0????");
    }
}
