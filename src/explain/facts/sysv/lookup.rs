//! One object, by its id or key: the kernel is asked for it, as its tables may be long. Where it does not answer, or not
//! for sets, of which every machine has a status of its own, the tables are read.

use std::ffi::c_int;

use libc::key_t;

use super::{Details, Key, Kind, Object, sys, table};
use crate::explain::facts::file::Errno;

impl Object {
    fn of_queue(id: c_int, status: &libc::msqid_ds) -> Object {
        let details = Details::Queue {
            bytes: wide(status.__msg_cbytes),
            messages: wide(status.msg_qnum),
            last_sender: status.msg_lspid,
            last_receiver: status.msg_lrpid,
            sent: status.msg_stime,
            received: status.msg_rtime,
        };
        Object::of(Kind::Queue, id, &status.msg_perm, status.msg_ctime, details)
    }

    fn of_segment(id: c_int, status: &libc::shmid_ds) -> Object {
        let details = Details::Segment {
            size: status.shm_segsz as u64,
            made_by: status.shm_cpid,
            last: status.shm_lpid,
            attached: wide(status.shm_nattch),
            attached_at: status.shm_atime,
            detached_at: status.shm_dtime,
        };
        Object::of(Kind::Segment, id, &status.shm_perm, status.shm_ctime, details)
    }

    fn of(kind: Kind, id: c_int, perm: &libc::ipc_perm, changed: i64, details: Details) -> Object {
        Object {
            kind,
            key: Key(perm.__key),
            id,
            mode: u32::from(perm.mode),
            owner: perm.uid,
            group: perm.gid,
            creator: perm.cuid,
            creator_group: perm.cgid,
            changed,
            details,
        }
    }
}

#[allow(clippy::unnecessary_cast, reason = "where a long has 32 bits it is needed")]
fn wide(number: libc::c_ulong) -> u64 {
    number as u64
}

/// What has the place in the table that an id means: the object of that id, or one that came later.
pub(crate) fn at_place_of(kind: Kind, id: c_int) -> Result<Option<Object>, Errno> {
    let found = match kind {
        Kind::Queue => sys::sysv::queue_status(id).map(|(found, status)| Object::of_queue(found, &status)),
        Kind::Segment => sys::sysv::segment_status(id).map(|(found, status)| Object::of_segment(found, &status)),
        Kind::Set => Err(libc::ENOSYS),
    };
    found.map_or_else(|_| table::at_place_of(kind, id), |object| Ok(Some(object)))
}

/// None if there is no such object.
pub(crate) fn by_id(kind: Kind, id: c_int) -> Result<Option<Object>, Errno> {
    Ok(at_place_of(kind, id)?.filter(|object| object.id == id))
}

/// None if there is no object with that key. (IPC_PRIVATE is none.)
pub(crate) fn by_key(kind: Kind, key: key_t) -> Result<Option<Object>, Errno> {
    let id = match kind {
        Kind::Queue => sys::sysv::queue_by_key(key),
        Kind::Set => sys::sysv::set_by_key(key),
        Kind::Segment => sys::sysv::segment_by_key(key),
    };
    match id {
        Ok(id) => by_id(kind, id),
        Err(libc::ENOENT) => Ok(None),
        Err(_) => table::by_key(kind, key),
    }
}

/// The most bytes that the messages of a queue may have together.
pub(crate) fn queue_capacity(id: c_int) -> Result<u64, Errno> {
    let (found, status) = sys::sysv::queue_status(id)?;
    if found == id { Ok(wide(status.msg_qbytes)) } else { Err(libc::EINVAL) }
}

/// How many objects of a kind there are.
pub(crate) fn count(kind: Kind) -> Result<u64, Errno> {
    let count = match kind {
        Kind::Queue => sys::sysv::queues()?,
        Kind::Set => sys::sysv::sets()?.0,
        Kind::Segment => sys::sysv::segments()?.0,
    };
    u64::try_from(count).map_err(|_| libc::ENODATA)
}

/// How many semaphores all sets have together.
pub(crate) fn semaphores() -> Result<u64, Errno> {
    u64::try_from(sys::sysv::sets()?.1).map_err(|_| libc::ENODATA)
}

/// How many pages all segments have together.
pub(crate) fn pages() -> Result<u64, Errno> {
    sys::sysv::segments().map(|(_, pages)| wide(pages))
}
