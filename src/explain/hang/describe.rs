//! What a thread waits for, as a sentence says it behind "waits in read(…) for".

use std::ffi::c_int;
use std::fmt;
use std::time::Duration;

use super::brief::FileName;
use super::object::{
    Child, FileLock, Futex, FutexKind, Interest, Limit, Object, Side, SignalWait, SocketWait, SysvQueueWait,
    SysvSemaphore, Which,
};
use crate::explain::argument::Quoted;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::process::Process;
use crate::explain::facts::signals::Signals;
use crate::explain::facts::sockets::Socket;
use crate::explain::facts::{locks, maps, sysv};

/// The most time for finding a socket in the tables.
const LOOK_UP: Duration = Duration::from_millis(200);
/// How many of several are named.
const NAMED: usize = 4;

/// `data from pipe 81234 (fd 3, its read end)`: what an object of that process's is.
pub(in crate::explain) struct Described<'a>(pub Process, pub &'a Object);

impl fmt::Display for Described<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Described(process, object) = *self;
        match object {
            Object::Pipe { fd, inode, side } => {
                let end = if *side == Side::Read { "read" } else { "write" };
                write!(to, "{} pipe {inode} (fd {fd}, its {end} end)", data(*side))
            }
            Object::Fifo { fd, side, .. } => write!(to, "{} FIFO {} (fd {fd})", data(*side), FileName(process, *fd)),
            Object::FifoOpen { path, side, .. } => {
                let other = if *side == Side::Read { "writing" } else { "reading" };
                write!(to, "somebody to open the FIFO {} for {other}", Quoted(path))
            }
            Object::Socket { fd, wait, .. } => socket(process, *fd, *wait, to),
            Object::MessageQueue { fd, side: Side::Read, .. } => {
                write!(to, "a message in the queue {} (fd {fd})", FileName(process, *fd))
            }
            Object::MessageQueue { fd, .. } => {
                write!(to, "room in the queue {} (fd {fd})", FileName(process, *fd))
            }
            Object::SysvQueue { id, wait } => sysv_queue(process, *id, *wait, to),
            Object::SysvSemaphore(semaphore) => sysv_semaphore(process, semaphore, to),
            Object::FileLock(lock) => file_lock(process, lock, to),
            Object::Child(child) => write_child(process, child, to),
            Object::Vfork => to.write_str("its child to end or to call exec"),
            Object::Futex(futex) => write_futex(process, futex, to),
            Object::Signals(SignalWait::Accepts(Some(set))) => {
                write!(to, "{}{}", if set.count_ones() > 1 { "one of " } else { "" }, Signals::from_bits(*set))
            }
            Object::Signals(SignalWait::Accepts(None)) => to.write_str("a signal of a set"),
            Object::Signals(SignalWait::Blocks(_)) => to.write_str("a signal that it handles"),
            Object::Sleep => to.write_str("time to pass"),
            Object::Terminal { fd, side: Side::Read, .. } => {
                write!(to, "input from the terminal {} (fd {fd})", FileName(process, *fd))
            }
            Object::Terminal { fd, .. } => {
                write!(to, "the terminal {} (fd {fd}) to take output", FileName(process, *fd))
            }
            Object::Any { of, more, .. } => several(process, of, *more, to),
            Object::File { fd, side } => {
                let ready = if *side == Side::Read { "something to read" } else { "room to write" };
                match Descriptor::of(process, *fd) {
                    Ok(descriptor) => write!(to, "{ready} in fd {fd}, {descriptor}"),
                    Err(_) => write!(to, "{ready} in fd {fd}"),
                }
            }
            Object::Other => to.write_str("something that cannot be told from outside"),
        }
    }
}

fn data(side: Side) -> &'static str {
    if side == Side::Read { "data from" } else { "room in" }
}

