//! What cannot be seen of other processes, and weakens what is said of them.

use std::fmt;

use libc::ino_t;

use super::file::{self, Errno};
use super::process::Process;

/// What a walk could not see.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Unseen {
    /// Processes whose descriptors this one may not read.
    pub processes: usize,
    /// Those that /proc does not show at all.
    pub hidden: Hidden,
    /// Was all the rest looked at in time?
    pub in_time: bool,
    /// Is a descriptor on its way, as `some_are_sent` says, which is asked only where it matters?
    pub sent: bool,
}

/// Processes without a directory in /proc.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Hidden {
    Nobody,
    /// Those of others: /proc is mounted with `hidepid`.
    Others,
    /// Those outside this container.
    Outside,
}

impl Unseen {
    pub(crate) const fn nothing() -> Unseen {
        Unseen { processes: 0, hidden: Hidden::Nobody, in_time: true, sent: false }
    }

    /// What nobody sees who looks through /proc.
    pub(crate) fn of_proc() -> Unseen {
        Unseen { hidden: hidden(), ..Unseen::nothing() }
    }

    /// Both together. The same processes are taken to be unseen each time.
    pub(crate) fn and(self, other: Unseen) -> Unseen {
        Unseen {
            processes: self.processes.max(other.processes),
            hidden: self.hidden.max(other.hidden),
            in_time: self.in_time && other.in_time,
            sent: self.sent || other.sent,
        }
    }

    pub(crate) fn is_nothing(self) -> bool {
        self == Unseen::nothing()
    }
}

/// The part of a sentence that weakens it: `12 processes of other users could not be looked at`.
impl fmt::Display for Unseen {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let mut and = "";
        match self.processes {
            0 => (),
            1 => write!(to, "one process could not be looked at")?,
            count => write!(to, "{count} processes could not be looked at")?,
        }
        if self.processes > 0 {
            and = ", and ";
        }
        let hidden = match self.hidden {
            Hidden::Nobody => "",
            Hidden::Others => "the processes of others are hidden here (/proc is mounted with hidepid)",
            Hidden::Outside => "processes outside this container are not seen from here",
        };
        if !hidden.is_empty() {
            write!(to, "{and}{hidden}")?;
            and = ", and ";
        }
        if self.sent {
            write!(to, "{and}a descriptor is on its way in a message from one process to another")?;
            and = ", and ";
        }
        if !self.in_time {
            write!(to, "{and}there was no time to look at every process")?;
        }
        Ok(())
    }
}

/// Could a process whose descriptors could not be read have any? It has gone in the meantime, is a zombie, or belongs to
/// the kernel, or it may.
pub(crate) fn may_hold(process: Process, error: Errno) -> bool {
    let is_gone = matches!(error, libc::ENOENT | libc::ESRCH);
    !is_gone && process.stat().is_ok_and(|stat| !stat.is_kernel_thread() && !stat.has_ended())
}

/// The inode of the namespace in which all pids are seen (PROC_PID_INIT_INO).
const ALL_PIDS: ino_t = 0xEFFF_FFFC;

/// In a container those outside are hidden; with `hidepid`, those of others, of which the first process is one.
fn hidden() -> Hidden {
    match file::status(format_args!("/proc/self/ns/pid")) {
        Ok(namespace) if namespace.st_ino != ALL_PIDS => Hidden::Outside,
        _ if file::status(format_args!("/proc/1")).is_err() => Hidden::Others,
        _ => Hidden::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_seen_is_told() {
        let unseen = |processes, hidden, in_time| Unseen { processes, hidden, in_time, sent: false }.to_string();
        assert_eq!(unseen(1, Hidden::Nobody, true), "one process could not be looked at");
        assert_eq!(
            unseen(12, Hidden::Nobody, false),
            "12 processes could not be looked at, and there was no time to look at every process"
        );
        assert_eq!(
            unseen(3, Hidden::Others, true),
            "3 processes could not be looked at, and the processes of others are hidden here (/proc is mounted with hidepid)"
        );
        assert_eq!(unseen(0, Hidden::Outside, true), "processes outside this container are not seen from here");
        // Those that are gone, or the kernel's, hold nothing.
        assert!(!may_hold(Process { pid: 99_999_999 }, libc::EACCES));
        assert!(may_hold(Process::this(), libc::EACCES));
        assert!(!may_hold(Process::this(), libc::ENOENT));
    }
}
