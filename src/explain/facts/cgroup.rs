//! Control groups: what the container or service that a process is in may use of the machine.
//!
//! ```text
//!   /proc/PID/cgroup   0::/user.slice/app      of the unified hierarchy, or of an old one: 8:pids:/app
//!   /sys/fs/cgroup/user.slice/app/pids.max     or of an old one: /sys/fs/cgroup/pids/app/pids.max
//! ```
//!
//! Each group above has its own limits, so the way up to the root is gone.

use std::fmt::{self, Write};

use super::file::{self, Errno};
use super::process::Process;
use crate::explain::text::Text;

/// Which use is limited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Controller {
    /// Processes and threads.
    Pids,
    /// Bytes.
    Memory,
}

/// The files that say what is used, and what may be.
struct Names {
    controller: &'static str,
    used: [&'static str; 2],
    most: [&'static str; 2],
}

impl Controller {
    /// First those of the unified hierarchy, then those of the old ones.
    fn names(self) -> Names {
        match self {
            Controller::Pids => Names { controller: "pids", used: ["pids.current"; 2], most: ["pids.max"; 2] },
            Controller::Memory => Names {
                controller: "memory",
                used: ["memory.current", "memory.usage_in_bytes"],
                most: ["memory.max", "memory.limit_in_bytes"],
            },
        }
    }
}

/// Of the groups that a process is in, the one with the least left.
pub(crate) struct Bound {
    pub used: u64,
    pub most: u64,
    /// Where the limit is set.
    file: Text,
}

impl Bound {
    /// Could `more` have been too much?
    pub(crate) fn is_reached(&self, more: u64) -> bool {
        self.used.saturating_add(more) > self.most
    }

    pub(crate) fn file(&self) -> impl fmt::Display {
        self.file.as_str()
    }
}

/// The tightest limit; ENOENT if there is none, or none that can be seen.
pub(crate) fn bound(process: Process, controller: Controller) -> Result<Bound, Errno> {
    let names = controller.names();
    let groups = file::read(format_args!("{process}/cgroup"))?;
    let mut tightest: Option<Bound> = None;
    for line in groups.text().lines() {
        let mut fields = line.splitn(3, ':');
        let (Some(_), Some(controllers), Some(group)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let old = controllers.split(',').any(|name| name == names.controller);
        if !old && !controllers.is_empty() {
            continue;
        }
        let mount = if old { names.controller } else { "" };
        walk_up(mount, group, names.used[usize::from(old)], names.most[usize::from(old)], &mut tightest);
        if !old {
            // Where both kinds are there.
            walk_up("unified", group, names.used[0], names.most[0], &mut tightest);
        }
    }
    tightest.ok_or(libc::ENOENT)
}

const LARGEST: i64 = 1 << 60;

/// Looks at the group and those above it.
fn walk_up(mount: &str, group: &str, used: &str, most: &str, tightest: &mut Option<Bound>) {
    let mut group = group.trim_end_matches('/');
    loop {
        let directory = Directory(mount, group);
        let used = file::number(format_args!("{directory}/{used}"));
        // "max" is no number; the old hierarchies have one that is larger than any memory.
        let limit = file::number(format_args!("{directory}/{most}"));
        if let (Ok(used), Ok(limit @ ..=LARGEST)) = (used, limit) {
            let (used, limit) = (used as u64, limit as u64);
            let left = limit.saturating_sub(used);
            if tightest.as_ref().is_none_or(|bound| left < bound.most.saturating_sub(bound.used)) {
                let mut file = Text::of_capacity(512);
                let _ = write!(file, "{directory}/{most}");
                *tightest = Some(Bound { used, most: limit, file });
            }
        }
        let Some((above, _)) = group.rsplit_once('/') else { return };
        group = above;
    }
}

/// A group's directory below where its hierarchy is mounted.
struct Directory<'a>(&'a str, &'a str);

impl fmt::Display for Directory<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let separator = if self.0.is_empty() { "" } else { "/" };
        write!(to, "/sys/fs/cgroup{separator}{}{}", self.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_says_where_it_is_set() {
        for controller in [Controller::Pids, Controller::Memory] {
            // There may be none here.
            if let Ok(bound) = bound(Process::this(), controller) {
                assert!(bound.used > 0, "{}", bound.file());
                assert_eq!(file::number(format_args!("{}", bound.file())), Ok(bound.most as i64));
                assert!(bound.is_reached(u64::MAX) && !bound.is_reached(0));
            }
        }
    }

    #[test]
    fn directories() {
        assert_eq!(Directory("", "/a/b").to_string(), "/sys/fs/cgroup/a/b");
        assert_eq!(Directory("pids", "").to_string(), "/sys/fs/cgroup/pids");
    }
}
