//! The numbers of processes and threads in a container are others there than they are here. What a process passes to a
//! call, and what libc writes into a mutex, is a number of its own namespace.

use std::time::Duration;

use libc::pid_t;

use crate::explain::facts::clock::Moment;
use crate::explain::facts::file;
use crate::explain::facts::process::{Process, Status};
use crate::explain::facts::processes;
use crate::explain::facts::threads;

/// How long other processes are looked through.
const TIME: Duration = Duration::from_millis(100);

/// Are the numbers that a process uses those that are used here?
pub(super) fn are_ours(process: Process) -> bool {
    depth(process) == 0
}

/// The number here of the process that has the number `pid` for its parent. None if there is no such child.
pub(super) fn child(parent: Process, pid: pid_t) -> Option<pid_t> {
    let depth = depth(parent);
    if depth == 0 {
        return Some(pid);
    }
    let mut found = None;
    let mut is_another = |process: Process| {
        let is_meant = |status: &Status| status.parent() == Some(parent) && number(status, depth) == Some(pid);
        found = process.status().is_ok_and(|status| is_meant(&status)).then_some(process.pid);
        found.is_none()
    };
    // Of all processes, of which there may be many, only if the kernel does not list the children.
    if processes::children(parent, &mut is_another) {
        let _ = processes::each(Moment::now() + TIME, &mut is_another);
    }
    found
}

/// The number here of the thread that has the number `tid` for that process: one of its own threads, or of any process in
/// its namespace. None if there is none.
pub(super) fn thread(process: Process, tid: pid_t, own: bool) -> Option<pid_t> {
    let depth = depth(process);
    if depth == 0 {
        return Some(tid);
    }
    let found = thread_of(process, tid, depth);
    if found.is_some() || own {
        return found;
    }
    let namespace = |process: Process| file::status(format_args!("{process}/ns/pid")).map(|status| status.st_ino).ok();
    let mut found = None;
    let _ = processes::each(Moment::now() + TIME, &mut |other| {
        if namespace(other) == namespace(process) {
            found = thread_of(other, tid, depth);
        }
        found.is_none()
    });
    found
}

fn thread_of(process: Process, tid: pid_t, depth: usize) -> Option<pid_t> {
    let mut found = None;
    let _ = threads::each(process, &mut |here| {
        if Status::of_thread(process, here).is_ok_and(|status| number(&status, depth) == Some(tid)) {
            found = Some(here);
        }
        found.is_none()
    });
    found
}

/// How many namespaces down from here a process is.
fn depth(process: Process) -> usize {
    process.status().map_or(0, |status| status.words("NSpid:").count().saturating_sub(1))
}

/// Its number so many namespaces down.
fn number(status: &Status, depth: usize) -> Option<pid_t> {
    status.words("NSpid:").nth(depth)?.parse().ok()
}
