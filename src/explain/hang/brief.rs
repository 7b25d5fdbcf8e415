//! The short names of what is waited for, as parts of sentences.

use std::ffi::c_int;
use std::fmt::{self, Write};

use super::blocked::{Look, Waiting};
use super::object::{Child, Futex, FutexKind, Object, Side, SocketWait, SysvQueueWait, SysvSemaphore, Which};
use super::thread::State;
use crate::explain::argument::Quoted;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::file;
use crate::explain::facts::process::Process;
use crate::explain::structure::SemaphoreOperation;

/// `reader (pid 12)`; of a thread but the first `thread 13 of reader (pid 12)`.
pub(super) struct Who<'a>(pub &'a Look, pub &'a Waiting);

impl fmt::Display for Who<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Who(look, waiting) = self;
        if look.threads.len() > 1 {
            write!(to, "thread {} of ", waiting.thread.tid)?;
        }
        write!(to, "{}", look.process.named())
    }
}

/// The name of the file behind a descriptor of a process.
pub(super) struct FileName(pub Process, pub c_int);

impl fmt::Display for FileName {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let FileName(process, fd) = *self;
        match Descriptor::of(process, fd).map(|descriptor| descriptor.what) {
            Ok(What::Fifo { path } | What::MessageQueue { path } | What::Terminal { path } | What::File { path }) => {
                path.fmt(to)
            }
            _ => match file::link(format_args!("{process}/fd/{fd}")) {
                Ok(path) => write!(to, "{}", Quoted(&path)),
                Err(_) => to.write_str("of unknown name"),
            },
        }
    }
}

/// The thing itself: `pipe 5`, `the FIFO "/tmp/f"`.
pub(super) struct Thing<'a>(pub Process, pub &'a Object);

impl fmt::Display for Thing<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Thing(process, object) = *self;
        match object {
            Object::Pipe { inode, .. } => write!(to, "pipe {inode}"),
            Object::Fifo { fd, .. } => write!(to, "the FIFO {}", FileName(process, *fd)),
            Object::FifoOpen { path, .. } => write!(to, "the FIFO {}", Quoted(path)),
            Object::Socket { inode, .. } => write!(to, "socket {inode}"),
            Object::MessageQueue { fd, .. } => write!(to, "the queue {}", FileName(process, *fd)),
            Object::SysvQueue { id, .. } => write!(to, "System V queue {id}"),
            Object::SysvSemaphore(SysvSemaphore { id, operation: Some(operation) }) => {
                write!(to, "semaphore {} of System V set {id}", operation.number)
            }
            Object::SysvSemaphore(SysvSemaphore { id, operation: None }) => write!(to, "System V semaphore set {id}"),
            Object::FileLock(lock) => write!(to, "the file {}", FileName(process, lock.fd)),
            Object::Futex(Futex { object: address, kind, .. }) => match kind {
                FutexKind::Mutex { .. } => write!(to, "the mutex at {address:#x}"),
                FutexKind::Semaphore { .. } => write!(to, "the semaphore at {address:#x}"),
                FutexKind::Condition => write!(to, "the condition variable at {address:#x}"),
                FutexKind::ReadWriteLock { .. } => write!(to, "the read-write lock at {address:#x}"),
                FutexKind::Barrier { .. } => write!(to, "the barrier at {address:#x}"),
                FutexKind::ThreadEnd { tid } => write!(to, "thread {tid}"),
                FutexKind::Unknown => write!(to, "the lock at {address:#x}"),
            },
            Object::Terminal { fd, .. } => write!(to, "the terminal {}", FileName(process, *fd)),
            Object::File { fd, .. } => match Descriptor::of(process, *fd) {
                Ok(descriptor) => write!(to, "{descriptor}"),
                Err(_) => write!(to, "fd {fd}"),
            },
            Object::Child(_) | Object::Vfork => write!(to, "a child"),
            Object::Signals(_) => write!(to, "a signal"),
            Object::Sleep => write!(to, "time"),
            Object::Any { of, more, .. } => match of.first() {
                Some(only) if of.len() == 1 && *more == 0 => Thing(process, &only.object).fmt(to),
                _ => write!(to, "one of {} descriptors", of.len() + more),
            },
            Object::Other => write!(to, "something else"),
        }
    }
}

