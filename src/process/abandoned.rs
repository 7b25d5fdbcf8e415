//! Children that were freed while they ran: somebody has to wait for them when they end.
//!
//! That is every later spawn, wait and free: each asks for all of them once. leat has no thread of its own to do it, and no
//! handler. The list is one that a signal handler, a fork or another thread may interrupt anywhere:
//!
//! ```text
//!   sweep: takes the whole list away, puts back who still runs          free: puts one in front
//! ```
#![allow(unsafe_code, reason = "a list of Boxes that threads share without a lock")]

use std::os::fd::OwnedFd;
use std::ptr::null_mut;
use std::sync::atomic::AtomicPtr;
use std::sync::atomic::Ordering::{Acquire, Release};

use libc::pid_t;

use super::sys;
use crate::boundary::fork::Maker;

/// A place in the list, which a process has from its start: freeing it takes no memory.
pub(super) struct Abandoned {
    parent: Maker,
    pid: pid_t,
    pidfd: Option<OwnedFd>,
    next: *mut Abandoned,
}

// SAFETY: the pointer is only followed by who has taken the list.
unsafe impl Send for Abandoned {}
// SAFETY: as above.
unsafe impl Sync for Abandoned {}

static LIST: AtomicPtr<Abandoned> = AtomicPtr::new(null_mut());

impl Abandoned {
    pub(super) fn nobody() -> Abandoned {
        Abandoned { parent: Maker::this(), pid: 0, pidfd: None, next: null_mut() }
    }
}

/// Leaves a child to the sweeps to come, if it still runs.
pub(super) fn leave(mut place: Box<Abandoned>, pid: pid_t, pidfd: Option<OwnedFd>) {
    place.pid = pid;
    place.pidfd = pidfd;
    if runs(&place) {
        push(place);
    }
}

fn runs(child: &Abandoned) -> bool {
    // ECHILD: the host has waited for it.
    matches!(sys::waitid(child.pid, child.pidfd.as_ref(), libc::WEXITED | libc::WNOHANG), Ok(None))
}

fn push(place: Box<Abandoned>) {
    let place = Box::into_raw(place);
    let mut first = LIST.load(Acquire);
    loop {
        // SAFETY: nobody else has it yet.
        unsafe { (*place).next = first };
        match LIST.compare_exchange_weak(first, place, Release, Acquire) {
            Ok(_) => return,
            Err(now) => first = now,
        }
    }
}

/// Reaps who has ended.
pub(super) fn sweep() {
    if LIST.load(Acquire).is_null() {
        return;
    }
    let mut next = LIST.swap(null_mut(), Acquire);
    while !next.is_null() {
        // SAFETY: it came from a Box, and who has taken the list has it.
        let child = unsafe { Box::from_raw(next) };
        next = child.next;
        if !child.parent.is_this() {
            // This is a forked child of the host: what is not its is nothing to it, not even the number of the pidfd, which is
            // another's in a daemon that has closed all.
            std::mem::forget(child.pidfd);
        } else if runs(&child) {
            push(child);
        }
    }
}
