//! System V's objects: what the kernel tells of one without changing it.

use std::ffi::{c_int, c_ulong};
use std::mem::MaybeUninit;

use libc::key_t;

use super::checked;
use crate::explain::facts::file::Errno;

// From linux/msg.h and linux/shm.h: as IPC_STAT, but without permission to read, and of whatever has the id's place in the
// table, whose own id is returned.
const MSG_STAT_ANY: c_int = 13;
const SHM_STAT_ANY: c_int = 15;
// What all objects together take.
const MSG_INFO: c_int = 12;
const SHM_INFO: c_int = 14;

/// The id of the object with a key, of which these calls make none. IPC_PRIVATE is no key: it would.
macro_rules! by_key {
    ($($name:ident: $get:ident($($zero:literal),*);)*) => { $(
        pub(in crate::explain::facts) fn $name(key: key_t) -> Result<c_int, Errno> {
            if key == libc::IPC_PRIVATE {
                return Err(libc::ENOENT);
            }
            // SAFETY: takes numbers. Without IPC_CREAT nothing is made.
            checked(unsafe { libc::$get(key, $($zero),*) })
        }
    )* };
}

by_key! {
    queue_by_key: msgget(0);
    set_by_key: semget(0, 0);
    segment_by_key: shmget(0, 0);
}

/// The status of what has that place in the table, and its id.
pub(in crate::explain::facts) fn queue_status(id: c_int) -> Result<(c_int, libc::msqid_ds), Errno> {
    let mut status = MaybeUninit::zeroed();
    // SAFETY: there is room for the result.
    let found = checked(unsafe { libc::msgctl(id, MSG_STAT_ANY, status.as_mut_ptr()) })?;
    // SAFETY: msgctl has filled it in.
    Ok((found, unsafe { status.assume_init() }))
}

/// The same.
pub(in crate::explain::facts) fn segment_status(id: c_int) -> Result<(c_int, libc::shmid_ds), Errno> {
    let mut status = MaybeUninit::zeroed();
    // SAFETY: there is room for the result.
    let found = checked(unsafe { libc::shmctl(id, SHM_STAT_ANY, status.as_mut_ptr()) })?;
    // SAFETY: shmctl has filled it in.
    Ok((found, unsafe { status.assume_init() }))
}

/// How many queues there are.
pub(in crate::explain::facts) fn queues() -> Result<c_int, Errno> {
    let mut info = MaybeUninit::<libc::msginfo>::zeroed();
    // SAFETY: with this command the result is a msginfo, for which there is room.
    checked(unsafe { libc::msgctl(0, MSG_INFO, info.as_mut_ptr().cast()) })?;
    // SAFETY: msgctl has filled it in.
    Ok(unsafe { info.assume_init() }.msgpool)
}

/// How many sets there are, and semaphores in all of them.
pub(in crate::explain::facts) fn sets() -> Result<(c_int, c_int), Errno> {
    let mut info = MaybeUninit::<libc::seminfo>::zeroed();
    // SAFETY: with this command the result is a seminfo, for which there is room.
    checked(unsafe { libc::semctl(0, 0, libc::SEM_INFO, info.as_mut_ptr()) })?;
    // SAFETY: semctl has filled it in.
    let info = unsafe { info.assume_init() };
    Ok((info.semusz, info.semaem))
}

/// linux/shm.h's struct shm_info.
#[repr(C)]
struct ShmInfo {
    used_ids: c_int,
    total: c_ulong,
    resident: c_ulong,
    swapped: c_ulong,
    swap_attempts: c_ulong,
    swap_successes: c_ulong,
}

/// How many segments there are, and pages in all of them.
pub(in crate::explain::facts) fn segments() -> Result<(c_int, c_ulong), Errno> {
    let mut info = MaybeUninit::<ShmInfo>::zeroed();
    // SAFETY: with this command the result is a shm_info, for which there is room.
    checked(unsafe { libc::shmctl(0, SHM_INFO, info.as_mut_ptr().cast()) })?;
    // SAFETY: shmctl has filled it in.
    let info = unsafe { info.assume_init() };
    Ok((info.used_ids, info.total))
}

/// GETVAL, GETPID, GETNCNT or GETZCNT of one semaphore.
pub(in crate::explain::facts) fn semaphore(id: c_int, number: c_int, command: c_int) -> Result<c_int, Errno> {
    debug_assert!(matches!(command, libc::GETVAL | libc::GETPID | libc::GETNCNT | libc::GETZCNT));
    // SAFETY: these commands take nothing more, and write nothing.
    checked(unsafe { libc::semctl(id, number, command, 0) })
}

/// Copies a message by its place in the queue, which keeps it: its type, and its bytes. Returns how many these are.
pub(in crate::explain::facts) fn copy_message(id: c_int, place: usize, into: &mut [u64]) -> Result<usize, Errno> {
    let size = size_of_val(into).saturating_sub(size_of::<libc::c_long>());
    let (place, flags) = (place as libc::c_long, libc::MSG_COPY | libc::IPC_NOWAIT | libc::MSG_NOERROR);
    // SAFETY: so much room is there behind the type.
    checked(unsafe { libc::msgrcv(id, into.as_mut_ptr().cast(), size, place, flags) }).map(|count| count as usize)
}
