//! Opening either end of a FIFO, and waiting for somebody at the other end no longer than until a deadline.
//!
//! open(2) itself waits for the other end, and nothing ends that. So an end is opened without waiting, and who comes is found
//! out:
//!
//! ```text
//!   to read    open works at once. poll(2) tells of bytes, and that a writer has come and gone; not of one that is there and
//!              silent. tee(2) does: with nothing to copy it fails with EAGAIN if somebody could write, and else gives 0.
//!   to write   open fails with ENXIO as long as nobody reads, and is called again. To hold the FIFO open meanwhile would let
//!              in other writers that wait, and theirs would be written to nobody.
//! ```
//!
//! When to look again inotify(7) tells: somebody has opened the FIFO. Only a reader that waits in open itself it does not tell
//! of, before there is a writer; one that waits there can be waited for by looking now and then.

use std::ffi::{CStr, c_int};
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{
    EAGAIN, EINTR, EINVAL, ENXIO, ETIMEDOUT, IN_OPEN, O_CLOEXEC, O_NONBLOCK, O_RDONLY, O_WRONLY, POLLIN,
    SPLICE_F_NONBLOCK, pollfd,
};

use super::sys;
use crate::boundary::error::{Errno, Error, step};
use crate::deadline::pace::Pace;
use crate::deadline::{Deadline, wait};
use crate::explain::refusal::Refused;
use crate::explain::refuse;
use crate::io::transfer;
use crate::pipe;

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum End {
    Read,
    Write,
}

/// Opens that end; the result waits in read(2) and write(2) unless it is to be `nonblocking`.
pub(crate) fn open(path: &CStr, end: End, nonblocking: bool, until: &Deadline) -> Result<OwnedFd, Error> {
    until.check_stop()?;
    if until.is_patient() && !nonblocking {
        return wait_in_open(path, end);
    }
    let fd = match end {
        End::Read => open_to_read(path, until)?,
        End::Write => open_to_write(path, 0, until, refuse::no_fifo_reader, || ())?,
    };
    if !nonblocking {
        let raw = fd.as_raw_fd();
        sys::set_blocking(&fd).map_err(|errno| errno.of(step!(fcntl(raw, libc::F_SETFL, 0))))?;
    }
    Ok(fd)
}

fn wait_in_open(path: &CStr, end: End) -> Result<OwnedFd, Error> {
    let flags = if end == End::Read { O_RDONLY } else { O_WRONLY };
    loop {
        match sys::open(path, flags) {
            Ok(fd) => return fifo_only(fd, path),
            Err(Errno(EINTR)) => {}
            Err(errno) => return Err(errno.of(step!(open(path.as_ptr(), flags | O_CLOEXEC)))),
        }
    }
}

fn open_to_read(path: &CStr, until: &Deadline) -> Result<OwnedFd, Error> {
    let flags = O_RDONLY | O_NONBLOCK;
    let fd = sys::open(path, flags).map_err(|errno| errno.of(step!(open(path.as_ptr(), flags | O_CLOEXEC))))?;
    let fd = fifo_only(fd, path)?;
    let mut waiting = Waiting::on(path);
    let [_aside, into] = pipe::open(true, false)?;
    loop {
        if has_writer(&fd, &into)? {
            return Ok(fd);
        }
        match waiting.pause(fd.as_raw_fd(), until) {
            // Bytes, or the end behind a writer that has come and gone: what open would have waited for.
            Ok(true) => return Ok(fd),
            Ok(false) => {}
            // One look more: who is here now would find his reader gone.
            Err(_) if has_writer(&fd, &into)? => return Ok(fd),
            Err(error) => return Err(nobody(error, path, until, refuse::no_fifo_writer)),
        }
    }
}

/// Could somebody write to it, or has he?
fn has_writer(fd: &OwnedFd, into: &OwnedFd) -> Result<bool, Error> {
    loop {
        match sys::copy_byte(fd, into) {
            Ok(count) => return Ok(count != 0),
            Err(Errno(EAGAIN)) => return Ok(true),
            Err(Errno(EINTR)) => {}
            Err(errno) => {
                return Err(errno.of(step!(tee(fd.as_raw_fd(), into.as_raw_fd(), 1, SPLICE_F_NONBLOCK))));
            }
        }
    }
}

