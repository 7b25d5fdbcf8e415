//! What a process does with its signals.

use std::ffi::c_int;
use std::fmt;

use super::file::Errno;
use super::process::Process;
use super::sys;
use crate::explain::constants::signal::write_signal;
use crate::explain::enumeration::{More, separator};

/// The highest signal.
pub(crate) const LAST: c_int = 64;

/// What happens when a signal arrives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Disposition {
    /// What signal(7) says: it ends or stops the process, or nothing.
    Default,
    Ignored,
    /// A function is called. Is a call that the signal interrupts then started again (SA_RESTART)?
    Handled {
        restarts: Option<bool>,
    },
}

impl Disposition {
    /// What `process` does with `signal`.
    pub(crate) fn of(process: Process, signal: c_int) -> Result<Disposition, Errno> {
        if process.is_this() {
            let (handler, flags) = sys::process::disposition(signal)?;
            return Ok(match handler {
                libc::SIG_DFL => Disposition::Default,
                libc::SIG_IGN => Disposition::Ignored,
                _ => Disposition::Handled { restarts: Some(flags & libc::SA_RESTART != 0) },
            });
        }
        let status = process.status()?;
        let is_in = |line| status.has_signal(line, signal).ok_or(libc::ENODATA);
        if is_in("SigCgt:")? {
            return Ok(Disposition::Handled { restarts: None });
        }
        Ok(if is_in("SigIgn:")? { Disposition::Ignored } else { Disposition::Default })
    }
}

/// Why children of this process leave no status behind, if they do not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reaped {
    /// SIGCHLD is ignored.
    Ignored,
    /// The handler of SIGCHLD was installed with SA_NOCLDWAIT.
    NoWait,
}

/// Are the children of `process` buried without a wait?
pub(crate) fn reaps_by_itself(process: Process) -> Option<Reaped> {
    if Disposition::of(process, libc::SIGCHLD) == Ok(Disposition::Ignored) {
        return Some(Reaped::Ignored);
    }
    let no_wait = process.is_this() && sys::process::disposition(libc::SIGCHLD).ok()?.1 & libc::SA_NOCLDWAIT != 0;
    no_wait.then_some(Reaped::NoWait)
}

/// A set of signals, bit `signal - 1`. As text it is a list: `SIGINT, SIGALRM and 2 more`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Signals(pub u64);

/// How many signals a list names.
const NAMED: usize = 4;

impl Signals {
    /// A set as the kernel has it: bit `signal - 1`.
    pub(crate) const fn from_bits(bits: u64) -> Signals {
        Signals(bits)
    }

    /// Those for whose disposition `wanted` holds.
    pub(crate) fn of(process: Process, wanted: impl Fn(Disposition) -> bool) -> Signals {
        // Signals 32 and 33 are libc's own.
        let among = |signal: &c_int| !matches!(signal, 32 | 33) && Disposition::of(process, *signal).is_ok_and(&wanted);
        Signals((1..=LAST).filter(among).fold(0, |set, signal| set | 1 << (signal - 1)))
    }

    /// Without those that come of a fault in the program, and whose handler does not end a wait; unless there are no others.
    pub(crate) fn without_faults(self) -> Signals {
        let faults = [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL, libc::SIGTRAP, libc::SIGABRT];
        let rest = faults.iter().fold(self.0, |set, signal| set & !(1 << (signal - 1)));
        if rest == 0 { self } else { Signals(rest) }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn count(self) -> usize {
        self.0.count_ones() as usize
    }
}

impl fmt::Display for Signals {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let signals = (1..=LAST).filter(|signal| self.0 >> (signal - 1) & 1 == 1);
        for (position, signal) in signals.take(NAMED).enumerate() {
            to.write_str(separator(position, self.count()))?;
            write_signal(signal as u64, to)?;
        }
        write!(to, "{}", More(self.count().saturating_sub(NAMED)))
    }
}

/// One signal by its name.
pub(crate) struct Signal(pub c_int);

impl fmt::Display for Signal {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write_signal(self.0 as u64, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let set = |signals: &[c_int]| Signals(signals.iter().fold(0, |set, signal| set | 1 << (signal - 1)));
        assert_eq!(set(&[libc::SIGALRM]).to_string(), "SIGALRM");
        assert_eq!(set(&[libc::SIGINT, libc::SIGALRM]).to_string(), "SIGINT and SIGALRM");
        assert_eq!(set(&[1, 2, 3, 64]).to_string(), "SIGHUP, SIGINT, SIGQUIT and SIGRTMAX");
        assert_eq!(set(&[1, 2, 3, 4, 5, 6]).to_string(), "SIGHUP, SIGINT, SIGQUIT, SIGILL and 2 more");
        assert_eq!(set(&[libc::SIGSEGV, libc::SIGALRM]).without_faults(), set(&[libc::SIGALRM]));
        assert_eq!(set(&[libc::SIGSEGV]).without_faults(), set(&[libc::SIGSEGV]));
        assert!(set(&[]).is_empty() && set(&[]).to_string().is_empty());
    }

    #[test]
    fn dispositions() {
        let this = Process::this();
        assert_eq!(Disposition::of(this, libc::SIGUSR2), Ok(Disposition::Default));
        // Rust ignores SIGPIPE, as does what it starts unless told otherwise.
        assert_eq!(Disposition::of(this, libc::SIGPIPE), Ok(Disposition::Ignored));
        assert_eq!(Disposition::of(this, 99), Err(libc::EINVAL));
        assert_eq!(Disposition::of(Process { pid: 99_999_999 }, 1), Err(libc::ENOENT));
        assert!(matches!(Disposition::of(this, libc::SIGSEGV), Ok(Disposition::Handled { restarts: Some(_) })));
        let mut child = std::process::Command::new("sleep").arg("1000").spawn().unwrap();
        assert_eq!(Disposition::of(Process { pid: child.id() as i32 }, libc::SIGTERM), Ok(Disposition::Default));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(reaps_by_itself(this), None);
    }
}
