//! memchr(3).
#![allow(unsafe_code, reason = "a call of libc")]

/// Where the byte is found first.
pub(super) fn find(byte: u8, bytes: &[u8]) -> Option<usize> {
    // SAFETY: a slice and its length.
    let found = unsafe { libc::memchr(bytes.as_ptr().cast(), byte.into(), bytes.len()) };
    (!found.is_null()).then(|| found.addr() - bytes.as_ptr().addr())
}
