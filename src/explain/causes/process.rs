//! Which limit on processes it was, and whose rights are missing.

use libc::uid_t;

use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::Call;
use crate::explain::facts::caller::Caller;
use crate::explain::facts::cgroup::{Controller, bound};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file;
use crate::explain::facts::limits::Limit;
use crate::explain::facts::process::{Capability, Credentials, Process};
use crate::explain::facts::processes;
use crate::explain::facts::user::{Group, User};
use crate::explain::failure::Failure;
use crate::explain::sentences::process as say;

/// How far below a limit on the whole system counts as reached: others may have ended since.
const ROOM: u64 = 8;

/// What a walk over all processes counts.
#[derive(Default)]
struct Count {
    /// Processes and threads of the user.
    of_user: u64,
    /// Processes and threads of all users.
    all: u64,
    children: u64,
    zombies: u64,
    /// Was anything not seen?
    is_partial: bool,
}

fn count(user: uid_t, parent: Process, until: Moment) -> Count {
    let mut count = Count::default();
    let in_time = processes::each(until, &mut |process| {
        let Ok(status) = process.status() else { return true };
        count.all += status.threads().unwrap_or(1);
        if status.real_user() == Some(user) {
            count.of_user += status.threads().unwrap_or(1);
        }
        if status.parent() == Some(parent) {
            count.children += 1;
            count.zombies += u64::from(status.state() == Some('Z') && status.threads() <= Some(1));
        }
        true
    });
    count.is_partial = in_time != Ok(true);
    count
}

pub(in crate::explain) fn too_many(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::too_many as say;
    let user = Credentials::users(failure.process)?.real;
    let limit = Limit::of(failure.process, libc::RLIMIT_NPROC).ok()?.soft;
    let most = limit.number().filter(|_| is_limited(failure, user));
    let count = count(user, failure.process, failure.walk_until());
    let group = bound(failure.process, Controller::Pids).ok().filter(|bound| bound.is_reached(1));
    // Each PID namespace has its own from Linux 6.14 on, and then the whole system may have more threads.
    let numbers = reached("/proc/sys/kernel/pid_max");
    if let Some(most) = most.filter(|most| count.of_user >= *most) {
        say::user(answer, &User(user), &count.of_user, &most);
    } else if let Some(bound) = group {
        say::group(answer, &bound.used, &bound.most, &bound.file());
    } else if let Some((threads, most)) = reached("/proc/sys/kernel/threads-max") {
        say::system(answer, &threads, &most);
    } else if let Some((threads, most)) = numbers.filter(|(threads, most)| threads <= most) {
        say::numbers(answer, &threads, &most);
    } else if let Some((_, most)) = numbers.filter(|(_, most)| count.all + ROOM >= *most) {
        say::numbers_here(answer, &count.all, &most);
    } else if failure.call == Call::pthread_create {
        // It may have been the stack.
        return None;
    } else if count.is_partial {
        match most {
            Some(most) => say::user_unknown(answer, &User(user), &most),
            None => say::unseen(answer),
        }
    } else if let Some(most) = most {
        // Others of the user may be hidden, or in other containers.
        say::user_unseen(answer, &User(user), &count.of_user, &most);
    } else {
        say::unknown(answer, &limit);
    }
    if count.zombies > 0 {
        say::zombies(answer, &count.children, &count.zombies);
    } else if count.children > 8 {
        say::children(answer, &count.children);
    }
    Some(())
}

/// The threads of the system and the limit in that file, if there is hardly room for another.
fn reached(limit: &str) -> Option<(u64, u64)> {
    let most = file::number(format_args!("{limit}")).ok()? as u64;
    // 0.20 0.18 0.12 1/80 11206: the fourth has all that exist.
    let load = file::read(format_args!("/proc/loadavg")).ok()?;
    let threads: u64 = load.text().split_ascii_whitespace().nth(3)?.split_once('/')?.1.parse().ok()?;
    (threads + ROOM >= most).then_some((threads, most))
}

