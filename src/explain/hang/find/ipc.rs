//! System V's queues and semaphores, and locks on files.

use std::ffi::c_int;

use crate::boundary::record::{Copied, Missing};
use crate::explain::call::{Call, Words};
use crate::explain::facts::file::{Bytes, Errno};
use crate::explain::facts::process::Process;
use crate::explain::facts::sysv::operation::{self, Obstacle};
use crate::explain::facts::{locks, peek, sysv};
use crate::explain::hang::object::{FileLock, Object, SysvQueueWait, SysvSemaphore, Wanted};
use crate::explain::structure::{Flock, SemaphoreOperation};

/// From linux/msg.h.
const MSG_EXCEPT: c_int = 0o20000;

/// msgsnd and msgrcv.
pub(super) fn queue(call: Call, words: &Words) -> Object {
    let wait = match call {
        Call::msgsnd => SysvQueueWait::Room { size: words[2] },
        _ => SysvQueueWait::Message { kind: words[3] as i64, except: words[4] as c_int & MSG_EXCEPT != 0 },
    };
    Object::SysvQueue { id: words[0] as c_int, wait }
}

/// The most operations that are looked at.
const OPERATIONS: u64 = 64;

/// The operations that semop was given.
pub(super) fn operations(process: Process, words: &Words) -> Result<Bytes, Errno> {
    peek::bytes(process, words[1], words[2].min(OPERATIONS) as usize * SemaphoreOperation::SIZE)
}

/// semop: the first of the operations that must wait. As it waits, none of them is done.
pub(super) fn semaphore(process: Process, words: &Words, operations: Option<&[u8]>) -> Object {
    let (id, operations) = (words[0] as c_int, operations.unwrap_or_default());
    let obstacle = || operation::first(id, operations, operation::must_wait).ok()?;
    let found = match obstacle().filter(|_| sysv::sees_the_same(process)) {
        Some(Obstacle { operation, .. }) => Some(operation),
        // If the values are not shown, it is clear only if there is but one operation that may wait.
        None => {
            let mut may_wait = SemaphoreOperation::all(operations).filter(|operation| operation.adds <= 0);
            may_wait.next().filter(|_| may_wait.next().is_none())
        }
    };
    Object::SysvSemaphore(SysvSemaphore { id, operation: found })
}

/// flock.
pub(super) fn flock(process: Process, words: &Words) -> Object {
    let exclusive = words[1] as c_int & libc::LOCK_EX != 0;
    let wanted = Some(Wanted { exclusive, range: locks::Range::ALL });
    file_lock(process, words, locks::Kind::Flock, wanted)
}

/// How much of a struct flock is looked at: all but the pid.
pub(super) const FLOCK_SIZE: usize = 24;

/// Is it a command of fcntl that waits?
pub(super) fn waits_for_lock(command: c_int) -> bool {
    matches!(command, libc::F_SETLKW | libc::F_OFD_SETLKW)
}

/// fcntl, also in the service of lockf.
pub(super) fn lock(process: Process, words: &Words, flock: Option<&[u8]>) -> Object {
    let kind = if words[1] as c_int == libc::F_OFD_SETLKW { locks::Kind::OpenFile } else { locks::Kind::Posix };
    let wanted = flock.and_then(|flock| wanted(process, words[0] as c_int, flock));
    file_lock(process, words, kind, wanted)
}

fn file_lock(process: Process, words: &Words, kind: locks::Kind, wanted: Option<Wanted>) -> Object {
    let fd = words[0] as c_int;
    Object::FileLock(FileLock { fd, place: locks::Place::of(process, fd).ok(), kind, wanted })
}

#[cfg(target_pointer_width = "64")]
fn wanted(process: Process, fd: c_int, flock: &[u8]) -> Option<Wanted> {
    let flock = Flock::of(Copied { bytes: flock, missing: Missing::Nothing });
    Some(Wanted { exclusive: c_int::from(flock.kind) == libc::F_WRLCK, range: locks::Range::of(process, fd, flock)? })
}

#[cfg(not(target_pointer_width = "64"))]
fn wanted(_: Process, _: c_int, _: &[u8]) -> Option<Wanted> {
    None
}
