//! System V's queues and semaphores, and locks on files.

use std::ffi::c_int;

use crate::boundary::record::{Copied, Missing};
use crate::explain::call::{Call, Words};
use crate::explain::facts::file::{Bytes, Errno};
use crate::explain::facts::process::Process;
use crate::explain::facts::{locks, peek, sysv};
use crate::explain::hang::object::{FileLock, Object, SemaphoreOperation, SysvQueueWait, SysvSemaphore, Wanted};
use crate::explain::structure::Flock;

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

/// A struct sembuf: number, change, flags, of 16 bits each.
const OPERATION: usize = size_of::<libc::sembuf>();
/// The most operations that are looked at.
const OPERATIONS: u64 = 64;

/// The operations that semop was given.
pub(super) fn operations(process: Process, words: &Words) -> Result<Bytes, Errno> {
    peek::bytes(process, words[1], words[2].min(OPERATIONS) as usize * OPERATION)
}

/// semop: the first of the operations that cannot be done, in the order in which they are to be done. All are done or
/// none, so the values are as they were.
pub(super) fn semaphore(process: Process, words: &Words, operations: Option<&[u8]>) -> Object {
    let id = words[0] as c_int;
    let operations = operations.unwrap_or_default();
    let all = || operations.chunks_exact(OPERATION).map(operation);
    let same = sysv::sees_the_same(process);
    let blocks = |place: usize, operation: &SemaphoreOperation| {
        if !same {
            return None;
        }
        let before = all().take(place).filter(|earlier| earlier.index == operation.index);
        let value = sysv::Semaphore::of(id, c_int::from(operation.index)).ok()?.value
            + before.map(|earlier| c_int::from(earlier.change)).sum::<c_int>();
        Some(match c_int::from(operation.change) {
            0 => value != 0,
            change => value + change < 0,
        })
    };
    let mut found = all().enumerate().find(|(place, operation)| blocks(*place, operation) == Some(true));
    // If the values are not shown, it is clear only if there is but one operation that may block.
    if found.is_none() {
        let mut may_block = all().enumerate().filter(|(_, operation)| operation.change <= 0);
        found = may_block.next().filter(|_| may_block.next().is_none());
    }
    Object::SysvSemaphore(SysvSemaphore { id, operation: found.map(|(_, operation)| operation) })
}

fn operation(bytes: &[u8]) -> SemaphoreOperation {
    let number = |index: usize| {
        let bytes = bytes.get(2 * index..).and_then(|bytes| bytes.first_chunk());
        bytes.map_or(0, |bytes| i16::from_ne_bytes(*bytes))
    };
    SemaphoreOperation {
        index: number(0) as u16,
        change: number(1),
        undo: c_int::from(number(2)) & libc::SEM_UNDO != 0,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_of_semop() {
        let bytes: Vec<u8> =
            [3_i16, -1, libc::SEM_UNDO as i16].iter().flat_map(|number| number.to_ne_bytes()).collect();
        assert_eq!(operation(&bytes), SemaphoreOperation { index: 3, change: -1, undo: true });
        assert_eq!(operation(&[]), SemaphoreOperation { index: 0, change: 0, undo: false });
    }
}
