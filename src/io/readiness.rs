//! Which descriptors are ready.

use std::ffi::c_int;

use libc::{EAGAIN, EBADF, ETIMEDOUT, POLLERR, POLLHUP, POLLIN, POLLNVAL, POLLOUT, pollfd};

use super::ffi::{LEAT_IO_HUNG_UP, LEAT_IO_READABLE, LEAT_IO_WRITABLE, leat_io_interest};
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::memory;
use crate::boundary::options::{known_flags, reserved};
use crate::deadline::{Deadline, wait};

pub(super) fn wait(interests: &mut [leat_io_interest], until: &Deadline) -> Result<c_int, Error> {
    let mut fds = memory::vector(interests.len())?;
    for interest in &*interests {
        known_flags(interest.wanted.into(), (LEAT_IO_READABLE | LEAT_IO_WRITABLE).into(), "wanted")?;
        reserved(interest.reserved.into(), "reserved")?;
        let reads = if interest.wanted & LEAT_IO_READABLE != 0 { POLLIN } else { 0 };
        let writes = if interest.wanted & LEAT_IO_WRITABLE != 0 { POLLOUT } else { 0 };
        fds.push(pollfd { fd: interest.fd, events: reads | writes, revents: 0 });
    }
    let ready = match (wait::any(&mut fds, until), &fds[..]) {
        // Of one it can be told what it is, and who has its other end.
        (Err(error), [only]) if only.fd >= 0 && only.events != 0 && matches!(error.errno(), EAGAIN | ETIMEDOUT) => {
            return Err(wait::not_ready(only.fd, only.events, until));
        }
        (ready, _) => ready?,
    };
    if let Some(closed) = fds.iter().find(|fd| fd.revents & POLLNVAL != 0) {
        return Err(Errno(EBADF).of(step!(fcntl(closed.fd, libc::F_GETFD, 0))));
    }
    for (interest, fd) in interests.iter_mut().zip(&fds) {
        let has = |events, flag| if fd.revents & events != 0 { flag } else { 0 };
        // The end can be read, too.
        let readable = has(POLLIN | POLLHUP, LEAT_IO_READABLE) & interest.wanted;
        interest.ready = readable | has(POLLOUT, LEAT_IO_WRITABLE) | has(POLLHUP | POLLERR, LEAT_IO_HUNG_UP);
    }
    Ok(c_int::try_from(ready).unwrap_or(c_int::MAX))
}
