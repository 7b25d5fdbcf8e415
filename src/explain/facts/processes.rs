//! The processes that can be seen, and their children.

use libc::pid_t;

use super::clock::Moment;
use super::file::{self, Errno};
use super::process::Process;
use super::threads;

/// The number that this process has in /proc: another one than its pid if that was mounted in another PID namespace.
pub(crate) fn listed_as() -> Option<pid_t> {
    file::parsed(&file::link(format_args!("/proc/self")).ok()?)
}

/// Calls `each` with every process that is in one list, until that returns false. Tells whether it got through in time.
///
/// While some are looked at, others may start new ones, to which they leave what they have, and end: for what is known of all
/// or of none there is `every`.
pub(crate) fn each(until: Moment, each: &mut dyn FnMut(Process) -> bool) -> Result<bool, Errno> {
    let mut known = Vec::new();
    add_listed(&mut known)?;
    Ok(look_at(&known, until, each) != Walk::OutOfTime)
}

/// How often the list of processes is read, until it has none that was not in it before.
const LISTS: usize = 64;

/// The same, until there is none that was not looked at: the list is read again until it has none that is new. Processes that
/// have nothing to do with what is sought may come and go so fast that it always has; then it did not get through, either.
///
/// The list has ascending numbers, and new processes have higher ones: of those that leave what they have to the next the last
/// one is in it. (But when the numbers begin anew, which they do every 32,768 processes or more, it may be missed.)
pub(crate) fn every(until: Moment, each: &mut dyn FnMut(Process) -> bool) -> Result<bool, Errno> {
    let mut known = Vec::new();
    for _ in 0..LISTS {
        let old = known.len();
        add_listed(&mut known)?;
        if known.len() == old {
            return Ok(true);
        }
        match look_at(&known[old..], until, each) {
            Walk::Done => known.sort_unstable(),
            Walk::Enough => return Ok(true),
            Walk::OutOfTime => return Ok(false),
        }
    }
    Ok(false)
}

/// How a walk over some processes ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    Done,
    Enough,
    OutOfTime,
}

fn look_at(listed: &[pid_t], until: Moment, each: &mut dyn FnMut(Process) -> bool) -> Walk {
    let (this, listed_as) = (Process::this(), listed_as());
    for &pid in listed {
        if Moment::now() >= until {
            return Walk::OutOfTime;
        }
        // Another may have this one's number there, by which it would be taken for this one.
        let process = if Some(pid) == listed_as { this } else { Process { pid } };
        if (Some(pid) == listed_as || pid != this.pid) && !each(process) {
            return Walk::Enough;
        }
    }
    Walk::Done
}

/// Adds the numbers of the processes that are listed and are not known, of which the numbers are in order.
fn add_listed(known: &mut Vec<pid_t>) -> Result<(), Errno> {
    let (old, mut result) = (known.len(), Ok(()));
    file::entries(format_args!("/proc"), &mut |name| {
        if let Some(pid) = file::parsed(name)
            && known[..old].binary_search(&pid).is_err()
        {
            result = known.try_reserve(1).map_err(|_| libc::ENOMEM);
            known.extend(result.is_ok().then_some(pid));
        }
        result.is_ok()
    })?;
    result
}

/// Calls `each` with the children of a process, until that returns false; with none if the kernel does not list them. (Some may
/// be missing, if others end meanwhile.) Tells whether it never did.
pub(crate) fn children(parent: Process, each: &mut dyn FnMut(Process) -> bool) -> bool {
    let mut goes_on = true;
    let _ = threads::each(parent, &mut |tid| {
        let Ok(children) = file::read(format_args!("{parent}/task/{tid}/children")) else { return true };
        let mut pids = children.text().split_ascii_whitespace().filter_map(|pid| pid.parse().ok());
        goes_on = pids.all(|pid| each(Process { pid }));
        goes_on
    });
    goes_on
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;
    use std::time::Duration;

    #[test]
    fn this_process_and_its_child() {
        let mut child = Command::new("sleep").arg("1000").spawn().unwrap();
        let (this, its) = (Process::this(), Process { pid: child.id() as pid_t });
        let late = || Moment::now() + Duration::from_secs(60);
        for walk in [each, every] {
            let mut seen = (0, 0);
            let in_time = walk(late(), &mut |process| {
                seen.0 += usize::from(process == this);
                seen.1 += usize::from(process == its);
                true
            });
            assert_eq!((seen, in_time), ((1, 1), Ok(true)));
            assert_eq!(walk(Moment::now(), &mut |_| true), Ok(false));
            assert_eq!(walk(late(), &mut |_| false), Ok(true));
        }
        let mut count = 0;
        children(this, &mut |child| {
            count += usize::from(child == its);
            child != its
        });
        // Without CONFIG_PROC_CHILDREN there is no such list.
        assert_eq!(count, usize::from(file::status(format_args!("{this}/task/{}/children", this.pid)).is_ok()));
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
