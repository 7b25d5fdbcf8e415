//! Signals to a child and to its group.

use std::ffi::c_int;

use libc::{EBADF, EINVAL, ENOSYS, EPERM, ESRCH, pid_t};

use super::ladder::patiently;
use super::wait::Pauses;
use super::{Process, sys};
use crate::boundary::error::{Errno, Error, step};
use crate::deadline::Deadline;
use crate::explain::refuse;

/// Is it the call that the kernel does not have, or a filter forbids? (Those of older containers say EPERM for what they do not
/// know. If it is the process that refuses, kill(2) says so, too.) Or has the host closed all that it did not know of?
fn may_be_missing(errno: Errno) -> bool {
    matches!(errno, Errno(ENOSYS | EPERM | EBADF))
}

impl Process {
    /// Sends it a signal. It cannot reach another process that has got its number.
    pub(crate) fn kill(&self, signal: c_int) -> Result<(), Error> {
        let failed = |errno: Errno| match errno {
            Errno(ESRCH) => self.gone(),
            errno => errno.of(step!(kill(self.pid, signal))),
        };
        match self.pidfd.as_ref().map(|pidfd| sys::pidfd_send_signal(pidfd, signal, false)) {
            Some(sent) if !sent.is_err_and(may_be_missing) => sent.map_err(failed),
            // Its number is its own until it is reaped, which is done under this lock.
            _ => match &*self.state.lock() {
                state if state.ended.is_some() => Err(self.gone()),
                _ => sys::kill(self.pid, signal).map_err(failed),
            },
        }
    }

    /// Sends a signal to all of its group, which is its own.
    pub(crate) fn kill_group(&self, signal: c_int) -> Result<(), Error> {
        self.check_leads_group()?;
        let failed = |errno: Errno| match errno {
            Errno(ESRCH) => Error::refused(ESRCH, refuse::group_has_ended(i64::from(self.pid))),
            errno => errno.of(step!(kill(-self.pid, signal))),
        };
        match self.pidfd.as_ref().map(|pidfd| sys::pidfd_send_signal(pidfd, signal, true)) {
            Some(Ok(())) => Ok(()),
            Some(Err(errno)) if !may_be_missing(errno) && errno != Errno(EINVAL) => Err(failed(errno)),
            // As above; the number stays that of the group while there is one, but when that ends nobody sees.
            sent => match &*self.state.lock() {
                state if state.ended.is_some() => match sent {
                    Some(Err(refused @ Errno(EPERM))) => Err(failed(refused)),
                    _ => Err(self.gone()),
                },
                _ => sys::kill(-self.pid, signal).map_err(failed),
            },
        }
    }

    /// Sends a signal to the group of that number, in which it was started: while it is not reaped, that is no other's.
    pub(crate) fn kill_joined_group(&self, group: pid_t, signal: c_int) -> Result<(), Error> {
        match &*self.state.lock() {
            state if state.ended.is_some() => Err(self.gone()),
            _ => sys::kill(-group, signal).map_err(|errno| errno.of(step!(kill(-group, signal)))),
        }
    }

    /// Sends it to its group, or if that is not its own, to it. Who has ended needs none.
    pub(crate) fn kill_all(&self, signal: c_int) -> Result<(), Error> {
        let sent = if self.leads_group { self.kill_group(signal) } else { self.kill(signal) };
        match sent {
            Err(error) if error.errno() == ESRCH => Ok(()),
            sent => sent,
        }
    }

    pub(super) fn check_leads_group(&self) -> Result<(), Error> {
        let refused = || Error::refused(EINVAL, refuse::no_group(i64::from(self.pid)));
        if self.leads_group { Ok(()) } else { Err(refused()) }
    }

    pub(super) fn gone(&self) -> Error {
        Error::refused(ESRCH, refuse::has_ended(i64::from(self.pid)))
    }

    /// Waits until it has ended, without reaping it. False: the time was over.
    pub(crate) fn wait_unreaped(&self, until: &Deadline) -> Result<bool, Error> {
        let mut pauses = Pauses::new();
        while !self.has_ended()? {
            if patiently(self.pause(until, false, &mut pauses))?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
