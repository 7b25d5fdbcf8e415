//! Who is in a group, who has a pipe's end, and who a lock: what only /proc tells.

use std::ffi::c_int;
use std::time::Duration;

use libc::pid_t;

use super::facts::clock::Moment;
use super::facts::descriptor::{Descriptor, What};
use super::facts::holders::{self, Holder, Target};
use super::facts::locks::{self, Kind, Place, Range};
use super::facts::process::Process;
use super::facts::processes;

/// Long enough for a walk over all processes, of which there may be many.
const WALK: Duration = Duration::from_millis(200);
/// A field of /proc/PID/stat.
const GROUP: usize = 5;

/// Are the numbers in /proc those that this process knows? It may have been mounted in another PID namespace.
fn has_our_numbers() -> bool {
    processes::listed_as() == Some(Process::this().pid)
}

/// Is there a process in that group that has not ended? If it cannot be known, there is.
pub(crate) fn group_lives(group: pid_t) -> bool {
    if !has_our_numbers() {
        return true;
    }
    let mut found = false;
    let all = processes::each(Moment::now() + WALK, &mut |process: Process| {
        found = process
            .stat()
            .is_ok_and(|stat| stat.field(GROUP) == Some(group) && stat.state().is_some() && !stat.has_ended());
        !found
    });
    found || all != Ok(true)
}

/// Another process that can write to the pipe of which that is the end to read from, and is not of that group; 0: only the group's
/// can, which are being killed; -1: nobody is seen.
pub(crate) fn writer_of(fd: c_int, group: Option<pid_t>) -> pid_t {
    let Ok(Descriptor { what: What::Pipe { inode }, .. }) = Descriptor::of(Process::this(), fd) else { return -1 };
    if !has_our_numbers() {
        return -1;
    }
    let holders = holders::find(&Target::Pipe(inode), Some(Process::this()), Moment::now() + WALK);
    let mut writers = holders.found().filter(Holder::writes).map(|holder| holder.process).peekable();
    if writers.peek().is_none() {
        return -1;
    }
    let is_of_group =
        |process: &Process| process.stat().is_ok_and(|stat| group.is_some() && stat.field(GROUP) == group);
    writers.find(|process| !is_of_group(process)).map_or(0, |process| process.pid)
}

/// Who keeps others from locking the file with flock(2), if that is told.
pub(crate) fn locker_of(fd: c_int) -> Option<pid_t> {
    if !has_our_numbers() {
        return None;
    }
    let mut found = None;
    let place = Place::of(Process::this(), fd).ok()?;
    locks::each_of(place, &mut |lock| {
        found = lock.process().filter(|_| lock.keeps_out(Kind::Flock, true, Range::ALL));
        found.is_none()
    })
    .ok()?;
    found.map(|process| process.pid)
}
