//! The request FIFO, which a server has for itself as long as it holds a lock (flock(2)) on it.

use std::ffi::{CStr, c_int};
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{
    EADDRINUSE, EBUSY, EEXIST, ENOENT, EPERM, EWOULDBLOCK, LOCK_EX, LOCK_NB, O_CLOEXEC, O_NOFOLLOW, O_NONBLOCK, O_RDWR,
    mode_t,
};

use crate::boundary::descriptor::above_standard;
use crate::boundary::error::{Errno, Error, step};
use crate::explain::{members, refuse};
use crate::fifo::names::{self, Place};
use crate::fifo::{make, sys};

pub(super) struct Taken {
    pub requests: OwnedFd,
    pub place: Place,
    /// What becomes of the FIFO in the end.
    pub at_end: AtEnd,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AtEnd {
    Removed,
    Kept,
    /// It is the matter of the process of which this is a forked child.
    Parents,
}

impl Drop for Taken {
    fn drop(&mut self) {
        if self.at_end == AtEnd::Parents {
            return;
        }
        // The lock is still held: nobody has taken the name over.
        if self.at_end == AtEnd::Removed && self.place.leads_to(&self.requests) {
            self.place.remove();
        }
        self.place.sweep();
    }
}

/// Makes or takes the FIFO at that path, and locks it: it has one server at a time. The lock ends with the process. One that was
/// made here is removed at the end, unless that is changed.
pub(super) fn take(path: &CStr, mode: mode_t) -> Result<Taken, Error> {
    const TRIES: usize = 100;
    const FLAGS: c_int = O_RDWR | O_NONBLOCK | O_NOFOLLOW;
    names::check_length(path)?;
    for _ in 0..TRIES {
        let at_end = if make(path, mode)? { AtEnd::Kept } else { AtEnd::Removed };
        let failed = |error| {
            if at_end == AtEnd::Removed {
                let _ = sys::unlink(path);
            }
            error
        };
        let requests = match sys::open(path, FLAGS) {
            Ok(fd) => above_standard(fd),
            // A server that ends has just removed it.
            Err(Errno(ENOENT)) => continue,
            Err(errno) => return Err(failed(errno.of(step!(open(path.as_ptr(), FLAGS | O_CLOEXEC))))),
        };
        let fd = requests.as_raw_fd();
        let status = sys::status(&requests).map_err(|errno| failed(errno.of(step!(fstat(fd, 0)))))?;
        if !status.is_fifo() {
            return Err(Errno(EEXIST).of(step!(mkfifo(path.as_ptr(), mode))));
        }
        // Whoever owns it can read what is sent to it.
        let user = sys::effective_user();
        if status.uid != user && status.uid != 0 {
            return Err(Error::refused(EPERM, refuse::fifo_of_another(path, status.uid.into(), user.into())));
        }
        match sys::lock(&requests) {
            Ok(()) => {}
            Err(Errno(EWOULDBLOCK)) => return Err(Error::refused(EADDRINUSE, served(path, fd))),
            Err(errno) => return Err(failed(errno.of(step!(flock(fd, LOCK_EX | LOCK_NB))))),
        }
        let place = Place::of(path).map_err(failed)?;
        if place.leads_to(&requests) {
            return Ok(Taken { requests, place, at_end });
        }
    }
    Err(Error::refused(EBUSY, refuse::fifo_changing(path)))
}

fn served(path: &CStr, fd: c_int) -> crate::explain::refusal::Refused<'_> {
    match members::locker_of(fd) {
        Some(server) => refuse::fifo_served(path, server.into()),
        None => refuse::fifo_served_unseen(path),
    }
}