pub(in crate::explain) fn no_memory(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.call == Call::popen && no_shell(failure, answer).is_some() {
        return Some(());
    }
    (has_namespace_for_children(failure.process)?).then(|| say::no_memory::dead_namespace(answer))
}

/// popen, if its user has as many processes and threads as RLIMIT_NPROC allows.
fn no_shell(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let user = Credentials::users(failure.process)?.real;
    let limit = Limit::of(failure.process, libc::RLIMIT_NPROC).ok()?.soft;
    let most = limit.number().filter(|_| is_limited(failure, user))?;
    let of_user = count(user, failure.process, failure.walk_until()).of_user;
    (of_user >= most).then(|| say::no_memory::no_shell(answer, &User(user), &of_user, &most))
}

/// Does RLIMIT_NPROC hold for the process, whose real user that is?
fn is_limited(failure: &Failure, user: uid_t) -> bool {
    user != 0 && ![Capability::SysAdmin, Capability::SysResource].into_iter().any(|it| has_capability(failure, it))
}

/// Are the children of a process made in another PID namespace than its own?
pub(super) fn has_namespace_for_children(process: Process) -> Option<bool> {
    let own = file::link(format_args!("{process}/ns/pid")).ok()?;
    // While a new namespace has no process yet, there is no such link.
    let of_children = file::link(format_args!("{process}/ns/pid_for_children"));
    Some(of_children.map_or_else(|error| error == libc::ENOENT, |link| *link != *own))
}

pub(in crate::explain) fn too_many_after_change(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let user = Credentials::users(failure.process)?.real;
    let limit = Limit::of(failure.process, libc::RLIMIT_NPROC).ok()?.soft;
    let count = count(user, failure.process, failure.walk_until());
    say::too_many_after_change::said(answer, &User(user), &count.of_user, &limit);
    Some(())
}

fn has_capability(failure: &Failure, capability: Capability) -> bool {
    failure.process.status().ok().and_then(|status| status.has_capability(capability)) == Some(true)
}

pub(in crate::explain) fn other_user(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::other_user as say;
    let (caller, Credentials { real, saved, .. }) =
        (Caller::of(failure.process)?, Credentials::users(failure.process)?);
    let wanted = failure.word(0) as uid_t;
    if caller.is_root() && !has_capability(failure, Capability::SetUid) {
        say::privileged(answer, &wanted);
    } else {
        say::said(answer, &User(wanted), &caller.who(), &User(real), &User(saved));
    }
    Some(())
}

pub(in crate::explain) fn other_group(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::other_group as say;
    let caller = Caller::of(failure.process)?;
    let group = Credentials::groups(failure.process)?.effective;
    let wanted = failure.word(0) as uid_t;
    if caller.is_root() && !has_capability(failure, Capability::SetGid) {
        say::privileged(answer, &wanted);
    } else {
        say::said(answer, &Group(wanted), &Group(group), &caller.who());
    }
    Some(())
}

pub(in crate::explain) fn no_such_id(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match failure.word(0) as uid_t {
        uid_t::MAX => say::no_such_id::minus_one(answer),
        id => say::no_such_id::unmapped(answer, &id),
    }
    Some(())
}

pub(in crate::explain) fn hard_limit(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::hard_limit as say;
    let resource = failure.word(0) as u32;
    let hard = Limit::of(failure.process, resource).ok()?.hard;
    if resource == libc::RLIMIT_NOFILE && has_capability(failure, Capability::SysResource) {
        say::files(answer, &hard, &file::number(format_args!("/proc/sys/fs/nr_open")).ok()?);
    } else {
        say::said(answer, &Written(failure, 0), &hard);
    }
    Some(())
}

fn is_resource(failure: &Failure) -> bool {
    failure.word(0) as u32 <= libc::RLIMIT_RTTIME
}

pub(in crate::explain) fn limits(failure: &Failure, answer: &mut Answer) -> Option<()> {
    is_resource(failure).then(|| say::limits::order(answer))
}

pub(in crate::explain) fn resource(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (!is_resource(failure)).then(|| say::resource::unknown(answer, &Written(failure, 0)))
}
