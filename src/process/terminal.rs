//! The terminal, which a child in the foreground is given, and which is taken back whatever becomes of the child.

use std::ffi::c_int;
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{ENXIO, O_RDWR, pid_t};

use super::plan::Group;
use super::{child, sys};
use crate::boundary::error::Error;

/// The terminal of this process, and to which group it belonged before.
pub(crate) struct Terminal {
    terminal: OwnedFd,
    before: pid_t,
    /// The child's group; 0: it does not have it.
    given: pid_t,
}

impl Terminal {
    /// None if there is none, or others have it: who is in the background has no terminal to pass on.
    pub(super) fn of_ours() -> Result<Option<Terminal>, Error> {
        let terminal = match sys::open(c"/dev/tty", O_RDWR, 0, libc::STDERR_FILENO) {
            Err(error) if matches!(error.errno(), ENXIO | libc::ENOENT | libc::EACCES | libc::EIO) => return Ok(None),
            terminal => terminal?,
        };
        let before = sys::group();
        let ours = sys::terminal_group(&terminal) == Ok(before);
        Ok(ours.then_some(Terminal { terminal, before, given: 0 }))
    }

    pub(super) fn fd(&self) -> c_int {
        self.terminal.as_raw_fd()
    }

    /// The child of that group and number has started.
    pub(super) fn is_given(&mut self, group: Group, pid: pid_t) {
        self.given = if let Group::Join(group) = group { group } else { pid };
    }

    /// From the child, unless it has passed it on: then the terminal is not ours to take.
    pub(crate) fn take_back(&mut self) {
        if self.given != 0 && sys::terminal_group(&self.terminal) == Ok(self.given) {
            self.set(self.before);
        }
        self.given = 0;
    }

    /// From a child that has failed to start: of its group nothing is known.
    pub(super) fn take_back_from_anyone(&mut self) {
        if sys::terminal_group(&self.terminal).is_ok_and(|group| group != self.before) {
            self.set(self.before);
        }
    }

    /// In a forked child: the terminal is the parent's matter.
    pub(crate) fn forget(&mut self) {
        self.given = 0;
    }

    /// SIGTTOU stops who sets it from the background, as we are now, unless it is blocked.
    fn set(&self, group: pid_t) {
        let mask = child::set_mask(u64::MAX);
        // It can fail if the terminal has hung up: then nobody has it.
        let _ = sys::set_terminal_group(&self.terminal, group);
        child::set_mask(mask);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.take_back();
    }
}
