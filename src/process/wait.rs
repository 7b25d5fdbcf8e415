//! What has become of a child.

use std::ffi::c_int;
use std::os::fd::AsRawFd;

use libc::{EAGAIN, ECHILD, EINTR, ETIMEDOUT, POLLIN, pollfd};

use super::sys::Told;
use super::{Process, State, abandoned, options_ffi, sys};
use crate::boundary::error::{Errno, Error, step};
use crate::deadline::pace::Pace;
use crate::deadline::{Deadline, wait};
use crate::explain::refuse;

/// How a child has ended, or what else was told of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub(crate) enum How {
    Exited = options_ffi::LEAT_EXITED,
    Killed = options_ffi::LEAT_KILLED,
    Stopped = options_ffi::LEAT_STOPPED,
    /// It has ended, but the host has taken its status.
    Lost = options_ffi::LEAT_LOST,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Ended {
    pub how: How,
    /// The exit status, or the signal.
    pub code: c_int,
    pub dumped_core: bool,
    pub user_us: i64,
    pub system_us: i64,
    pub most_memory_kib: i64,
}

impl Ended {
    const LOST: Ended =
        Ended { how: How::Lost, code: 0, dumped_core: false, user_us: 0, system_us: 0, most_memory_kib: 0 };

    /// Its times the host has taken, too.
    fn of_status(status: c_int) -> Ended {
        let (how, code) = match libc::WIFEXITED(status) {
            true => (How::Exited, libc::WEXITSTATUS(status)),
            false => (How::Killed, libc::WTERMSIG(status)),
        };
        Ended { how, code, dumped_core: libc::WCOREDUMP(status), ..Ended::LOST }
    }

    fn of(told: &Told) -> Ended {
        let how = match told.code {
            libc::CLD_EXITED => How::Exited,
            _ if told.is_stop() => How::Stopped,
            _ => How::Killed,
        };
        let microseconds = |time: libc::timeval| time.tv_sec.saturating_mul(1_000_000).saturating_add(time.tv_usec);
        Ended {
            how,
            code: told.status,
            dumped_core: told.code == libc::CLD_DUMPED,
            user_us: microseconds(told.usage.ru_utime),
            system_us: microseconds(told.usage.ru_stime),
            most_memory_kib: told.usage.ru_maxrss,
        }
    }
}

/// How long the kernel may take to reap who was waited for. A kernel that tells of processes, but not of those who were reaped,
/// says of them that there is no such process.
const REAPED_MS: c_int = 50;

/// A wait for something to see, of which there may be several parts.
pub(super) struct Pauses {
    /// Where no descriptor tells of it.
    pace: Pace,
    /// The pidfd has told of the end. If that is not seen then somebody traces the child (ptrace(2)) who has not seen it yet: the
    /// pidfd stays readable, and nothing tells of the rest.
    told: bool,
}

impl Pauses {
    pub(super) fn new() -> Pauses {
        Pauses { pace: Pace::new(1, 20), told: false }
    }
}

/// What every wait does first: who was freed is reaped, and a stop that was thrown ends also what would not have to wait.
pub(crate) fn begin(until: &Deadline) -> Result<(), Error> {
    abandoned::sweep();
    until.check_stop()
}

impl Process {
    /// Waits until it has ended, or, if that was asked for, is stopped.
    pub(crate) fn wait(&self, until: &Deadline) -> Result<Ended, Error> {
        self.wait_for(until, self.tells_stops)
    }

    /// Waits until it has ended.
    pub(crate) fn wait_for_end(&self, until: &Deadline) -> Result<Ended, Error> {
        self.wait_for(until, false)
    }

    fn wait_for(&self, until: &Deadline, stops: bool) -> Result<Ended, Error> {
        begin(until)?;
        if let Some(ended) = self.state.lock().ended {
            return Ok(ended);
        }
        // Where a descriptor tells, there is nothing to see before it does.
        if (stops || self.pidfd.is_none())
            && let Some(ended) = self.look(stops)?
        {
            return Ok(ended);
        }
        let mut pauses = Pauses::new();
        loop {
            self.pause(until, stops, &mut pauses)?;
            if let Some(ended) = self.look(stops)? {
                return Ok(ended);
            }
        }
    }

