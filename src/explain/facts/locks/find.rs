//! Which lock is in the way, whose it is, and who waits for it.

use std::ffi::c_int;

use super::{Kind, Lock, Place, Range, each_of, of_open_file};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file::Errno;
use crate::explain::facts::holders::{self, Holders, Target};
use crate::explain::facts::process::Process;
use crate::explain::facts::{descriptor, open_file};
use crate::explain::structure::Flock;

impl Range {
    /// The bytes that a struct flock means for a descriptor, from where the file is now.
    pub(crate) fn of(process: Process, fd: c_int, flock: Flock) -> Option<Range> {
        let from = match c_int::from(flock.whence) {
            libc::SEEK_SET => 0,
            libc::SEEK_CUR => open_file::position(process, fd).ok()?,
            libc::SEEK_END => open_file::status(process, fd).ok()?.st_size,
            _ => return None,
        };
        let start = from.checked_add(flock.start)?;
        let range = match flock.length {
            0 => Range { start, end: i64::MAX },
            length @ 1.. => Range { start, end: start.checked_add(length - 1)? },
            length => Range { start: start.checked_add(length)?, end: start - 1 },
        };
        (range.start >= 0).then_some(range)
    }
}

/// A lock that is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Wanted {
    pub kind: Kind,
    /// Exclusive; else shared.
    pub writes: bool,
    pub range: Range,
}

/// The first lock that keeps a process from having that one.
pub(crate) fn obstacle(process: Process, place: Place, wanted: Wanted) -> Result<Option<Lock>, Errno> {
    let mut found = None;
    each_of(place, &mut |lock| {
        // A process does not keep itself out.
        let own = lock.kind == Kind::Posix && wanted.kind == Kind::Posix && lock.pid == process.pid;
        found = (!own && lock.keeps_out(wanted.kind, wanted.writes, wanted.range)).then_some(*lock);
        found.is_none()
    })?;
    Ok(found)
}

/// The lock for which a process waits, among those that `by` has: what it wants there.
pub(crate) fn waits_for(process: Process, by: Process) -> Option<Lock> {
    let (mut last, mut found) = (None, None);
    super::each(&mut |lock| {
        match (lock.waits, last) {
            (false, _) => last = Some(*lock),
            (true, Some(Lock { number, pid, .. })) if number == lock.number && pid == by.pid => {
                found = (lock.pid == process.pid).then_some(*lock);
            }
            _ => (),
        }
        found.is_none()
    })
    .ok()?;
    found
}

/// The descriptor of a process whose open file has a lock of that kind on that file. `except` is passed over.
pub(crate) fn own_descriptor(process: Process, lock: &Lock, except: c_int, until: Moment) -> Option<c_int> {
    let mut found = None;
    let _ = descriptor::each(process, until, &mut |fd| {
        found = (fd != except && has(process, fd, lock)).then_some(fd);
        found.is_none()
    });
    found
}

fn has(process: Process, fd: c_int, lock: &Lock) -> bool {
    let its = of_open_file(process, fd, lock.kind);
    its.is_some_and(|its| its.place == lock.place && its.range == lock.range && its.writes == lock.writes)
}

/// The descriptors in all processes whose open files have that lock.
pub(crate) fn descriptors(lock: &Lock, file: &libc::stat, until: Moment) -> Holders {
    let target = Target::File { dev: file.st_dev, ino: file.st_ino };
    let mut found = Holders::new();
    let unseen = holders::find_each(&[target], until, &mut |_, holder| {
        if has(holder.process, holder.fd, lock) {
            found.add(holder);
        }
    });
    found.unseen = unseen;
    found
}

/// File systems whose locks are kept by another machine.
const REMOTE: &[(u32, &str)] = &[
    (0x6969, "NFS"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB"),
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9P"),
    (0x00c3_6400, "Ceph"),
];

/// The name of the file system that a descriptor's file is on, if others may keep its locks.
pub(crate) fn remote(process: Process, fd: c_int) -> Option<&'static str> {
    let kind = open_file::file_system(process, fd).ok()?.f_type as u32;
    REMOTE.iter().find(|(of, _)| *of == kind).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_struct_flock() {
        let of = |start, length| {
            Range::of(Process::this(), -1, Flock { kind: 0, whence: libc::SEEK_SET as i16, start, length })
        };
        let between = |start, end| Some(Range { start, end });
        assert_eq!(of(10, 0), between(10, i64::MAX));
        assert_eq!(of(10, 5), between(10, 14));
        assert_eq!(of(10, -5), between(5, 9));
        assert_eq!(of(i64::MAX, 2).or(of(3, -5)).or(of(-1, 0)), None);
    }
}
