//! Locks and semaphores: who has them.

use std::ffi::c_int;

use libc::pid_t;

use super::{About, Said};
use crate::explain::facts::locks;
use crate::explain::facts::past::Actor;
use crate::explain::facts::sysv::{self, Details, Kind};
use crate::explain::facts::threads;
use crate::explain::hang::brief::Capital;
use crate::explain::hang::object::{FileLock, Futex, FutexKind, SysvSemaphore};

impl About<'_> {
    pub(super) fn file_lock(&self, lock: &FileLock, said: &mut Said) {
        let (Some(place), Some(wanted)) = (lock.place, lock.wanted) else { return };
        let mut first = None;
        let _ = locks::each_of(place, &mut |held| {
            if held.keeps_out(lock.kind, wanted.exclusive, wanted.range) {
                first = Some(*held);
            }
            first.is_none()
        });
        let Some(held) = first else { return };
        let kind = if held.writes { "write-locked" } else { "read-locked" };
        let range = Capital(held.range);
        let is = match held.range {
            locks::Range { start, end } if start < end && end < i64::MAX => "are",
            _ => "is",
        };
        if self.others().next().is_some() {
            said.fact(format_args!("{range} {is} {kind} by {}", self.list()));
        } else if let Some(fd) = self.own_fds().next() {
            said.fact(format_args!("{range} {is} {kind} by {} itself, through its fd {fd}", self.process().named()));
        } else if let Some(process) = held.process() {
            said.fact(format_args!("{range} {is} {kind}, by process {} at first", process.pid));
        }
    }

    pub(super) fn sysv_semaphore(&self, semaphore: &SysvSemaphore, said: &mut Said) {
        let Some(operation) = semaphore.operation else { return };
        let Ok(now) = sysv::Semaphore::of(semaphore.id, c_int::from(operation.number)) else { return };
        let Ok(Some(set)) = sysv::by_id(Kind::Set, semaphore.id) else { return };
        let Details::Set { operated, .. } = set.details else { return };
        let last = Actor::new(now.last, if operated > 0 { operated } else { set.changed });
        match last {
            _ if self.others().next().is_some() => said.fact(format_args!("It was last changed by {}", self.list())),
            Some(last) => said.fact(format_args!("It was last changed by {last}")),
            None => said.fact(format_args!("Nobody has ever changed it")),
        }
        // Setting a value is no semop, and leaves no time of one.
        let took = operated > 0 && operation.adds < 0;
        if took && let Some(dead) = last.filter(|last| last.has_ended()) {
            said.verdict(
                format_args!(
                    "process {} has ended, and what it took of the semaphore it did not give back: unless another \
                     process raises it, this wait does not end.",
                    dead.process.pid
                ),
                format_args!(
                    "take semaphores with SEM_UNDO, which gives them back when the process ends; to go on now, raise it \
                     with semctl(SETVAL)."
                ),
            );
        }
    }

    pub(super) fn futex(&self, futex: &Futex, said: &mut Said) {
        match futex.kind {
            FutexKind::Mutex { owner: Some(tid), .. } | FutexKind::ReadWriteLock { writer: Some(tid), .. } => {
                self.holder(tid, said);
            }
            FutexKind::Mutex { owner: None, .. } | FutexKind::ThreadEnd { .. } | FutexKind::Unknown => (),
            FutexKind::Semaphore { .. }
            | FutexKind::Barrier { .. }
            | FutexKind::Condition
            | FutexKind::ReadWriteLock { writer: None, .. } => (),
        }
        if !matches!(futex.kind, FutexKind::Mutex { .. } | FutexKind::ReadWriteLock { writer: Some(_), .. }) {
            match futex.shared {
                Some(_) if self.others().next().is_some() => {
                    said.fact(format_args!("Its memory is shared with {}", self.list()));
                }
                Some(place) if place.memory.is_segment() => {
                    said.fact(format_args!("No other process of its IPC namespace has its memory now"));
                }
                Some(_) => said.fact(format_args!("No other process has its memory now")),
                None => (),
            }
        }
    }

    /// The thread that has a lock.
    fn holder(&self, tid: pid_t, said: &mut Said) {
        match self.wait.ends.enders.first() {
            Some(holder) if holder.process.pid == tid && holder.process != self.process() => {
                said.fact(format_args!("It is held by {}", self.list()));
            }
            Some(holder) if holder.process != self.process() => {
                said.fact(format_args!("It is held by thread {tid} of {}", self.list()));
            }
            Some(_) if tid == self.waiting.thread.tid => said.fact(format_args!("It is held by the same thread")),
            Some(holder) if threads::exists(holder.process, tid) => {
                said.fact(format_args!("It is held by thread {tid} of the same process"));
            }
            Some(_) | None if !self.waiting.is_owner_the_same() => (),
            Some(_) | None => said.fact(format_args!("Thread {tid}, which holds it, is not there any more")),
        }
    }
}
