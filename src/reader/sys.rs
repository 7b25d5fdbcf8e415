//! memchr(3) and memmem(3).
#![allow(unsafe_code, reason = "calls of libc")]

/// Where these bytes, at least one, are found first.
pub(super) fn find(wanted: &[u8], bytes: &[u8]) -> Option<usize> {
    let found = match wanted {
        // SAFETY: a slice and its length.
        [byte] => unsafe { libc::memchr(bytes.as_ptr().cast(), (*byte).into(), bytes.len()) },
        // SAFETY: two slices and their lengths.
        _ => unsafe { libc::memmem(bytes.as_ptr().cast(), bytes.len(), wanted.as_ptr().cast(), wanted.len()) },
    };
    (!found.is_null()).then(|| found.addr() - bytes.as_ptr().addr())
}
