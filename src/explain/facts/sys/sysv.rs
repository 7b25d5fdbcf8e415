//! System V's objects: what the kernel tells of one without changing it.

use std::ffi::c_int;
use std::mem::MaybeUninit;

use super::checked;
use crate::explain::facts::file::Errno;

/// From linux/msg.h: as IPC_STAT, but by the place in the table, and without permission to read.
pub(in crate::explain::facts) const MSG_STAT_ANY: c_int = 13;

/// IPC_STAT by the id, or MSG_STAT_ANY by the place; the id comes back.
pub(in crate::explain::facts) fn queue_status(id: c_int, command: c_int) -> Result<(c_int, libc::msqid_ds), Errno> {
    let mut status = MaybeUninit::uninit();
    // SAFETY: there is room for the result.
    let found = checked(unsafe { libc::msgctl(id, command, status.as_mut_ptr()) })?;
    // SAFETY: msgctl has filled it in.
    Ok((if command == libc::IPC_STAT { id } else { found }, unsafe { status.assume_init() }))
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
