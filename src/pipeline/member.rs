//! A child of a pipeline, which C may borrow as a process of leat's.
#![allow(unsafe_code, reason = "handles are pointers of C")]

use crate::boundary::error::Error;
use crate::boundary::handle::{self, Place};
use crate::process::{Process, leat_process};

pub(super) struct Member {
    process: *mut leat_process,
    /// A line that the shell runs.
    pub is_line: bool,
}

// SAFETY: several threads may use a process at a time.
unsafe impl Send for Member {}
// SAFETY: as above.
unsafe impl Sync for Member {}

impl Member {
    /// In a place that was there before the process was started.
    pub(super) fn new(place: Place<Process>, process: Process, is_line: bool) -> Member {
        Member { process: place.fill(process), is_line }
    }

    pub(super) fn process(&self) -> Result<&Process, Error> {
        // SAFETY: it is freed by its drop alone.
        unsafe { handle::share(self.process, "process") }
    }

    pub(super) fn handle(&self) -> *mut leat_process {
        self.process
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        // SAFETY: nobody uses it any more.
        unsafe { handle::free(self.process, Process::inherited) };
    }
}