/// What the other one must do, behind "waits for him to": `write to pipe 5`.
pub(super) struct Deed<'a>(pub Process, pub &'a Object);

impl fmt::Display for Deed<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Deed(process, object) = *self;
        let thing = Thing(process, object);
        match object {
            Object::Pipe { side: Side::Read, .. } | Object::Fifo { side: Side::Read, .. } => {
                write!(to, "write to {thing}")
            }
            Object::Pipe { side: Side::Write, .. } | Object::Fifo { side: Side::Write, .. } => {
                write!(to, "read from {thing}")
            }
            Object::FifoOpen { side: Side::Read, .. } => write!(to, "open {thing} for writing"),
            Object::FifoOpen { side: Side::Write, .. } => write!(to, "open {thing} for reading"),
            Object::Socket { wait, .. } => match wait {
                SocketWait::Data => write!(to, "send to {thing}"),
                SocketWait::Room => write!(to, "receive what was sent to it on {thing}"),
                SocketWait::Connection => write!(to, "accept the connection of {thing}"),
                SocketWait::Client => write!(to, "connect to {thing}"),
            },
            Object::MessageQueue { side: Side::Read, .. } => write!(to, "send to {thing}"),
            Object::MessageQueue { side: Side::Write, .. } => write!(to, "receive from {thing}"),
            Object::SysvQueue { wait: SysvQueueWait::Message { .. }, .. } => write!(to, "send to {thing}"),
            Object::SysvQueue { wait: SysvQueueWait::Room { .. }, .. } => write!(to, "receive from {thing}"),
            Object::SysvSemaphore(SysvSemaphore { operation: Some(SemaphoreOperation { adds: 0, .. }), .. }) => {
                write!(to, "lower {thing} to 0")
            }
            Object::SysvSemaphore(_) => write!(to, "raise {thing}"),
            Object::FileLock(_) => write!(to, "unlock {thing}"),
            Object::Child(child) if !child.exited => write!(to, "stop"),
            Object::Child(_) => write!(to, "end"),
            Object::Vfork => write!(to, "call exec or end"),
            Object::Futex(Futex { kind, .. }) => match kind {
                FutexKind::Mutex { .. } | FutexKind::ReadWriteLock { .. } => write!(to, "unlock {thing}"),
                FutexKind::Semaphore { .. } => write!(to, "post {thing}"),
                FutexKind::Condition => write!(to, "signal {thing}"),
                FutexKind::Barrier { .. } => write!(to, "come to {thing}"),
                FutexKind::ThreadEnd { .. } => write!(to, "end"),
                FutexKind::Unknown => write!(to, "release {thing}"),
            },
            Object::Any { of, more, .. } => match of.first() {
                Some(only) if of.len() == 1 && *more == 0 => Deed(process, &only.object).fmt(to),
                _ => write!(to, "make {thing} ready"),
            },
            Object::Signals(_) => write!(to, "send it a signal"),
            Object::Terminal { .. } | Object::File { .. } => write!(to, "make {thing} ready"),
            Object::Sleep | Object::Other => write!(to, "do something"),
        }
    }
}

/// What a process does: `is running`, `waits for data from pipe 5`, `is stopped`, `has ended`.
pub(super) struct Doing<'a>(pub &'a Look);

impl fmt::Display for Doing<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let look = self.0;
        match look.state() {
            State::Stopped => return to.write_str("is stopped by a signal"),
            State::Traced => return to.write_str("is stopped by a debugger"),
            _ => (),
        }
        if look.has_ended() {
            return to.write_str("has ended");
        }
        let mut objects = look.threads.iter().filter_map(|waiting| waiting.object.as_ref());
        match (objects.next(), objects.next(), look.threads.len() + look.more) {
            (Some(object), None, 1) => Awaited(look.process, object).fmt(to),
            (.., 1) if look.state() == State::Running => to.write_str("is running"),
            (.., 1) if look.threads.iter().any(|waiting| waiting.thread.call.is_err()) => {
                to.write_str("sleeps in a call that is not shown to this process")
            }
            (.., 1) => to.write_str("is at work"),
            (.., count) => write!(to, "has {count} threads"),
        }
    }
}

