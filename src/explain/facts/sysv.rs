//! System V's queues, semaphore sets and segments: the tables in /proc/sysvipc, which show every object of this IPC
//! namespace to everybody, and what the kernel tells of one to those who may read it.

pub(crate) mod access;
mod lookup;
pub(crate) mod operation;
mod table;

use std::ffi::c_int;
use std::fmt;

use libc::{gid_t, ino_t, key_t, pid_t, uid_t};

pub(crate) use lookup::{at_place_of, by_id, by_key, count, pages, queue_capacity, semaphores};
pub(crate) use table::each;

use super::file::{self, Errno};
use super::past::Actor;
use super::process::Process;
use super::sys;
use crate::explain::facts::clock::Moment;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Queue,
    Set,
    Segment,
}

impl Kind {
    pub(crate) const ALL: [Kind; 3] = [Kind::Queue, Kind::Set, Kind::Segment];

    /// Its table in /proc/sysvipc.
    fn table(self) -> &'static str {
        match self {
            Kind::Queue => "msg",
            Kind::Set => "sem",
            Kind::Segment => "shm",
        }
    }

    /// The option of ipcrm(1) and ipcs(1), with which they take an id.
    pub(crate) fn option(self) -> &'static str {
        match self {
            Kind::Queue => "-q",
            Kind::Set => "-s",
            Kind::Segment => "-m",
        }
    }

    pub(crate) fn plural(self) -> &'static str {
        match self {
            Kind::Queue => "message queues",
            Kind::Set => "semaphore sets",
            Kind::Segment => "segments",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(match self {
            Kind::Queue => "message queue",
            Kind::Set => "semaphore set",
            Kind::Segment => "segment",
        })
    }
}

/// A key, as a sentence names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Key(pub key_t);

impl fmt::Display for Key {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            libc::IPC_PRIVATE => to.write_str("IPC_PRIVATE"),
            -1 => to.write_str("-1"),
            key => write!(to, "{key:#x}"),
        }
    }
}

/// Permission bits, as a sentence writes them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mode(pub u32);

impl fmt::Display for Mode {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "0{:03o}", self.0 & 0o777)
    }
}

/// A line of a table. As text: `segment 5`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Object {
    pub kind: Kind,
    pub key: Key,
    pub id: c_int,
    /// The permissions; of a segment also SHM_DEST, SHM_LOCKED.
    pub mode: u32,
    pub owner: uid_t,
    pub group: gid_t,
    pub creator: uid_t,
    pub creator_group: gid_t,
    /// When it was made, or its owner or permissions were last changed (of a set: or all its values were set).
    pub changed: i64,
    pub details: Details,
}

/// Times are in seconds since 1970, 0 for never; pids are 0 for nobody, and for a process that has no pid here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Details {
    Queue {
        bytes: u64,
        messages: u64,
        last_sender: pid_t,
        last_receiver: pid_t,
        sent: i64,
        received: i64,
    },
    /// `operated`: when semop was last done.
    Set {
        count: c_int,
        operated: i64,
    },
    /// `last`: who was the last to attach or detach it.
    Segment {
        size: u64,
        made_by: pid_t,
        last: pid_t,
        attached: u64,
        attached_at: i64,
        detached_at: i64,
    },
}

impl fmt::Display for Object {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{} {}", self.kind, self.id)
    }
}

impl Object {
    /// Who made it, which only segments tell.
    pub(crate) fn made_by(&self) -> Option<Actor> {
        match self.details {
            Details::Segment { made_by, .. } => Actor::new(made_by, self.changed),
            _ => None,
        }
    }

    /// Has everybody gone who could be using it? None if that cannot be told.
    pub(crate) fn is_orphan(&self) -> Option<bool> {
        match self.details {
            Details::Segment { attached: 1.., .. } => Some(false),
            Details::Segment { .. } => self.made_by().map(Actor::has_ended),
            _ => None,
        }
    }
}

/// The IPC namespace of a process.
pub(crate) fn namespace(process: Process) -> Result<ino_t, Errno> {
    file::status(format_args!("{process}/ns/ipc")).map(|status| status.st_ino)
}

/// Does what is read here hold for that process too: is it in this IPC namespace? A process that cannot be asked is
/// taken to be.
pub(crate) fn sees_the_same(process: Process) -> bool {
    process.is_this()
        || match (namespace(process), namespace(Process::this())) {
            (Ok(its), Ok(this)) => its == this,
            _ => true,
        }
}

/// One semaphore of a set, as who may read it is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Semaphore {
    pub value: c_int,
    /// Who changed it last: 0 is nobody, or who has no pid here.
    pub last: pid_t,
    /// How many wait for it to rise, and to become 0.
    pub waiting: c_int,
    pub waiting_for_zero: c_int,
}

impl Semaphore {
    pub(crate) fn of(id: c_int, number: c_int) -> Result<Semaphore, Errno> {
        let get = |command| sys::sysv::semaphore(id, number, command);
        Ok(Semaphore {
            value: get(libc::GETVAL)?,
            last: get(libc::GETPID)?,
            waiting: get(libc::GETNCNT)?,
            waiting_for_zero: get(libc::GETZCNT)?,
        })
    }
}

/// A message that is in a queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Message {
    pub kind: i64,
    pub size: usize,
}

/// The most bytes of a message that are copied to learn its type, and the most messages.
const MESSAGE_ROOM: u64 = 64 << 10;
const MESSAGES: usize = 1000;

/// Calls `each` with every message of a queue, in order, until that returns false; the queue keeps them. Tells whether
/// it got through all of them in time. ENOSYS from kernels that cannot do that; EINVAL when there is too long a message.
pub(crate) fn each_message(id: c_int, until: Moment, each: &mut dyn FnMut(Message) -> bool) -> Result<bool, Errno> {
    let longest = file::number(format_args!("/proc/sys/kernel/msgmax")).map_or(8192, |longest| longest as u64);
    let words = 1 + longest.min(MESSAGE_ROOM).div_ceil(8) as usize;
    let mut room = Vec::new();
    room.try_reserve_exact(words).map_err(|_| libc::ENOMEM)?;
    room.resize(words, 0u64);
    for place in 0..MESSAGES {
        if Moment::now() >= until {
            return Ok(false);
        }
        match sys::sysv::copy_message(id, place, &mut room) {
            Ok(size) => {
                if !each(Message { kind: room[0] as i64, size }) {
                    return Ok(true);
                }
            }
            Err(libc::ENOMSG) => return Ok(true),
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

/// A number in /proc/sys/kernel, such as msgmax; of `sem`, which holds four, the first.
pub(crate) fn limit(name: &str) -> Result<u64, Errno> {
    file::read(format_args!("/proc/sys/kernel/{name}")).and_then(|bytes| nth(&bytes, 0))
}

/// The numbers in /proc/sys/kernel/sem: the most semaphores of a set, of all sets, operations at once, and sets.
pub(crate) fn semaphore_limits() -> Result<[u64; 4], Errno> {
    let bytes = file::read(format_args!("/proc/sys/kernel/sem"))?;
    let mut limits = [0; 4];
    for (number, limit) in limits.iter_mut().enumerate() {
        *limit = nth(&bytes, number)?;
    }
    Ok(limits)
}

fn nth(bytes: &file::Bytes, number: usize) -> Result<u64, Errno> {
    bytes.text().split_ascii_whitespace().nth(number).and_then(|word| word.parse().ok()).ok_or(libc::ENODATA)
}

#[cfg(test)]
mod tests;
