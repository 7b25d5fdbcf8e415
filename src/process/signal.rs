//! Signals to a child and to its group, and ending it.

use std::ffi::c_int;

use libc::{EAGAIN, EINVAL, ENOSYS, ESRCH, ETIMEDOUT, SIGCONT, SIGKILL, SIGTERM, pid_t};

use super::wait::{Ended, PACE};
use super::{Process, sys};
use crate::boundary::error::{Errno, Error, step};
use crate::deadline::Deadline;
use crate::deadline::pace::Pace;
use crate::explain::{members, refuse};

/// How long it may end by itself, upon SIGTERM, and upon SIGKILL, in milliseconds; LEAT_FOREVER.
pub(crate) struct Ladder {
    pub wait_ms: c_int,
    pub term_ms: c_int,
    pub kill_ms: c_int,
}

/// Nothing tells when a group is empty.
const GROUP_PACE: Pace = Pace::new(5, 5);

impl Process {
    /// Sends it a signal. It cannot reach another process that has got its number.
    pub(crate) fn kill(&self, signal: c_int) -> Result<(), Error> {
        let failed = |errno: Errno| match errno {
            Errno(ESRCH) => self.gone(),
            errno => errno.of(step!(kill(self.pid, signal))),
        };
        match self.pidfd.as_ref().map(|pidfd| sys::pidfd_send_signal(pidfd, signal, false)) {
            Some(sent) if sent != Err(Errno(ENOSYS)) => sent.map_err(failed),
            // Its number is its own until it is reaped, which is done under this lock.
            _ => match &*self.state.lock() {
                state if state.ended.is_some() => Err(self.gone()),
                _ => sys::kill(self.pid, signal).map_err(failed),
            },
        }
    }

    /// Sends a signal to all of its group, which is its own.
    pub(crate) fn kill_group(&self, signal: c_int) -> Result<(), Error> {
        if !self.leads_group {
            return Err(Error::refused(EINVAL, refuse::no_group(i64::from(self.pid))));
        }
        let failed = |errno: Errno| match errno {
            Errno(ESRCH) => self.gone(),
            errno => errno.of(step!(kill(-self.pid, signal))),
        };
        match self.pidfd.as_ref().map(|pidfd| sys::pidfd_send_signal(pidfd, signal, true)) {
            Some(Ok(())) => Ok(()),
            Some(Err(errno)) if !matches!(errno, Errno(EINVAL | ENOSYS)) => Err(failed(errno)),
            // As above; the number stays that of the group while there is one, but when that ends nobody sees.
            _ => match &*self.state.lock() {
                state if state.ended.is_some() => Err(self.gone()),
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

    /// Does any process of its own group live?
    pub(crate) fn group_lives(&self) -> bool {
        self.leads_group && members::group_lives(self.pid)
    }

    fn gone(&self) -> Error {
        Error::refused(ESRCH, refuse::has_ended(i64::from(self.pid)))
    }

    /// Ends it, and its group where that is its own, more and more firmly. If it ends by itself its group is left alone.
    pub(crate) fn end(&self, ladder: &Ladder) -> Result<Ended, Error> {
        let by_itself = Deadline::named(ladder.wait_ms, "wait_ms")?;
        Deadline::named(ladder.term_ms, "term_ms")?;
        Deadline::named(ladder.kill_ms, "kill_ms")?;
        if let Some(ended) = patiently(self.wait_for_end(&by_itself))? {
            return Ok(ended);
        }
        let terminated = Deadline::after(ladder.term_ms)?;
        self.kill_all(SIGTERM)?;
        // Who is stopped would not see it.
        self.kill_all(SIGCONT)?;
        self.wait_for_group(&terminated)?;
        let killed = Deadline::after(ladder.kill_ms)?;
        // Whoever is left. It is not reaped yet, so the number of the group is not another's.
        self.kill_all(SIGKILL)?;
        self.wait_for_end(&killed)
    }

    /// Waits until it has ended, without reaping it, and so have the others of its group. False: the time was over.
    pub(crate) fn wait_for_group(&self, until: &Deadline) -> Result<bool, Error> {
        if !self.wait_unreaped(until)? {
            return Ok(false);
        }
        let mut pace = GROUP_PACE;
        while self.group_lives() {
            if patiently(pace.wait(&mut [], until))?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Waits until it has ended, without reaping it. False: the time was over.
    pub(crate) fn wait_unreaped(&self, until: &Deadline) -> Result<bool, Error> {
        let mut pace = PACE;
        while !self.has_ended()? {
            // Where nothing tells of its end this is a part of the time.
            if patiently(self.pause(until, false, &mut pace))?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// None if the time was over.
pub(crate) fn patiently<T>(result: Result<T, Error>) -> Result<Option<T>, Error> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.errno(), EAGAIN | ETIMEDOUT) => Ok(None),
        Err(error) => Err(error),
    }
}
