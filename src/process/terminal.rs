//! The terminal, which a child in the foreground is given, and which is taken back whatever becomes of the child.
//!
//! Its modes (termios(3)) are the host's again, too, unless the child has exited: what stty(1) sets is to last, and what an
//! editor that was killed has set is not. Of one that is stopped they are kept until it goes on.

use std::ffi::c_int;
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{ENOTTY, ENXIO, ESRCH, O_RDWR, SIGCONT, pid_t, termios};

use super::plan::Group;
use super::targets::Targets;
use super::wait::How;
use super::{Process, child, sys};
use crate::boundary::error::{Errno, Error, step};
use crate::explain::refuse;

/// The terminal of this process, and to which group it belonged before.
pub(crate) struct Terminal {
    terminal: OwnedFd,
    before: pid_t,
    /// The child's group; 0: it does not have it.
    given: pid_t,
    /// As this process had it when it was given.
    modes: Option<termios>,
    /// As the child had it when it was stopped.
    of_stopped: Option<termios>,
}

impl Terminal {
    /// None if there is none, or others have it: who is in the background has no terminal to pass on.
    pub(super) fn of_ours() -> Result<Option<Terminal>, Error> {
        let terminal = match sys::open(c"/dev/tty", O_RDWR, 0, &Targets::Standard) {
            Err(error) if matches!(error.errno(), ENXIO | libc::ENOENT | libc::EACCES | libc::EIO) => return Ok(None),
            terminal => terminal?,
        };
        let (before, modes) = (sys::group(), sys::terminal_modes(&terminal).ok());
        let terminal = Terminal { terminal, before, given: 0, modes, of_stopped: None };
        Ok(if terminal.belongs_to(before) { Some(terminal) } else { None })
    }

    fn belongs_to(&self, group: pid_t) -> bool {
        sys::terminal_group(&self.terminal) == Ok(group)
    }

    pub(super) fn fd(&self) -> c_int {
        self.terminal.as_raw_fd()
    }

    /// The child of that group and number has started.
    pub(super) fn is_given(&mut self, group: Group, pid: pid_t) {
        self.given = if let Group::Join(group) = group { group } else { pid };
    }

    /// Gives it to that group, whose child has started before, and may be stopped. Without a terminal, or if others have it,
    /// that is ENOTTY.
    pub(crate) fn give(place: &mut Option<Terminal>, group: pid_t) -> Result<(), Error> {
        let terminal = match place {
            None => place.insert(Terminal::of_ours()?.ok_or_else(none_to_give)?),
            Some(terminal) if terminal.given == group => return Ok(()),
            Some(terminal) if !terminal.belongs_to(terminal.before) => return Err(none_to_give()),
            Some(terminal) => {
                terminal.modes = sys::terminal_modes(&terminal.terminal).ok();
                terminal
            }
        };
        terminal.set(group, terminal.of_stopped).map_err(|errno| errno.of(step!(tcsetpgrp(terminal.fd(), group))))?;
        (terminal.given, terminal.of_stopped) = (group, None);
        Ok(())
    }

    /// From the child, of which that has become, unless it has passed it on: then the terminal is not ours to take.
    pub(crate) fn take_back(&mut self, how: Option<How>) {
        if self.given != 0 && self.belongs_to(self.given) {
            self.of_stopped = match how {
                Some(How::Stopped) => sys::terminal_modes(&self.terminal).ok(),
                _ => None,
            };
            // It can fail if the terminal has hung up: then nobody has it.
            let _ = self.set(self.before, if how == Some(How::Exited) { None } else { self.modes });
        }
        self.given = 0;
    }

    /// From a child that has failed to start: of its group nothing is known.
    pub(super) fn take_back_from_anyone(&mut self) {
        if sys::terminal_group(&self.terminal).is_ok_and(|group| group != self.before) {
            // As above.
            let _ = self.set(self.before, None);
        }
    }

    /// In a forked child: the terminal is the parent's matter.
    pub(crate) fn forget(&mut self) {
        self.given = 0;
    }

    /// SIGTTOU stops who sets it from the background, as we are now, unless it is blocked.
    fn set(&self, group: pid_t, modes: Option<termios>) -> Result<(), Errno> {
        let mask = child::set_mask(u64::MAX);
        let set = sys::set_terminal_group(&self.terminal, group);
        if let (Ok(()), Some(modes)) = (set, modes) {
            // Who can have the terminal can set it.
            let _ = sys::set_terminal_modes(&self.terminal, &modes);
        }
        child::set_mask(mask);
        set
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.take_back(None);
    }
}

fn none_to_give() -> Error {
    Error::refused(ENOTTY, refuse::no_terminal())
}

impl Process {
    /// Gives its group the terminal, and lets it go on if it is stopped.
    pub(crate) fn foreground(&self) -> Result<(), Error> {
        self.check_leads_group()?;
        match &mut *self.state.lock() {
            state if state.ended.is_some() => return Err(self.gone()),
            state => Terminal::give(&mut state.terminal, self.pid)?,
        }
        // While it is not reaped nobody else has the number. If it is by now, then with it the terminal was taken back.
        match self.kill_group(SIGCONT) {
            Err(error) if error.errno() != ESRCH => {
                self.state.lock().terminal = None;
                Err(error)
            }
            _ => Ok(()),
        }
    }

    /// Gives the group of that number, in which it was started, a terminal, if it is not reaped: so the group is no other's.
    pub(crate) fn give_joined_group(&self, group: pid_t, terminal: &mut Option<Terminal>) -> Result<(), Error> {
        match &*self.state.lock() {
            state if state.ended.is_some() => Err(self.gone()),
            _ => Terminal::give(terminal, group),
        }
    }
}
