//! All threads of a process, and what each waits for.

use libc::pid_t;

use super::list::List;
use super::object::{Limit, Object};
use super::thread::{self, State, Thread};
use crate::explain::facts::file::Errno;
use crate::explain::facts::process::{Process, Status};

/// The most threads that are looked at.
const THREADS: usize = 16;

/// A process as it was found.
pub(in crate::explain) struct Look {
    pub process: Process,
    /// /proc/PID/status.
    pub status: Status,
    pub threads: List<Waiting>,
    /// How many threads there are beside those.
    pub more: usize,
}

/// A thread, and what it waits for.
pub(in crate::explain) struct Waiting {
    pub thread: Thread,
    /// None: it does not wait, or is not shown.
    pub object: Option<Object>,
    /// When it will stop waiting by itself; None: never.
    pub limit: Option<Limit>,
}

/// What a process and its threads wait for. ESRCH if there is no such process.
pub(in crate::explain) fn look(process: Process) -> Result<Look, Errno> {
    let gone = |errno| if errno == libc::ENOENT { libc::ESRCH } else { errno };
    let status = process.status().map_err(gone)?;
    let mut look = Look { process, status, threads: List::new(), more: 0 };
    let mut failed = Ok(());
    thread::each(process, &mut |tid| {
        if look.threads.len() == THREADS {
            look.more += 1;
        } else {
            failed = look.add(tid);
        }
        failed.is_ok()
    })
    .map_err(gone)?;
    failed.map(|()| look)
}

impl Look {
    fn add(&mut self, tid: pid_t) -> Result<(), Errno> {
        match Thread::of(self.process, tid) {
            Ok(thread) => self.threads.add(waiting(thread)),
            // It has ended since.
            Err(libc::ESRCH) => Ok(()),
            Err(errno) => Err(errno),
        }
    }

    pub(in crate::explain) fn state(&self) -> State {
        self.status.state().map_or(State::Unknown, State::of)
    }
}

fn waiting(thread: Thread) -> Waiting {
    let object = matches!(thread.call, Ok(Some(_))).then_some(Object::Other);
    Waiting { thread, object, limit: None }
}
