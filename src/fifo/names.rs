//! The names of reply FIFOs: that of the request FIFO, a dot, and 16 hexadecimal digits.
//!
//! So a request says nothing of where an answer goes but a number, and however hostile it is, nothing else is ever opened or
//! removed. A name is needed only until the server has opened it, and is removed then. It is left behind by a client that is
//! killed before; who finds it later knows that by the lock (flock(2)) that a living client has on it.

use std::ffi::{CStr, CString, c_int};
use std::io::Write;
use std::os::fd::OwnedFd;

use libc::{ENAMETOOLONG, O_CLOEXEC, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_PATH, O_RDONLY};

use super::sys;
use crate::boundary::descriptor::above_standard;
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::memory;
use crate::explain::refuse;

const DIGITS: usize = 16;
/// What it has more than the request FIFO's.
const MORE: usize = 1 + DIGITS;

/// The path of that reply FIFO.
pub(super) fn of(path: &CStr, name: u64) -> Result<CString, Error> {
    let mut bytes = memory::vector(path.count_bytes() + MORE + 1)?;
    bytes.extend_from_slice(path.to_bytes());
    // There is room for it.
    let _ = write!(bytes, ".{name:0DIGITS$x}\0");
    CString::from_vec_with_nul(bytes).map_err(|_| Errno(ENAMETOOLONG).of(step!(mkfifo(path.as_ptr(), 0))))
}

/// Refuses a request FIFO beside which there can be none to reply.
pub(super) fn check_length(path: &CStr) -> Result<(), Error> {
    const LONGEST: usize = libc::NAME_MAX as usize;
    const MOST: usize = LONGEST - MORE;
    match path.to_bytes().rsplit(|byte| *byte == b'/').next() {
        // What is longer still mkfifo(3) refuses.
        Some(name) if (MOST + 1..=LONGEST).contains(&name.len()) => {
            Err(Error::refused(ENAMETOOLONG, refuse::fifo_name_too_long(path, MOST as i64)))
        }
        _ => Ok(()),
    }
}

/// Refuses a path of which there is none to reply: by a shorter one, as from another directory, the same server has clients.
pub(super) fn check_path_length(path: &CStr) -> Result<(), Error> {
    const LONGEST: usize = libc::PATH_MAX as usize - 1;
    const MOST: usize = LONGEST - MORE;
    // What is longer still open(2) refuses.
    match (MOST + 1..=LONGEST).contains(&path.count_bytes()) {
        true => Err(Error::refused(ENAMETOOLONG, refuse::fifo_path_too_long(path, MOST as i64))),
        false => Ok(()),
    }
}

/// Where a request FIFO is: a name in a directory, which is held, as the working directory may be another later.
pub(super) struct Place {
    directory: OwnedFd,
    name: CString,
}

impl Place {
    pub(super) fn of(path: &CStr) -> Result<Place, Error> {
        const FLAGS: c_int = O_PATH | O_DIRECTORY;
        let bytes = path.to_bytes();
        let (directory, name) = match bytes.iter().rposition(|byte| *byte == b'/') {
            Some(at) => bytes.split_at(at + 1),
            None => (&b"."[..], bytes),
        };
        let (directory, name) = (memory::string(directory)?, memory::string(name)?);
        let directory = sys::open(&directory, FLAGS)
            .map_err(|errno| errno.of(step!(open(directory.as_ptr(), FLAGS | O_CLOEXEC))))?;
        Ok(Place { directory: above_standard(directory), name })
    }

    /// Does the name still lead to that FIFO?
    pub(super) fn leads_to(&self, fd: &OwnedFd) -> bool {
        let (there, this) = (sys::status_in(&self.directory, &self.name), sys::status(fd));
        matches!((there, this), (Ok(one), Ok(other)) if one.is_same_file(&other))
    }

    pub(super) fn remove(&self) {
        let _ = sys::unlink_in(&self.directory, &self.name);
    }

    /// What a reply FIFO is called there.
    pub(super) fn reply(&self, name: u64) -> Result<Reply<'_>, Error> {
        Ok(Reply { directory: &self.directory, name: of(&self.name, name)? })
    }

    /// Removes what killed clients have left behind beside that FIFO, as far as this user may.
    pub(super) fn sweep(&self) {
        let _ = sys::for_each_entry(&self.directory, |entry| {
            // Without memory for it, another time.
            if let Some(reply) = name_in(entry.to_bytes(), self.name.to_bytes()).and_then(|name| self.reply(name).ok())
            {
                reply.remove_if_dead();
            }
        });
    }
}

/// A reply FIFO.
pub(super) struct Reply<'a> {
    directory: &'a OwnedFd,
    name: CString,
}

impl Reply<'_> {
    /// Opens it, and no other file.
    pub(super) fn open(&self, flags: c_int) -> Result<OwnedFd, Errno> {
        sys::open_fifo_in(self.directory, &self.name, flags | O_NONBLOCK | O_NOFOLLOW)
    }

    pub(super) fn remove(&self) {
        let _ = sys::unlink_in(self.directory, &self.name);
    }

    /// Removes it if no client has locked it. (A client that has not locked it yet will notice.)
    pub(super) fn remove_if_dead(&self) {
        if let Ok(fd) = self.open(O_RDONLY)
            && sys::lock(&fd).is_ok()
        {
            self.remove();
        }
    }
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
