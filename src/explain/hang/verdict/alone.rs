//! The verdict on a wait that only its own process could end, or nobody.

use std::fmt::{Arguments, Write};

use libc::pid_t;

use super::About;
use super::channel::Fds;
use crate::explain::facts::process::Process;
use crate::explain::hang::brief::Deed;
use crate::explain::hang::graph::Hope;
use crate::explain::hang::object::{Futex, FutexKind, Object, Side, SocketWait};
use crate::explain::text::Text;

/// Where a verdict and its advice are written.
struct Page<'a> {
    verdict: &'a mut Text,
    advice: &'a mut Text,
}

impl Page<'_> {
    /// Says both. It is a complaint, so true.
    fn say(&mut self, verdict: Arguments, advice: Arguments) -> bool {
        // Writing to a Text cannot fail.
        let _ = self.verdict.write_fmt(verdict);
        let _ = self.advice.write_fmt(advice);
        true
    }
}

impl About<'_> {
    /// Writes the verdict and the advice. False if there is nothing to complain of.
    pub(super) fn alone(&self, verdict: &mut Text, advice: &mut Text) -> bool {
        let Some(object) = &self.waiting.object else { return false };
        self.alone_with(object, true, &mut Page { verdict, advice })
    }

    /// Of those of whom each waits for another to do what all wait for.
    pub(super) fn all_alike(&self, verdict: &mut Text, advice: &mut Text) -> bool {
        let Some(object) = &self.waiting.object else { return false };
        let (end, advice_of_it) = match object {
            Object::Pipe { side: Side::Read, .. } | Object::Fifo { side: Side::Read, .. } => (
                ", and nobody sees end of file",
                "let each reader close its descriptor of the write end before it reads.",
            ),
            Object::Futex(_) | Object::SysvSemaphore(_) => {
                ("", "let one do it before it waits, or let the semaphore begin with a value above 0.")
            }
            _ => ("", "let one of them do it before it waits itself."),
        };
        let deed = Deed(self.process(), object);
        Page { verdict, advice }.say(
            format_args!("all who could {deed} wait for that themselves: nobody will{end}."),
            format_args!("{advice_of_it}"),
        )
    }

    /// `direct`: a read or write waits, and not a poll for it.
    fn alone_with(&self, object: &Object, direct: bool, page: &mut Page) -> bool {
        let is_final = self.wait.hope == Hope::None;
        let threads = if self.look.threads.len() > 1 { ", and no thread of this one will" } else { "" };
        match object {
            Object::Fifo { fd, side: Side::Read, .. } if is_final && self.own_fds().all(|own| own == *fd) => page.say(
                format_args!(
                    "no other process can write{threads}, and as {} is open for both, there is no end of file.",
                    Fds(self)
                ),
                format_args!("open the FIFO with O_RDONLY: then end of file comes when no writer is left."),
            ),
            Object::Pipe { side: Side::Read, .. } | Object::Fifo { side: Side::Read, .. } if is_final => page.say(
                format_args!(
                    "no other process can write{threads}: {}.",
                    if direct { "this read will never return, nor see end of file" } else { "it will never be ready" }
                ),
                format_args!("close {} before reading.", Fds(self)),
            ),
            Object::Pipe { side: Side::Write, .. } | Object::Fifo { side: Side::Write, .. } if is_final => page.say(
                format_args!(
                    "no other process can read{threads}: {}.",
                    if direct { "this write will never return" } else { "it will never be ready" }
                ),
                format_args!(
                    "have another process or thread read while this one writes, or read before the pipe is full."
                ),
            ),
            Object::Socket { wait: SocketWait::Connection, .. } if is_final => page.say(
                format_args!("only this process itself listens there{threads}: who would accept waits to be accepted."),
                format_args!("call accept between the calls of connect, or connect from another process or thread."),
            ),
            Object::Socket { .. } if is_final => page.say(
                format_args!("no other process has the other end{threads}: nothing will ever come from there."),
                format_args!("close {} here, and use it in the process that is to talk to this one.", Fds(self)),
            ),
            Object::MessageQueue { .. } if is_final => page.say(
                format_args!(
                    "the queue has been removed, and no other process has it open: nobody can come to use it."
                ),
                format_args!("call mq_unlink only when all who need the queue are done with it."),
            ),
            Object::FileLock(_) if self.is_own() => page.say(
                format_args!(
                    "it keeps itself out: the lock in the way belongs to another open file of the same process."
                ),
                format_args!("unlock or close {} first, or lock through it.", Fds(self)),
            ),
            Object::Futex(futex) => self.alone_with_futex(futex, page),
            Object::Any { of, more: 0, .. } if of.len() == 1 => {
                of.first().is_some_and(|only| self.alone_with(&only.object, false, page))
            }
            Object::Any { .. } if is_final => page.say(
                format_args!("no other process has the other end of any of them{threads}: none will ever be ready."),
                format_args!("close the ends that this process does not use itself, here {}.", Fds(self)),
            ),
            _ => false,
        }
    }

    fn alone_with_futex(&self, futex: &Futex, page: &mut Page) -> bool {
        match (futex.kind.owner(), futex.kind) {
            (Some(owner), _) if owner == self.waiting.thread.tid => page.say(
                format_args!("the thread has locked it already, and waits for itself."),
                format_args!(
                    "unlock before locking again; a mutex of type PTHREAD_MUTEX_ERRORCHECK fails with EDEADLK here."
                ),
            ),
            (Some(owner), _) if futex.shared.is_none() && self.is_forked_from(owner) => page.say(
                format_args!(
                    "thread {owner} of the parent had locked it when fork was called, and is not in this process: nobody \
                     will unlock this copy."
                ),
                format_args!("between fork and exec call only async-signal-safe functions, or fork before starting threads."),
            ),
            (Some(owner), FutexKind::Mutex { .. }) => page.say(
                format_args!("thread {owner} has ended without unlocking it: nobody will."),
                format_args!(
                    "make the mutex robust (pthread_mutexattr_setrobust): then the next owner gets EOWNERDEAD."
                ),
            ),
            (Some(owner), _) => page.say(
                format_args!("thread {owner} has ended without unlocking it: nobody will."),
                format_args!("unlock on every way out of the thread."),
            ),
            // Whoever maps the memory later could do it.
            _ if self.wait.hope != Hope::None => false,
            (None, FutexKind::Semaphore { .. }) => page.say(
                format_args!("every thread that could post it waits itself."),
                format_args!("post it before waiting for it, or let it begin with a value above 0."),
            ),
            (None, FutexKind::Condition) => page.say(
                format_args!("every thread that could signal it waits itself."),
                format_args!(
                    "wait only while what is waited for is not true yet: was it signalled before this thread waited?"
                ),
            ),
            (None, FutexKind::Barrier { came, of }) => page.say(
                format_args!("{came} of {of} have come, and no thread is left that could."),
                format_args!("initialise the barrier with the number of threads that come to it."),
            ),
            _ => page.say(
                format_args!("every thread that could end this waits itself."),
                format_args!("look at what each thread waits for: one of them must go first."),
            ),
        }
    }

    /// Is it a thread of the parent, whose private memory was copied with the lock in it?
    fn is_forked_from(&self, owner: pid_t) -> bool {
        let process = Process { pid: owner }.status().ok().and_then(|status| status.process());
        process.is_some() && process == self.look.status.parent()
    }
}
