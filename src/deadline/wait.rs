//! The wait that is under every own function that blocks: for descriptors, until the deadline, or until the stop.

use std::ffi::{c_int, c_short};

use libc::{EAGAIN, EBADF, EINTR, ETIMEDOUT, POLLIN, POLLNVAL, POLLOUT, pollfd};

use super::{Deadline, Limit, sys};
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::memory;
use crate::explain::refuse;

/// Waits until the descriptor is ready for one of these events (POLLIN, POLLOUT; POLLHUP and POLLERR always), and gives them.
/// A descriptor that is not open is EBADF.
pub(crate) fn ready(fd: c_int, events: c_short, until: &Deadline) -> Result<c_short, Error> {
    let mut fds = [pollfd { fd, events, revents: 0 }];
    match any(&mut fds, until) {
        Ok(_) if fds[0].revents & POLLNVAL != 0 => {
            Err(Errno(EBADF).of(if events & POLLOUT != 0 { step!(write(fd, 0, 0)) } else { step!(read(fd, 0, 0)) }))
        }
        Ok(_) => Ok(fds[0].revents),
        Err(error) if matches!(error.errno(), EAGAIN | ETIMEDOUT) => Err(not_ready(fd, events, until)),
        Err(error) => Err(error),
    }
}

/// The failure of a wait for that descriptor which did not become ready.
pub(crate) fn not_ready(fd: c_int, events: c_short, until: &Deadline) -> Error {
    let (fd, reads) = (i64::from(fd), events & POLLIN != 0);
    match until.limit {
        Limit::At { given_ms, .. } => {
            let make = if reads { refuse::not_readable_before } else { refuse::not_writable_before };
            Error::refused(ETIMEDOUT, make(fd, i64::from(given_ms)))
        }
        Limit::Forever | Limit::Immediate => {
            Error::refused(EAGAIN, if reads { refuse::not_readable_now } else { refuse::not_writable_now }(fd))
        }
    }
}

/// How many descriptors are waited for without asking for memory.
const FEW: usize = 15;

/// Waits until one of the descriptors is ready, and gives how many are; their `revents` say for what. Negative descriptors are
/// left out. With none it waits for the deadline or the stop.
pub(crate) fn any(fds: &mut [pollfd], until: &Deadline) -> Result<usize, Error> {
    let Some(stop) = &until.stop else { return poll(fds, until) };
    let none = pollfd { fd: -1, events: POLLIN, revents: 0 };
    let mut few = [none; FEW + 1];
    let mut many;
    let all: &mut [pollfd] = if fds.len() <= FEW {
        &mut few[..=fds.len()]
    } else {
        many = memory::vector(fds.len() + 1)?;
        many.resize(fds.len() + 1, none);
        &mut many
    };
    let (stops, theirs) = all.split_at_mut(1);
    theirs.copy_from_slice(fds);
    stops[0].fd = stop.fd();
    let mut ready = poll(all, until);
    // The stop goes first: it is what ends work of which there is always more.
    until.check_stop()?;
    if all[0].revents != 0 {
        // It was not thrown: the host has closed its descriptor, and may have opened another file by that number. To wait for
        // that would be no wait.
        all[0].fd = -1;
        ready = poll(all, until);
        until.check_stop()?;
    }
    fds.copy_from_slice(&all[1..]);
    ready
}

fn poll(fds: &mut [pollfd], until: &Deadline) -> Result<usize, Error> {
    loop {
        match sys::poll(fds, until.left_ms()) {
            Ok(0) => return Err(until.over()),
            Ok(ready) => return Ok(ready),
            // What is left of the time is computed anew.
            Err(Errno(EINTR)) => {}
            Err(errno) => return Err(errno.of(step!(poll(fds.as_ptr(), fds.len(), 0)))),
        }
    }
}
