//! What a blocked thread waits for.

use std::ffi::c_int;
use std::time::Duration;

use libc::{dev_t, ino_t, pid_t};

use super::list::List;
use crate::explain::facts::file::Bytes;
use crate::explain::facts::locks;
use crate::explain::facts::maps::Memory;
use crate::explain::structure::SemaphoreOperation;

/// What one thread waits for, with what identifies it in other processes.
pub(in crate::explain) enum Object {
    /// Data or room in a pipe: `Target::Pipe(inode)`.
    Pipe {
        fd: c_int,
        inode: ino_t,
        side: Side,
    },
    /// The same in a FIFO.
    Fifo {
        fd: c_int,
        file: FileId,
        side: Side,
    },
    /// open of a FIFO waits until the other side is opened too. The path is as the thread gave it.
    FifoOpen {
        path: Bytes,
        file: FileId,
        side: Side,
    },
    Socket {
        fd: c_int,
        inode: ino_t,
        wait: SocketWait,
    },
    /// The file is the queue's in the mqueue file system.
    MessageQueue {
        fd: c_int,
        file: FileId,
        side: Side,
    },
    SysvQueue {
        id: c_int,
        wait: SysvQueueWait,
    },
    SysvSemaphore(SysvSemaphore),
    FileLock(FileLock),
    Child(Child),
    /// vfork: until the child, which uses its memory, has ended or called exec.
    Vfork,
    Futex(Futex),
    Signals(SignalWait),
    /// Nothing but time.
    Sleep,
    /// Input of a terminal, or room in its output.
    Terminal {
        fd: c_int,
        side: Side,
    },
    /// poll, select, epoll: any of several. `more` were left out.
    Any {
        of: List<Interest>,
        more: usize,
    },
    /// Another file: an eventfd, a device, a disk.
    File {
        fd: c_int,
        side: Side,
    },
    /// A call that is blocked in something else.
    Other,
}

impl Object {
    /// Of several of which there is one, that.
    pub(in crate::explain) fn only(&self) -> &Object {
        match self {
            Object::Any { of, more: 0, .. } if of.len() == 1 => of.first().map_or(self, |only| &only.object),
            _ => self,
        }
    }
}

/// What the thread itself does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum Side {
    /// It reads, and waits for data.
    Read,
    /// It writes, and waits for room.
    Write,
}

/// A file, wherever it is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct FileId {
    pub dev: dev_t,
    pub ino: ino_t,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum SocketWait {
    /// Data that the peer sends.
    Data,
    /// Room for data, which the peer makes by reading.
    Room,
    /// connect: that the server accepts, or is reached.
    Connection,
    /// accept: that a client connects.
    Client,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum SysvQueueWait {
    /// A message of type `kind`: 0 any, negative: at most so much. `except`: of any type but this (MSG_EXCEPT).
    Message { kind: i64, except: bool },
    /// Room for a message of so many bytes.
    Room { size: u64 },
}

/// The operation that blocks, of those that semop was given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct SysvSemaphore {
    pub id: c_int,
    /// Which of the set; None if the operations could not be read.
    pub operation: Option<SemaphoreOperation>,
}

/// A lock that is asked for. Of flock the range is the whole file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct FileLock {
    pub fd: c_int,
    /// None if the descriptor could not be looked at.
    pub place: Option<locks::Place>,
    pub kind: locks::Kind,
    /// None if what the thread asks for could not be read.
    pub wanted: Option<Wanted>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct Wanted {
    /// A write lock, LOCK_EX.
    pub exclusive: bool,
    pub range: locks::Range,
}

/// Which child is waited for, and what it must do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct Child {
    pub which: Which,
    /// WEXITED of waitid, which waitpid implies.
    pub exited: bool,
    /// WUNTRACED, WSTOPPED: stopping is enough.
    pub stopped: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum Which {
    Any,
    Pid(pid_t),
    /// Of the process group that the waiting process is in.
    OwnGroup,
    Group(pid_t),
    /// A pidfd of the waiting process.
    PidFd(c_int),
}

/// A word of memory that a thread waits for: of a lock, a semaphore, ….
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct Futex {
    /// Where the word is.
    pub address: u64,
    /// Where the object that it is in begins: what the program calls `&mutex`. The word itself if that is not known.
    pub object: u64,
    /// Where the word is, if the memory may be other processes' too.
    pub shared: Option<Place>,
    pub kind: FutexKind,
}

/// A place in memory that processes share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct Place {
    pub memory: Memory,
    pub offset: u64,
}

/// What the memory around the word looks like, in glibc's layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum FutexKind {
    /// pthread_mutex_t, with the thread that holds it. None: it is not known.
    Mutex { owner: Option<pid_t>, robust: bool, recursive: bool },
    /// sem_t: sem_wait, with its value and how many wait.
    Semaphore { value: u32, waiting: u32 },
    /// pthread_cond_wait.
    Condition,
    /// pthread_rwlock_t, with its writer if one holds it; `writing`: to write is what is waited for.
    ReadWriteLock { writer: Option<pid_t>, writing: bool },
    /// pthread_barrier_wait: so many have come, of so many.
    Barrier { came: u32, of: u32 },
    /// pthread_join: the end of a thread.
    ThreadEnd { tid: pid_t },
    /// Something else, or not to be told.
    Unknown,
}

impl FutexKind {
    /// The thread that alone can unlock it.
    pub(super) fn owner(self) -> Option<pid_t> {
        match self {
            FutexKind::Mutex { owner, .. } => owner,
            FutexKind::ReadWriteLock { writer, .. } => writer,
            _ => None,
        }
    }
}

/// Which signals end the wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum SignalWait {
    /// sigwait and its kin: these, bit `signal - 1`. None if the set could not be read.
    Accepts(Option<u64>),
    /// pause, sigsuspend: a handled one that is not among these. None if the set could not be read.
    Blocks(Option<u64>),
}

/// One of the descriptors of poll, select or epoll.
pub(in crate::explain) struct Interest {
    pub fd: c_int,
    /// POLLIN, POLLOUT, POLLPRI.
    pub events: u32,
    /// What it is: never `Any`.
    pub object: Object,
}

/// When the wait ends by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum Limit {
    /// So long after it began.
    After(Duration),
    /// At a point of time: so long from now.
    In(Duration),
    /// There is a limit, but it could not be read.
    Unknown,
}