fn socket(process: Process, fd: c_int, wait: SocketWait, to: &mut fmt::Formatter) -> fmt::Result {
    to.write_str(match wait {
        SocketWait::Data => "data to arrive on",
        SocketWait::Room => "room to send on",
        SocketWait::Connection => "the other side to take the connection of",
        SocketWait::Client => "a client to connect to",
    })?;
    match Socket::of(process, fd, Moment::now() + LOOK_UP) {
        Ok(socket) => write!(to, " fd {fd}, {socket}"),
        Err(_) => write!(to, " fd {fd}, a socket"),
    }
}

/// An object of System V's, with its key where that is known.
struct Sysv(Process, sysv::Kind, c_int);

impl fmt::Display for Sysv {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Sysv(process, kind, id) = *self;
        if !sysv::sees_the_same(process) {
            return write!(to, "{kind} {id} of another IPC namespace");
        }
        match sysv::by_id(kind, id) {
            Ok(Some(object)) => write!(to, "System V {kind} {id} (key {})", object.key),
            _ => write!(to, "System V {kind} {id}"),
        }
    }
}

fn sysv_queue(process: Process, id: c_int, wait: SysvQueueWait, to: &mut fmt::Formatter) -> fmt::Result {
    let queue = Sysv(process, sysv::Kind::Queue, id);
    match wait {
        SysvQueueWait::Message { kind: 0, .. } => write!(to, "a message of any type in {queue}"),
        SysvQueueWait::Message { kind, except: true } => write!(to, "a message of another type than {kind} in {queue}"),
        SysvQueueWait::Message { kind: kind @ 1.., .. } => write!(to, "a message of type {kind} in {queue}"),
        SysvQueueWait::Message { kind, .. } => {
            write!(to, "a message of type {} or less in {queue}", kind.unsigned_abs())
        }
        SysvQueueWait::Room { size } => write!(to, "room for a message of {size} bytes in {queue}"),
    }
}

fn sysv_semaphore(process: Process, semaphore: &SysvSemaphore, to: &mut fmt::Formatter) -> fmt::Result {
    let set = Sysv(process, sysv::Kind::Set, semaphore.id);
    let Some(operation) = semaphore.operation else { return write!(to, "{set}") };
    match operation.adds {
        0 => write!(to, "semaphore {} of {set} to become 0", operation.number)?,
        adds => write!(to, "semaphore {} of {set} to become {}", operation.number, adds.unsigned_abs())?,
    }
    to.write_str(if operation.adds < -1 { " or more" } else { "" })?;
    match sysv::Semaphore::of(semaphore.id, c_int::from(operation.number)) {
        Ok(now) if sysv::sees_the_same(process) => write!(to, " (it is {})", now.value),
        _ => Ok(()),
    }
}

fn file_lock(process: Process, lock: &FileLock, to: &mut fmt::Formatter) -> fmt::Result {
    let kind = match (lock.wanted, lock.kind) {
        (None, _) => "a lock",
        (Some(wanted), locks::Kind::Flock) if wanted.exclusive => "an exclusive lock (flock)",
        (Some(_), locks::Kind::Flock) => "a shared lock (flock)",
        (Some(wanted), _) if wanted.exclusive => "a write lock",
        (Some(_), _) => "a read lock",
    };
    write!(to, "{kind} on ")?;
    match lock.wanted {
        Some(wanted) if lock.kind != locks::Kind::Flock && wanted.range != locks::Range::ALL => {
            write!(to, "{} of ", wanted.range)?;
        }
        _ => (),
    }
    write!(to, "the file {} (fd {})", FileName(process, lock.fd), lock.fd)
}

fn write_child(process: Process, child: &Child, to: &mut fmt::Formatter) -> fmt::Result {
    match child.which {
        Which::Any => to.write_str("any child")?,
        Which::Pid(pid) => write!(to, "its child {}", Process { pid }.named())?,
        Which::OwnGroup => to.write_str("any child in its own process group")?,
        Which::Group(group) => write!(to, "any child in process group {group}")?,
        Which::PidFd(fd) => match process.of_pidfd(fd) {
            Some(child) => write!(to, "its child {} (pidfd {fd})", child.named())?,
            None => write!(to, "the child of pidfd {fd}")?,
        },
    }
    to.write_str(match (child.exited, child.stopped) {
        (true, true) => " to end or to be stopped",
        (true, false) => " to end",
        (false, true) => " to be stopped",
        (false, false) => " to be continued",
    })
}

