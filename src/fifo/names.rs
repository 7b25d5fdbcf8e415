//! The names of reply FIFOs: that of the request FIFO, a dot, and 16 hexadecimal digits.
//!
//! So a request says nothing of where an answer goes but a number, and however hostile it is, nothing else is ever opened or
//! removed. A name is needed only until the server has opened it, and is removed then. It is left behind by a client that is
//! killed before; who finds it later knows that by the lock (flock(2)) that a living client has on it.

use std::ffi::{CStr, CString, c_int};
use std::io::Write;

use libc::{ENAMETOOLONG, O_NOFOLLOW, O_NONBLOCK, O_RDONLY};

use super::sys;
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::memory;

const DIGITS: usize = 16;

/// The path of that reply FIFO.
pub(super) fn of(path: &CStr, name: u64) -> Result<CString, Error> {
    let mut bytes = memory::vector(path.count_bytes() + 1 + DIGITS + 1)?;
    bytes.extend_from_slice(path.to_bytes());
    // There is room for it.
    let _ = write!(bytes, ".{name:0DIGITS$x}\0");
    CString::from_vec_with_nul(bytes).map_err(|_| Errno(ENAMETOOLONG).of(step!(mkfifo(path.as_ptr(), 0))))
}

/// A copy.
pub(super) fn copy(path: &CStr) -> Result<CString, Error> {
    let mut bytes = memory::vector(path.count_bytes() + 1)?;
    bytes.extend_from_slice(path.to_bytes_with_nul());
    CString::from_vec_with_nul(bytes).map_err(|_| Error::no_memory())
}

/// Removes what killed clients have left behind beside that FIFO, as far as this user may.
pub(super) fn sweep(path: &CStr) {
    let bytes = path.to_bytes();
    let (directory, base) = match bytes.iter().rposition(|byte| *byte == b'/') {
        Some(at) => bytes.split_at(at + 1),
        None => (&b"."[..], bytes),
    };
    // Without memory for it, another time.
    let Ok(mut room) = memory::vector(directory.len() + 1) else { return };
    room.extend_from_slice(directory);
    room.push(0);
    let Ok(directory) = CString::from_vec_with_nul(room) else { return };
    let _ = sys::for_each_entry(&directory, |entry| {
        if let Some(name) = name_in(entry.to_bytes(), base).and_then(|name| of(path, name).ok()) {
            remove_if_dead(&name);
        }
    });
}

/// The number of a reply FIFO of that base.
fn name_in(entry: &[u8], base: &[u8]) -> Option<u64> {
    let digits = entry.strip_prefix(base)?.strip_prefix(b".")?;
    let lower = digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    if digits.len() != DIGITS || !lower {
        return None;
    }
    u64::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

/// Removes a reply FIFO that no client has locked. (A client that has not locked it yet will notice.)
pub(super) fn remove_if_dead(name: &CStr) {
    const FLAGS: c_int = O_RDONLY | O_NONBLOCK | O_NOFOLLOW;
    if let Ok(fd) = sys::open_fifo(name, FLAGS)
        && sys::lock(&fd).is_ok()
    {
        let _ = sys::unlink(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let path = of(c"/tmp/a", 0xabc).unwrap();
        assert_eq!(path.as_c_str(), c"/tmp/a.0000000000000abc");
        assert_eq!(name_in(b"a.0000000000000abc", b"a"), Some(0xabc));
        for other in [
            &b"a"[..],
            b"a.",
            b"a.000000000000abc",
            b"a.0000000000000ABC",
            b"b.0000000000000abc",
            b"a.+000000000000abc",
        ] {
            assert_eq!(name_in(other, b"a"), None);
        }
    }
}
