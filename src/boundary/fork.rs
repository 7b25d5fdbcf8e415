//! Which process this is, without a system call each time.
//!
//! The number is kept in a page of which the kernel gives a forked child an empty copy (MADV_WIPEONFORK), so that it cannot be
//! the parent's there. Where that cannot be had the kernel is asked.
#![allow(unsafe_code, reason = "one call of libc each, and the page")]

use std::ptr::null_mut;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};
use std::sync::atomic::{AtomicI32, AtomicPtr, AtomicU32};

use libc::{MAP_ANONYMOUS, MAP_FAILED, MAP_PRIVATE, PROT_READ, PROT_WRITE, pid_t};

/// Who has made something: a process, which its forked children are not, though they have inherited what it has made.
pub(crate) struct Maker {
    pid: pid_t,
    loss: u32,
}

/// How often what was open has been closed under what this process has inherited.
static LOSSES: AtomicU32 = AtomicU32::new(0);

impl Maker {
    /// This process.
    pub(crate) fn this() -> Maker {
        Maker { pid: pid(), loss: LOSSES.load(Relaxed) }
    }

    pub(crate) fn pid(&self) -> pid_t {
        self.pid
    }

    /// Async-signal-safe.
    pub(crate) fn is_this(&self) -> bool {
        self.pid == pid()
    }

    /// Are the descriptors of what it has made not to be closed here any more? Their numbers may be others' by now.
    pub(crate) fn has_lost_descriptors(&self) -> bool {
        self.loss != LOSSES.load(Relaxed)
    }
}

/// In a forked child that has closed all that it was not given: what it has inherited has no descriptors any more.
pub(crate) fn lose_descriptors() {
    LOSSES.fetch_add(1, Relaxed);
}

static PAGE: AtomicPtr<AtomicI32> = AtomicPtr::new(null_mut());
const SIZE: usize = 4096;

/// This process's number. Async-signal-safe.
pub(crate) fn pid() -> pid_t {
    let page = PAGE.load(Acquire);
    // SAFETY: it is a page of ours that stays, or NULL.
    let Some(word) = (unsafe { page.as_ref() }).or_else(page_of_ours) else { return ask() };
    match word.load(Relaxed) {
        0 => {
            // Whoever comes first in this process; others come to the same.
            word.store(ask(), Relaxed);
            word.load(Relaxed)
        }
        pid => pid,
    }
}

fn ask() -> pid_t {
    // SAFETY: takes nothing.
    unsafe { libc::getpid() }
}

#[cold]
fn page_of_ours() -> Option<&'static AtomicI32> {
    // SAFETY: a new mapping anywhere.
    let page = unsafe { libc::mmap(null_mut(), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) };
    if page == MAP_FAILED {
        return None;
    }
    // SAFETY: it is the page just made.
    let wiped = unsafe { libc::madvise(page, SIZE, libc::MADV_WIPEONFORK) } == 0;
    let first = wiped.then(|| PAGE.compare_exchange(null_mut(), page.cast(), AcqRel, Acquire));
    let ours = match first {
        Some(Ok(_)) => page.cast(),
        Some(Err(others)) => others,
        None => null_mut(),
    };
    if ours != page.cast() {
        // SAFETY: it is the page just made, of which nobody knows.
        unsafe { libc::munmap(page, SIZE) };
    }
    // SAFETY: a page that stays, of zeroes or a number; or NULL.
    unsafe { ours.as_ref() }
}