/// `waits for data from pipe 5`, `sleeps`.
struct Awaited<'a>(Process, &'a Object);

impl fmt::Display for Awaited<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Awaited(process, object) = *self;
        let thing = Thing(process, object);
        match object {
            Object::Sleep => to.write_str("sleeps for a time"),
            Object::Any { of, more: 0, .. } if of.len() == 1 => {
                of.first().map_or(Ok(()), |only| Awaited(process, &only.object).fmt(to))
            }
            Object::Pipe { side: Side::Read, .. } | Object::Fifo { side: Side::Read, .. } => {
                write!(to, "waits for data from {thing}")
            }
            Object::Pipe { side: Side::Write, .. } | Object::Fifo { side: Side::Write, .. } => {
                write!(to, "waits for room in {thing}")
            }
            Object::FifoOpen { .. } => write!(to, "waits for somebody to {}", Deed(process, object)),
            Object::Socket { wait, .. } => match wait {
                SocketWait::Data => write!(to, "waits for data on {thing}"),
                SocketWait::Room => write!(to, "waits for room on {thing}"),
                SocketWait::Connection => write!(to, "waits to be connected on {thing}"),
                SocketWait::Client => write!(to, "waits for a client on {thing}"),
            },
            Object::MessageQueue { side: Side::Read, .. }
            | Object::SysvQueue { wait: SysvQueueWait::Message { .. }, .. } => {
                write!(to, "waits for a message from {thing}")
            }
            Object::MessageQueue { .. } | Object::SysvQueue { .. } => write!(to, "waits for room in {thing}"),
            Object::FileLock(_) => write!(to, "waits for a lock on {thing}"),
            Object::Child(Child { which: Which::Pid(pid), .. }) => write!(to, "waits for its child {pid}"),
            Object::Child(Child { which: Which::PidFd(_), .. }) => write!(to, "waits for a child"),
            Object::Child(_) => write!(to, "waits for its children"),
            Object::Futex(Futex { kind: FutexKind::ThreadEnd { .. }, .. }) => {
                write!(to, "waits for the end of {thing}")
            }
            Object::Other => to.write_str("waits in a system call"),
            _ => write!(to, "waits for {thing}"),
        }
    }
}

/// As the beginning of a sentence: `The whole file` for `the whole file`.
pub(super) struct Capital<T>(pub T);

impl<T: fmt::Display> fmt::Display for Capital<T> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(Beginning { to, written: false }, "{}", self.0)
    }
}

struct Beginning<'a, 'b> {
    to: &'a mut fmt::Formatter<'b>,
    written: bool,
}

impl fmt::Write for Beginning<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text.chars();
        if !self.written
            && let Some(first) = rest.next()
        {
            self.written = true;
            self.to.write_char(first.to_ascii_uppercase())?;
        }
        self.to.write_str(rest.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};
    use std::os::fd::AsRawFd;

    #[test]
    fn files_behind_descriptors() {
        let name = |file: &File| FileName(Process::this(), file.as_raw_fd()).to_string();
        let path = std::env::temp_dir().join(format!("leat-brief-{}", std::process::id()));
        let file = File::create(&path).unwrap();
        assert_eq!(name(&file), format!("{path:?}"));
        fs::remove_file(&path).unwrap();
        assert!(!name(&file).contains("(deleted)\""), "{}", name(&file));
        assert_eq!(name(&File::open("/proc/self").unwrap()), format!("\"/proc/{}\"", std::process::id()));
        assert_eq!(FileName(Process::this(), -1).to_string(), "of unknown name");
    }
}
