//! A stop ends the blocked calls of the threads that it is attached to.
//!
//! ```text
//!   this thread, or a signal handler          threads that it is attached to
//!   ────────────────────────────────          ──────────────────────────────
//!                                             poll(their descriptors, the stop's eventfd)
//!   thrown = 1
//!   write to the eventfd  ──────────────────> the eventfd is readable, now and for ever: ECANCELED
//! ```
//!
//! The word says it to whoever is about to work, the eventfd to whoever waits. It is never taken back, so nobody comes too
//! late to see it.

mod attached;
mod ffi;
mod sys;

use std::ffi::c_int;
use std::os::fd::{AsRawFd, OwnedFd};
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use libc::EPERM;

use crate::boundary::descriptor::above_standard;
use crate::boundary::error::{Error, step};
use crate::boundary::fork::Maker;
use crate::explain::refuse;

pub(crate) use attached::{Attached, attached, is_thrown_here};

/// Counted: by who made it, and by each thread and call that it is attached to.
#[allow(non_camel_case_types, reason = "the name of the C type")]
pub struct leat_stop {
    count: AtomicU32,
    thrown: AtomicU32,
    fd: OwnedFd,
    maker: Maker,
}

impl leat_stop {
    fn new() -> Result<leat_stop, Error> {
        let fd = sys::eventfd().map_err(|errno| errno.of(step!(eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK))))?;
        let (count, thrown) = (AtomicU32::new(1), AtomicU32::new(0));
        Ok(leat_stop { count, thrown, fd: above_standard(fd), maker: Maker::this() })
    }

    /// Async-signal-safe.
    fn throw(&self) {
        self.thrown.store(1, Release);
        // It can only be full if it was thrown before.
        sys::signal(self.fd());
    }

    pub(crate) fn is_thrown(&self) -> bool {
        self.thrown.load(Acquire) != 0
    }

    /// Readable once it is thrown.
    pub(crate) fn fd(&self) -> c_int {
        self.fd.as_raw_fd()
    }

    /// Refuses a forked child, whose eventfd is its parent's, too.
    fn ours(&self) -> Result<&leat_stop, Error> {
        if self.is_ours() {
            Ok(self)
        } else {
            Err(Error::refused(EPERM, refuse::forked("stop", i64::from(self.maker.pid()))))
        }
    }

    fn is_ours(&self) -> bool {
        self.maker.is_this()
    }

    fn take(&self) {
        self.count.fetch_add(1, Relaxed);
    }

    /// Was it the last, so that it is to be freed?
    fn give_back(&self) -> bool {
        let last = self.count.fetch_sub(1, Release) == 1;
        if last {
            // What others did with it comes before its end.
            self.count.load(Acquire);
        }
        last && !self.maker.has_lost_descriptors()
    }
}
