//! All threads of a process, and what each waits for.

use std::fmt::Write;

use libc::pid_t;

use super::find;
use super::list::List;
use super::object::{Limit, Object};
use super::syscall::{self, Decoded, WrittenCall};
use super::thread::{State, Thread};
use crate::explain::facts::file::{self, Bytes, Errno};
use crate::explain::facts::process::{Process, Status};
use crate::explain::facts::threads;
use crate::explain::text::Text;

/// The most threads that are looked at.
const THREADS: usize = 16;

/// A process as it was found.
pub(in crate::explain) struct Look {
    pub process: Process,
    /// /proc/PID/status.
    pub status: Status,
    pub threads: List<Waiting>,
    /// How many threads there are beside those, at most; if 0, those were all when they had been looked at.
    pub more: usize,
}

/// A thread, and what it waits for.
pub(in crate::explain) struct Waiting {
    pub thread: Thread,
    /// None: it is in no call, or that is not shown.
    pub call: Option<Decoded>,
    /// What an argument of the call points to, with its index.
    copy: Option<(usize, Bytes)>,
    /// None: it does not wait, or is not shown.
    pub object: Option<Object>,
    /// When it will stop waiting by itself; None: never.
    pub limit: Option<Limit>,
}

/// What a process and its threads wait for. ESRCH if there is no such process.
pub(in crate::explain) fn look(process: Process) -> Result<Look, Errno> {
    let status = process.status().map_err(gone)?;
    // A thread's number leads to its process.
    let process = status.process().unwrap_or(process);
    let mut look = Look { process, status, threads: List::new(), more: 0 };
    let foreign = has_other_calls(process);
    for _ in 0..threads::ATTEMPTS {
        look.add_listed(foreign)?;
        look.count_others();
        if look.more == 0 || look.threads.len() == THREADS {
            break;
        }
    }
    Ok(look)
}

fn gone(errno: Errno) -> Errno {
    if errno == libc::ENOENT { libc::ESRCH } else { errno }
}

impl Look {
    /// Adds each thread that is listed and was not looked at yet, as far as there is room.
    fn add_listed(&mut self, foreign: bool) -> Result<(), Errno> {
        let mut failed = Ok(());
        threads::each(self.process, &mut |tid| {
            if !self.threads.iter().any(|waiting| waiting.thread.tid == tid) {
                failed = self.add(tid, foreign);
            }
            failed.is_ok() && self.threads.len() < THREADS
        })
        .map_err(gone)?;
        failed
    }

    fn add(&mut self, tid: pid_t, foreign: bool) -> Result<(), Errno> {
        match Thread::of(self.process, tid) {
            Ok(thread) => self.threads.add(waiting(thread, foreign)?),
            // It has ended since.
            Err(libc::ESRCH) => Ok(()),
            Err(errno) => Err(errno),
        }
    }

    /// Counts the threads that were not looked at. They may have been made while the others were.
    pub(super) fn count_others(&mut self) {
        self.more = threads::beside(self.process, self.threads.iter().map(|waiting| waiting.thread.tid));
    }

    /// Have all threads?
    pub(super) fn has_ended(&self) -> bool {
        self.more == 0 && self.threads.iter().all(|waiting| waiting.thread.state == State::Ended)
    }

    pub(in crate::explain) fn state(&self) -> State {
        self.status.state().map_or(State::Unknown, State::of)
    }
}

fn waiting(thread: Thread, foreign: bool) -> Result<Waiting, Errno> {
    let mut waiting = Waiting { thread, call: None, copy: None, object: None, limit: None };
    let Ok(Some(made)) = waiting.thread.call else { return Ok(waiting) };
    if foreign {
        waiting.object = Some(Object::Other);
        return Ok(waiting);
    }
    let call = syscall::decode(waiting.thread.process, &made);
    let found = find::find(&waiting.thread, &call)?;
    Ok(Waiting { call: Some(call), copy: found.copy, object: Some(found.object), limit: found.limit, ..waiting })
}

impl Waiting {
    /// Has it run since it was looked at, or been woken, or is what it waits for in other hands?
    pub(super) fn has_moved(&self) -> bool {
        let now = Thread::of(self.thread.process, self.thread.tid);
        let is_same = now.is_ok_and(|now| now.state == self.thread.state && now.call == self.thread.call);
        !is_same || !self.is_owner_the_same() || self.thread.has_moved()
    }

    /// Does a lock that it waits for say still who has it? Of several who wait only one is woken when it is unlocked, and nothing
    /// else tells the others. Who is written down and is not there any more has not unlocked it, if he is asked for first.
    pub(super) fn is_owner_the_same(&self) -> bool {
        let (Some(Object::Futex(futex)), Some(call)) = (&self.object, &self.call) else { return true };
        let now = find::find(&self.thread, call).map(|found| found.object);
        matches!(now, Ok(Object::Futex(now)) if now.kind.owner() == futex.kind.owner())
    }

    /// The call as C has it; None if it is in none, or that is not shown.
    pub(in crate::explain) fn written(&self) -> Option<WrittenCall<'_>> {
        let futex = match &self.object {
            Some(Object::Futex(futex)) => Some(futex),
            _ => None,
        };
        let copy = self.copy.as_ref().map(|(index, bytes)| (*index, bytes));
        Some(WrittenCall { process: self.thread.process, decoded: self.call.as_ref()?, futex, copy })
    }

    /// What argument `index` of the call points to, if it was read.
    pub(in crate::explain) fn copied(&self, index: usize) -> Option<&[u8]> {
        self.copy.as_ref().filter(|(of, _)| *of == index).map(|(_, bytes)| &**bytes)
    }
}

/// Is it a program of 32 bits on a kernel of 64, whose calls have other numbers?
fn has_other_calls(process: Process) -> bool {
    if cfg!(not(target_pointer_width = "64")) {
        return false;
    }
    // The fifth byte of an ELF file is 2 if it has 64 bits.
    let mut path = Text::of_capacity(64);
    let _ = write!(path, "{process}/exe");
    let header = file::part(&[path.as_str().as_bytes()], 0, 5);
    header.is_ok_and(|header| header.len() == 5 && header[4] != 2)
}
