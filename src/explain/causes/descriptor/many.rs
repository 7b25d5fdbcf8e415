//! EMFILE and ENFILE: as many open files as a process, or the system, may have.

use std::ffi::c_int;
use std::fmt;

use super::highest;
use crate::explain::answer::Answer;
use crate::explain::call::Call;
use crate::explain::enumeration::separator;
use crate::explain::facts::descriptor::{self, Descriptor, KINDS, Several, What};
use crate::explain::facts::file;
use crate::explain::facts::limits::Limit;
use crate::explain::facts::process::Process;
use crate::explain::facts::processes;
use crate::explain::failure::Failure;
use crate::explain::sentences::descriptor as say;

/// What descriptors refer to, counted: `12 ends of pipes, 3 regular files and 2 others`.
struct Kinds {
    counts: [usize; KINDS],
}

/// How many kinds are named.
const NAMED: usize = 5;

impl Kinds {
    const NONE: Kinds = Kinds { counts: [0; KINDS] };

    fn add(&mut self, what: &What) {
        self.counts[what.kind()] += 1;
    }
}

impl fmt::Display for Kinds {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let mut rest = self.counts;
        let kinds = rest.iter().filter(|count| **count > 0).count();
        for number in 0..kinds.min(NAMED) {
            // The most of those that are left.
            let Some((kind, count)) = rest.iter_mut().enumerate().rev().max_by_key(|(_, count)| **count) else { break };
            write!(to, "{}{}", separator(number, kinds), Several { kind, count: std::mem::take(count) })?;
        }
        match rest.iter().sum() {
            0 => Ok(()),
            1 => to.write_str(" and 1 other"),
            rest => write!(to, " and {rest} others"),
        }
    }
}

/// That the limit may be raised, if it may.
struct Raise<'a>(&'a Limit);

impl fmt::Display for Raise<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Limit { soft, hard } = self.0;
        if soft.0 < hard.0 { write!(to, ", or raise the limit (ulimit -n, up to {hard})") } else { Ok(()) }
    }
}

pub(in crate::explain) fn too_many(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (limit, highest) = highest(failure)?;
    let (mut count, mut kinds, mut last) = (0, Kinds::NONE, None);
    let in_time = descriptor::each(failure.process, failure.facts_until(), &mut |fd| {
        // Those above a limit that was lowered do not count.
        if let Ok(descriptor) = Descriptor::of(failure.process, fd)
            && fd as u64 <= highest
        {
            count += 1;
            kinds.add(&descriptor.what);
            last = Some(descriptor);
        }
        true
    });
    if in_time != Ok(true) {
        return None;
    }
    let makes_two = matches!(failure.call, Call::pipe | Call::pipe2 | Call::socketpair | Call::popen);
    if count + u64::from(makes_two) < limit.soft.0 {
        // Of those from a number on, all are used.
        let from = failure.call == Call::fcntl && failure.int(2) > 0;
        return (!from).then(|| say::too_many::freed(answer, &count, &limit.soft, &Raise(&limit)));
    }
    if count < limit.soft.0 {
        say::too_many::two(answer, &failure.call, &count, &limit.soft, &kinds, &Raise(&limit));
    } else {
        say::too_many::all(answer, &count, &limit.soft, &kinds, &Raise(&limit));
    }
    if let Some(last) = last {
        say::too_many::last(answer, &last.fd, &last);
    }
    Some(())
}

pub(in crate::explain) fn too_many_everywhere(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let numbers = file::read(format_args!("/proc/sys/fs/file-nr")).ok()?;
    let mut numbers = numbers.text().split_ascii_whitespace().map(|number| number.parse::<u64>().ok());
    let (count, limit) = (numbers.next()??, numbers.nth(1)??);
    // The count that is limited lags behind.
    let is_full = count.saturating_mul(100) >= limit.saturating_mul(95);
    let pipe_pages = file::number(format_args!("/proc/sys/fs/pipe-user-pages-hard")).unwrap_or(0);
    match is_full {
        true => say::too_many_everywhere::all(answer, &count, &limit),
        false if matches!(failure.call, Call::pipe | Call::pipe2) && pipe_pages > 0 => {
            say::too_many_everywhere::pipes(answer, &pipe_pages);
            return Some(());
        }
        false => say::too_many_everywhere::freed(answer, &count, &limit),
    }
    let mut most: Option<(Process, usize)> = None;
    let _ = processes::each(failure.walk_until(), &mut |process| {
        let mut count = 0;
        let _ = descriptor::each(process, failure.walk_until(), &mut |_: c_int| {
            count += 1;
            true
        });
        if most.is_none_or(|(_, most)| count > most) {
            most = Some((process, count));
        }
        true
    });
    if let Some((process, count)) = most.filter(|(_, count)| *count > 0) {
        say::too_many_everywhere::most(answer, &process.named(), &count);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::text::Text;
    use crate::explain::{Depth, explain};

    #[test]
    fn the_whole_system_has_a_limit() {
        let numbers = std::fs::read_to_string("/proc/sys/fs/file-nr").unwrap();
        let limit = numbers.split_whitespace().nth(2).unwrap();
        let mut text = Text::new();
        explain(&Failure::new(Call::open, libc::ENFILE, &[0, 0, 0]), Depth::Cause, None, &mut text);
        let joined = text.as_str().replace('\n', " ");
        assert!(joined.contains(&format!("({limit}, fs.file-max); now there are ")), "{joined}");
        assert!(joined.contains("Most of those that can be seen from here"), "{joined}");
    }

    #[test]
    fn descriptors_by_their_kinds() {
        let mut kinds = Kinds::NONE;
        for _ in 0..3 {
            kinds.add(&What::EventFd);
        }
        assert_eq!(kinds.to_string(), "3 eventfds");
        for what in [What::Socket { inode: 1 }, What::Socket { inode: 2 }, What::Epoll] {
            kinds.add(&what);
        }
        assert_eq!(kinds.to_string(), "3 eventfds, 2 sockets and an epoll descriptor");
        for what in [What::PidFd, What::TimerFd, What::SignalFd] {
            kinds.add(&what);
        }
        assert!(kinds.to_string().ends_with(" and 1 other"), "{kinds}");
    }
}
