//! Which process this is, without a system call each time.
//!
//! That is kept in a page of which the kernel gives a forked child an empty copy (MADV_WIPEONFORK), so that it cannot be the
//! parent's there. Where that cannot be had the kernel is asked.
//!
//! The number alone does not tell a child: it can be its parent's, which is 1 in each PID namespace for whoever begins it, and
//! that of one who has ended is given again. So each is also counted, in what it has from those that it was forked from:
//!
//! ```text
//!   word     │ how many there were, with it, on the way from the first │ its number │        0: it was not asked for yet
//!            63                                                      32           0
//! ```
#![allow(unsafe_code, reason = "one call of libc each, and the page")]

use std::ptr::null_mut;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64};

use libc::{MAP_ANONYMOUS, MAP_FAILED, MAP_PRIVATE, PROT_READ, PROT_WRITE, pid_t};

/// Who has made something: a process, which its forked children are not, though they have inherited what it has made.
pub(crate) struct Maker {
    process: u64,
    loss: u32,
}

/// How often what was open has been closed under what this process has inherited.
static LOSSES: AtomicU32 = AtomicU32::new(0);

impl Maker {
    /// This process.
    pub(crate) fn this() -> Maker {
        Maker { process: this(), loss: LOSSES.load(Relaxed) }
    }

    pub(crate) fn pid(&self) -> pid_t {
        number(self.process)
    }

    /// Async-signal-safe.
    pub(crate) fn is_this(&self) -> bool {
        let this = this();
        // All that is known of it may be its number, if there was no page.
        self.process == this || self.process == this & NUMBER
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

static PAGE: AtomicPtr<AtomicU64> = AtomicPtr::new(null_mut());
const SIZE: usize = 4096;
/// The half of the word that is the number, and one of the count.
const NUMBER: u64 = u32::MAX as u64;
const ONE: u64 = NUMBER + 1;
/// How many were counted.
static COUNTED: AtomicU64 = AtomicU64::new(0);

/// This process's number. Async-signal-safe.
pub(crate) fn pid() -> pid_t {
    number(this())
}

fn number(process: u64) -> pid_t {
    (process & NUMBER) as pid_t
}

/// The word of this process; without a page its number alone.
fn this() -> u64 {
    let page = PAGE.load(Acquire);
    // SAFETY: it is a page of ours that stays, or NULL.
    let Some(word) = (unsafe { page.as_ref() }).or_else(page_of_ours) else { return ask() };
    match word.load(Relaxed) {
        0 => {
            // It is counted first: so whenever it is forked, its child counts on. Of several threads one comes first.
            let this = COUNTED.fetch_add(ONE, Relaxed).wrapping_add(ONE) | ask();
            word.compare_exchange(0, this, Relaxed, Relaxed).err().unwrap_or(this)
        }
        this => this,
    }
}

fn ask() -> u64 {
    // SAFETY: takes nothing.
    u64::from(unsafe { libc::getpid() }.cast_unsigned())
}

#[cold]
fn page_of_ours() -> Option<&'static AtomicU64> {
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
    // SAFETY: a page that stays, of zeroes or a word; or NULL.
    unsafe { ours.as_ref() }
}
