//! Resource limits, as setrlimit(2) and `ulimit` set them.

use std::fmt;

use libc::__rlimit_resource_t as Resource;

use super::file::{self, Errno};
use super::process::Process;
use super::sys;

/// A limit of a process: the soft one is in force, the hard one is how far the process may raise it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Limit {
    pub soft: Amount,
    pub hard: Amount,
}

/// A number, or as text `unlimited`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Amount(pub u64);

impl Amount {
    pub(crate) const UNLIMITED: Amount = Amount(libc::RLIM_INFINITY);

    /// The number, unless there is no limit.
    pub(crate) fn number(self) -> Option<u64> {
        (self != Amount::UNLIMITED).then_some(self.0)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.number() {
            Some(number) => write!(to, "{number}"),
            None => to.write_str("unlimited"),
        }
    }
}

impl Limit {
    /// The limit RLIMIT_… of a process.
    pub(crate) fn of(process: Process, resource: Resource) -> Result<Limit, Errno> {
        if process.is_this() {
            let (soft, hard) = sys::process::limit(resource)?;
            return Ok(Limit { soft: Amount(soft), hard: Amount(hard) });
        }
        let label = LABELS.iter().find(|(of, _)| *of == resource).map(|(_, label)| *label).ok_or(libc::EINVAL)?;
        let limits = file::read(format_args!("{process}/limits"))?;
        let mut words =
            limits.field(label).and_then(|rest| str::from_utf8(rest).ok()).unwrap_or_default().split_ascii_whitespace();
        let mut amount = || words.next().and_then(parse).ok_or(libc::ENODATA);
        Ok(Limit { soft: amount()?, hard: amount()? })
    }
}

fn parse(word: &str) -> Option<Amount> {
    if word == "unlimited" { Some(Amount::UNLIMITED) } else { word.parse().ok().map(Amount) }
}

/// What /proc/PID/limits calls them.
const LABELS: &[(Resource, &str)] = &[
    (libc::RLIMIT_CPU, "Max cpu time"),
    (libc::RLIMIT_FSIZE, "Max file size"),
    (libc::RLIMIT_DATA, "Max data size"),
    (libc::RLIMIT_STACK, "Max stack size"),
    (libc::RLIMIT_CORE, "Max core file size"),
    (libc::RLIMIT_RSS, "Max resident set"),
    (libc::RLIMIT_NPROC, "Max processes"),
    (libc::RLIMIT_NOFILE, "Max open files"),
    (libc::RLIMIT_MEMLOCK, "Max locked memory"),
    (libc::RLIMIT_AS, "Max address space"),
    (libc::RLIMIT_LOCKS, "Max file locks"),
    (libc::RLIMIT_SIGPENDING, "Max pending signals"),
    (libc::RLIMIT_MSGQUEUE, "Max msgqueue size"),
    (libc::RLIMIT_NICE, "Max nice priority"),
    (libc::RLIMIT_RTPRIO, "Max realtime priority"),
    (libc::RLIMIT_RTTIME, "Max realtime timeout"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_this_process_and_of_another() {
        // A child has what its parent has.
        let mut child = std::process::Command::new("sleep").arg("1000").spawn().unwrap();
        let process = Process { pid: child.id() as i32 };
        for &(resource, label) in LABELS {
            let limit = Limit::of(process, resource);
            assert!(limit.is_ok(), "{label}");
            assert_eq!(limit, Limit::of(Process::this(), resource), "{label}");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(Limit::of(process, libc::RLIMIT_NOFILE).is_err());
        assert_eq!(Amount(20).to_string(), "20");
        assert_eq!(Amount::UNLIMITED.to_string(), "unlimited");
        assert!(Amount::UNLIMITED > Amount(u64::MAX - 1));
    }
}
