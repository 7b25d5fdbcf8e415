//! What happened before: how long ago, and whether the process that did it still lives.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use libc::pid_t;

use super::process::Process;
use super::sys;

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() as i64)
}

/// A time, in seconds since 1970. As text it is how long ago that is: `3 minutes ago`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Ago(pub i64);

impl fmt::Display for Ago {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        ago(now().saturating_sub(self.0), to)
    }
}

/// In the greatest unit of which it is two at least.
fn ago(seconds: i64, to: &mut dyn fmt::Write) -> fmt::Result {
    // A clock that was set back makes the past the future.
    match seconds {
        ..1 => to.write_str("just now"),
        1 => to.write_str("1 second ago"),
        2..120 => write!(to, "{seconds} seconds ago"),
        120..7200 => write!(to, "{} minutes ago", seconds / 60),
        7200..172_800 => write!(to, "{} hours ago", seconds / 3600),
        _ => write!(to, "{} days ago", seconds / 86_400),
    }
}

/// Who did something, when. As text it is the process and what has become of it: `cat (pid 12)`,
/// `process 12, which has ended`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Actor {
    pub process: Process,
    at: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    Lives,
    /// It has ended, but its parent has not waited for it.
    Zombie,
    Ended,
    /// It has ended, and another process has its pid.
    Replaced,
}

/// How much later a process may seem to have been started than it was: both times are cut to less than a second, and
/// the clock may have been corrected.
const SLACK: i64 = 2;

impl Actor {
    /// None if nobody did it yet, or somebody whose pid is not known here.
    pub(crate) fn new(pid: pid_t, at: i64) -> Option<Actor> {
        (pid > 0).then_some(Actor { process: Process { pid }, at })
    }

    pub(crate) fn fate(self) -> Fate {
        let Ok(stat) = self.process.stat() else {
            // Where nothing of /proc can be read, this process lives all the same.
            return if self.process.is_this() { Fate::Lives } else { Fate::Ended };
        };
        let started = stat.start_time().and_then(clock_time);
        if started.is_some_and(|started| started > self.at + SLACK) {
            return Fate::Replaced;
        }
        if stat.has_ended() { Fate::Zombie } else { Fate::Lives }
    }

    pub(crate) fn has_ended(self) -> bool {
        self.fate() != Fate::Lives
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let pid = self.process.pid;
        match self.fate() {
            Fate::Lives if self.process.is_this() => write!(to, "this process"),
            Fate::Lives => write!(to, "{}", self.process.named()),
            Fate::Zombie => write!(to, "{}, which has ended", self.process.named()),
            Fate::Ended => write!(to, "process {pid}, which has ended"),
            Fate::Replaced => write!(to, "process {pid}, which has ended (another has its pid now)"),
        }
    }
}

/// The time in seconds since 1970 of so many clock ticks after the machine was started.
fn clock_time(ticks: u64) -> Option<i64> {
    let second = u64::try_from(sys::process::ticks_per_second().ok()?).ok()?;
    let started = i64::try_from(ticks.checked_div(second)?).ok()?;
    Some(now() - sys::memory::clock(libc::CLOCK_BOOTTIME).ok()?.tv_sec + started)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn how_long_ago() {
        for (seconds, text) in [
            (-5, "just now"),
            (0, "just now"),
            (1, "1 second ago"),
            (119, "119 seconds ago"),
            (120, "2 minutes ago"),
            (7199, "119 minutes ago"),
            (7200, "2 hours ago"),
            (200_000, "2 days ago"),
        ] {
            let mut written = String::new();
            ago(seconds, &mut written).unwrap();
            assert_eq!(written, text);
        }
    }

    #[test]
    fn what_has_become_of_a_process() {
        let mut child = Command::new("sleep").arg("1000").spawn().unwrap();
        let pid = child.id() as pid_t;
        let actor = Actor::new(pid, now()).unwrap();
        assert_eq!(actor.fate(), Fate::Lives);
        // What was done before it was started has been done by another.
        assert_eq!(Actor::new(pid, now() - 1000).unwrap().fate(), Fate::Replaced);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(actor.to_string(), format!("process {pid}, which has ended"));
        assert_eq!(Actor::new(Process::this().pid, now()).unwrap().to_string(), "this process");
        assert_eq!(Actor::new(0, now()), None);
    }
}