    /// What has become of it, if anything has: it is reaped then. Another thread, or the host, may have been faster.
    pub(crate) fn look(&self, stops: bool) -> Result<Option<Ended>, Error> {
        let mut state = self.state.lock();
        if state.ended.is_some() {
            return Ok(state.ended);
        }
        let options = libc::WEXITED | libc::WNOHANG | if stops { libc::WSTOPPED } else { 0 };
        match sys::waitid(self.pid, self.pidfd.as_ref(), options) {
            Ok(None) => Ok(None),
            Ok(Some(told)) => Ok(Some(state.note(Ended::of(&told)))),
            Err(Errno(ECHILD)) => Ok(Some(state.note(self.taken()))),
            Err(errno) => Err(self.unwaitable(errno)),
        }
    }

    /// What became of it, of which the host has taken the status. Between that and its being reaped it is for a moment neither
    /// a child nor told of.
    fn taken(&self) -> Ended {
        let Some(pidfd) = &self.pidfd else { return Ended::LOST };
        let (mut pace, reaped) = (Pace::new(1, 4), Deadline::none().sooner(REAPED_MS));
        loop {
            match sys::status_of_reaped(pidfd) {
                Ok(Some(status)) => return Ended::of_status(status),
                Ok(None) if pace.wait(&mut [], &reaped).is_ok() => {}
                _ => return Ended::LOST,
            }
        }
    }

    /// Waits until there may be something to see, without reaping it: nobody may get its number meanwhile.
    pub(super) fn pause(&self, until: &Deadline, stops: bool, pauses: &mut Pauses) -> Result<(), Error> {
        let pidfd = self.pidfd.as_ref().filter(|_| !pauses.told).map_or(-1, AsRawFd::as_raw_fd);
        let mut fds = [pollfd { fd: pidfd, events: POLLIN, revents: 0 }];
        if pidfd != -1 && !stops {
            wait::any(&mut fds, until).map_err(|error| self.still_runs(error, until))?;
            pauses.told = true;
            return Ok(());
        }
        if until.is_patient() {
            let options = libc::WEXITED | libc::WNOWAIT | if stops { libc::WSTOPPED } else { 0 };
            match sys::waitid(self.pid, self.pidfd.as_ref(), options) {
                Ok(Some(_)) | Err(Errno(EINTR | ECHILD)) => return Ok(()),
                // It is stopped for this process, which traces it: asked again, the kernel would not wait.
                Ok(None) => {}
                Err(errno) => return Err(self.unwaitable(errno)),
            }
        }
        pauses.told |= pauses.pace.wait(&mut fds, until).map_err(|error| self.still_runs(error, until))?;
        Ok(())
    }

    /// Has it ended? It is not reaped.
    pub(crate) fn has_ended(&self) -> Result<bool, Error> {
        let state = self.state.lock();
        if state.ended.is_some() {
            return Ok(true);
        }
        match sys::waitid(self.pid, self.pidfd.as_ref(), libc::WEXITED | libc::WNOHANG | libc::WNOWAIT) {
            Ok(told) => Ok(told.is_some()),
            Err(Errno(ECHILD)) => Ok(true),
            Err(errno) => Err(self.unwaitable(errno)),
        }
    }

    fn unwaitable(&self, errno: Errno) -> Error {
        errno.of(step!(waitid(libc::P_PID, self.pid, std::ptr::null::<libc::siginfo_t>(), libc::WEXITED)))
    }

    fn still_runs(&self, error: Error, until: &Deadline) -> Error {
        let pid = i64::from(self.pid);
        match error.errno() {
            ETIMEDOUT => Error::refused(ETIMEDOUT, refuse::runs_after(pid, until.given_ms())),
            EAGAIN => Error::refused(EAGAIN, refuse::runs_now(pid)),
            _ => error,
        }
    }
}

impl State {
    /// The terminal is the host's again, and at the end forever.
    fn note(&mut self, ended: Ended) -> Ended {
        if let Some(terminal) = &mut self.terminal {
            terminal.take_back(Some(ended.how));
        }
        if ended.how != How::Stopped {
            self.terminal = None;
            self.ended = Some(ended);
        }
        ended
    }
}