fn write_futex(process: Process, futex: &Futex, to: &mut fmt::Formatter) -> fmt::Result {
    match futex.kind {
        FutexKind::Mutex { robust: true, .. } => to.write_str("a robust mutex")?,
        FutexKind::Mutex { .. } => to.write_str("a mutex")?,
        FutexKind::Semaphore { value, .. } => write!(to, "a POSIX semaphore, whose value is {value}")?,
        FutexKind::Condition => to.write_str("a condition variable to be signalled")?,
        FutexKind::ReadWriteLock { writing: true, .. } => to.write_str("a read/write lock, to write")?,
        FutexKind::ReadWriteLock { .. } => to.write_str("a read/write lock, to read")?,
        FutexKind::Barrier { came, of } => {
            let have = if came == 1 { "has" } else { "have" };
            write!(to, "a barrier of {of} threads, of which {came} {have} come")?;
        }
        FutexKind::ThreadEnd { tid } => return write!(to, "{} to end", process.named_thread(tid)),
        FutexKind::Unknown => to.write_str("a word of its memory to change (no pthread lock or semaphore)")?,
    }
    match futex.shared {
        Some(_) => write!(to, ", in shared memory{}", Mapped(process, futex.object)),
        None => Ok(()),
    }
}

/// Which file an address of shared memory is of, and where in it; nothing if that has no name.
struct Mapped(Process, u64);

impl fmt::Display for Mapped {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let mut written = Ok(());
        let _ = maps::each(self.0, &mut |mapping, path| {
            let found = mapping.addresses.contains(&self.1);
            if found && path.starts_with(b"/") && !path.starts_with(b"/dev/zero") {
                let now = maps::path_now(self.0, &mapping, path).ok().flatten();
                let path = now.as_deref().unwrap_or(path);
                written = write!(to, " ({}, byte {})", Quoted(path), mapping.offset_of(self.1));
            }
            !found
        });
        written
    }
}

/// `any of 2: data from pipe 5 (fd 3, its read end); room in pipe 6 (fd 8, its write end)`
fn several(process: Process, of: &[Interest], more: usize, to: &mut fmt::Formatter) -> fmt::Result {
    let count = of.len() + more;
    if count > 1 {
        write!(to, "any of {count}: ")?;
    }
    for (number, interest) in of.iter().take(NAMED).enumerate() {
        let separator = if number > 0 { "; " } else { "" };
        write!(to, "{separator}{}", Described(process, &interest.object))?;
    }
    match count.saturating_sub(NAMED) {
        0 if count == 0 => to.write_str("events of descriptors, of which none is registered"),
        0 => Ok(()),
        left => write!(to, "; and {left} more"),
    }
}

/// How long it waits at most, behind that: `, at most 5 s`.
pub(in crate::explain) struct Limited(pub Option<Limit>);

impl fmt::Display for Limited {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some(Limit::After(time)) => write!(to, ", for at most {}", Seconds(time)),
            Some(Limit::In(time)) => write!(to, ", for at most {} from now", Seconds(time)),
            Some(Limit::Unknown) => to.write_str(", for a limited time"),
        }
    }
}

struct Seconds(Duration);

impl fmt::Display for Seconds {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match (self.0.as_secs(), self.0.subsec_millis()) {
            (0, 0) => write!(to, "{} ns", self.0.subsec_nanos()),
            (0, milliseconds) => write!(to, "{milliseconds} ms"),
            (seconds, 0) => write!(to, "{seconds} s"),
            (seconds @ 0..60, milliseconds) => write!(to, "{seconds}.{milliseconds:03} s"),
            (seconds, _) => write!(to, "{seconds} s"),
        }
    }
}