/// Opens the end to write to, non-blocking, with further flags of open(2). `meanwhile` is done once if there is a wait, and
/// `refused` says who did not come.
pub(super) fn open_to_write(
    path: &CStr,
    further: c_int,
    until: &Deadline,
    refused: Nobody,
    meanwhile: impl FnOnce(),
) -> Result<OwnedFd, Error> {
    let flags = O_WRONLY | O_NONBLOCK | further;
    let mut meanwhile = Some(meanwhile);
    let mut waiting = None;
    loop {
        match sys::open(path, flags) {
            Ok(fd) => return fifo_only(fd, path),
            // So it is for a socket, too, and a device that is not there.
            Err(Errno(ENXIO)) if sys::status_of_path(path).is_ok_and(|status| status.is_fifo() || status.is_link()) => {
            }
            Err(Errno(EINTR)) => continue,
            Err(errno) => return Err(errno.of(step!(open(path.as_ptr(), flags | O_CLOEXEC)))),
        }
        if let Some(meanwhile) = meanwhile.take() {
            meanwhile();
        }
        // The first look behind the making of a watch is at once: who came before it is not told of.
        match &mut waiting {
            None if until.is_immediate() => return Err(nobody(until.over(), path, until, refused)),
            None => waiting = Some(Waiting::looking_on(path)),
            Some(waiting) => drop(waiting.pause(-1, until).map_err(|error| nobody(error, path, until, refused))?),
        }
    }
}

/// Who did not come to that FIFO within so many milliseconds.
pub(super) type Nobody = fn(&CStr, i64) -> Refused<'_>;

/// What a wait has failed with, as it is told of a FIFO.
pub(super) fn nobody(error: Error, path: &CStr, until: &Deadline, refused: Nobody) -> Error {
    match error.errno() {
        errno @ (EAGAIN | ETIMEDOUT) => Error::refused(errno, refused(path, until.given_ms())),
        _ => error,
    }
}

/// Refuses other files, which open(2) has opened.
fn fifo_only(fd: OwnedFd, path: &CStr) -> Result<OwnedFd, Error> {
    match sys::status(&fd) {
        Ok(status) if status.is_fifo() => Ok(fd),
        Ok(_) => Err(Error::refused(EINVAL, refuse::no_fifo(path))),
        Err(errno) => Err(errno.of(step!(fstat(fd.as_raw_fd(), 0)))),
    }
}

/// A wait for somebody to open the FIFO.
struct Waiting {
    /// None where the user has no more of them (128).
    watches: Option<OwnedFd>,
    /// When to look without an event.
    pace: Option<Pace>,
}

/// Where there are no watches.
const SELDOM: Pace = Pace::new(16, 16);
/// Where not everybody who comes is told of.
const SOON: Pace = Pace::new(1, 16);

impl Waiting {
    fn on(path: &CStr) -> Waiting {
        let watches = sys::watches().ok().filter(|watches| sys::watch(watches, path, IN_OPEN).is_ok());
        let pace = if watches.is_some() { None } else { Some(SELDOM) };
        Waiting { watches, pace }
    }

    /// The same where events do not tell all.
    fn looking_on(path: &CStr) -> Waiting {
        Waiting { pace: Some(SOON), ..Waiting::on(path) }
    }

    /// Waits until somebody has opened the FIFO, or it is time to look; or, which is true, until there is something about
    /// `fd`, which may be -1.
    fn pause(&mut self, fd: c_int, until: &Deadline) -> Result<bool, Error> {
        let watches = self.watches.as_ref().map_or(-1, AsRawFd::as_raw_fd);
        let mut fds = [fd, watches].map(|fd| pollfd { fd, events: POLLIN, revents: 0 });
        match &mut self.pace {
            Some(pace) => drop(pace.wait(&mut fds, until)?),
            None => drop(wait::any(&mut fds, until)?),
        }
        if let Some(watches) = self.watches.as_ref().filter(|_| fds[1].revents != 0) {
            // That there were events is all that is asked.
            let _ = transfer::read_once(watches.as_raw_fd(), &mut [0; 1024]);
        }
        Ok(fds[0].revents != 0)
    }
}
