//! Processes and threads: starting them, and waiting for their end; whose they are.
//!
//! ```text
//!   ffi ── Command ──> stream, program, environment, terminal: all that is made beforehand
//!                └───> start ── clone ──> child: becomes its program
//!          Process <──── │
//!            ├ wait: what has become of it        abandoned: who was freed while he ran
//!            └ signal: ending it, and its group
//! ```

mod abandoned;
mod child;
pub(crate) mod command;
pub(crate) mod environment;
pub(crate) mod ffi;
mod ladder;
mod mirror;
pub(crate) mod options_ffi;
pub(crate) mod plan;
pub(crate) mod program;
pub(crate) mod run;
pub(crate) mod run_ffi;
mod signal;
mod start;
pub(crate) mod stream;
pub(crate) mod sys;
pub(crate) mod targets;
mod terminal;
mod variadic;
mod wait;
mod words;

use std::ffi::c_int;
use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd};

use libc::{EINVAL, ENOSYS, pid_t};

use crate::boundary::error::Error;
use crate::boundary::handle::Handle;
use crate::boundary::lock::Lock;
use crate::boundary::memory;
use crate::explain::refuse;
use abandoned::Abandoned;
pub(crate) use ladder::Ladder;
use start::Started;
use targets::Targets;
pub(crate) use terminal::Terminal;
pub(crate) use wait::{Ended, How, begin as begin_wait};

/// What a thread runs, `void *(*)(void *)`, as a number: a caller may pass what Rust could not call. base.h has the C type.
#[allow(non_camel_case_types, reason = "the name it has in C")]
pub(crate) type leat_thread_start = usize;

/// A list of strings that ends with NULL. base.h has the C type.
#[allow(non_camel_case_types, reason = "the name it has in C")]
pub(crate) type LEAT_ARGV = environment::Vector;

/// What C has a process by.
#[allow(non_camel_case_types, reason = "the name it has in C")]
pub(crate) type leat_process = Handle<Process>;

/// A child that was started. Several threads may use it at a time.
pub(crate) struct Process {
    pid: pid_t,
    /// None where the kernel has none.
    pidfd: Option<OwnedFd>,
    /// It is the first of a group of its own, whose number is its.
    leads_group: bool,
    /// Waiting ends also when it is stopped.
    tells_stops: bool,
    state: Lock<State>,
    /// Where it goes if it is dropped while it runs.
    place: Option<Box<Abandoned>>,
}

/// What changes while it runs.
struct State {
    ended: Option<Ended>,
    terminal: Option<Terminal>,
    /// This process's ends of pipes, by the child's descriptor.
    pipes: Vec<(c_int, OwnedFd)>,
}

/// The memory for a process that is yet to be started: behind that nothing may fail.
struct Reserved {
    state: Lock<State>,
    place: Box<Abandoned>,
}

impl Reserved {
    fn new() -> Result<Reserved, Error> {
        let state = Lock::new(State { ended: None, terminal: None, pipes: Vec::new() })?;
        Ok(Reserved { state, place: memory::boxed(Abandoned::nobody())? })
    }

    fn fill(
        self,
        started: Started,
        leads_group: bool,
        tells_stops: bool,
        pipes: Vec<(c_int, OwnedFd)>,
        terminal: Option<Terminal>,
    ) -> Process {
        let Reserved { mut state, place } = self;
        *state.get_mut() = State { ended: None, terminal, pipes };
        let Started { pid, pidfd } = started;
        Process { pid, pidfd, leads_group, tells_stops, state, place: Some(place) }
    }
}

impl Process {
    pub(crate) fn pid(&self) -> pid_t {
        self.pid
    }

    /// Its pidfd.
    pub(crate) fn fd(&self) -> Result<c_int, Error> {
        match &self.pidfd {
            Some(pidfd) => Ok(pidfd.as_raw_fd()),
            None => Err(Error::refused(ENOSYS, refuse::no_pidfd())),
        }
    }

    /// Another descriptor for it.
    pub(crate) fn another_fd(&self) -> Result<c_int, Error> {
        Ok(sys::duplicate(self.fd()?, &Targets::Standard)?.into_raw_fd())
    }

    /// This process's end of the pipe to the child's descriptor.
    pub(crate) fn pipe_fd(&self, child_fd: c_int) -> Result<c_int, Error> {
        let state = self.state.lock();
        let pipe = state.pipes.iter().find(|(fd, _)| *fd == child_fd);
        pipe.map(|(_, pipe)| pipe.as_raw_fd()).ok_or_else(|| no_pipe(child_fd))
    }

    /// The same, given away.
    pub(crate) fn take_pipe(&self, child_fd: c_int) -> Result<OwnedFd, Error> {
        let mut state = self.state.lock();
        match state.pipes.iter().position(|(fd, _)| *fd == child_fd) {
            Some(index) => Ok(state.pipes.swap_remove(index).1),
            None => Err(no_pipe(child_fd)),
        }
    }

    /// The terminal that it has: whoever takes it gives it back.
    pub(crate) fn take_terminal(&self) -> Option<Terminal> {
        self.state.lock().terminal.take()
    }

    /// In a forked child: it is the parent's, and only its descriptors are closed.
    pub(crate) fn inherited(mut self) {
        self.place = None;
        if let Some(terminal) = &mut self.state.get_mut().terminal {
            terminal.forget();
        }
    }
}

fn no_pipe(child_fd: c_int) -> Error {
    Error::refused(EINVAL, refuse::no_pipe(i64::from(child_fd)))
}

impl Drop for Process {
    fn drop(&mut self) {
        let Some(place) = self.place.take() else { return };
        // It need not be asked for twice.
        abandoned::sweep();
        if self.state.get_mut().ended.is_none() {
            abandoned::leave(place, self.pid, self.pidfd.take());
        }
    }
}
