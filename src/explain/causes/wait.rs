//! Why there was no child to wait for.

use std::ffi::c_int;

use crate::explain::answer::Answer;
use crate::explain::argument::{Quoted, Written};
use crate::explain::call::Call;
use crate::explain::constants::Bits;
use crate::explain::constants::process::{WAIT_OPTIONS, WAITID_OPTIONS};
use crate::explain::facts::process::{Process, Status};
use crate::explain::facts::processes;
use crate::explain::facts::signals::{Disposition, Reaped, reaps_by_itself};
use crate::explain::failure::Failure;
use crate::explain::sentences::wait as say;

/// What a call waited for.
enum Wanted {
    Any,
    Process(Process),
    Group(c_int),
    OwnGroup,
}

fn wanted(failure: &Failure) -> Option<Wanted> {
    let wanted = match (failure.call, failure.int(0)) {
        (Call::wait, _) | (Call::waitpid | Call::wait4, -1) => Wanted::Any,
        (Call::waitid, kind) => match (kind as libc::idtype_t, failure.int(1)) {
            (libc::P_ALL, _) => Wanted::Any,
            (libc::P_PID, pid) => Wanted::Process(Process { pid }),
            (libc::P_PGID, 0) => Wanted::OwnGroup,
            (libc::P_PGID, group) => Wanted::Group(group),
            _ => return None,
        },
        (_, 0) => Wanted::OwnGroup,
        (_, pid @ 1..) => Wanted::Process(Process { pid }),
        (_, group) => Wanted::Group(group.checked_neg()?),
    };
    Some(wanted)
}

fn has_handler(process: Process) -> bool {
    matches!(Disposition::of(process, libc::SIGCHLD), Ok(Disposition::Handled { .. }))
}

pub(in crate::explain) fn no_child(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::no_child as say;
    let waiter = failure.process;
    let wanted = wanted(failure)?;
    if let Wanted::Process(process) = wanted
        && (process == waiter || process.exists())
    {
        wrong_process(waiter, process, answer);
        return Some(());
    }
    match reaps_by_itself(waiter) {
        Some(Reaped::Ignored) => say::ignored(answer),
        Some(Reaped::NoWait) => say::no_wait(answer),
        None => {
            match wanted {
                Wanted::Any => {
                    let mut child = None;
                    processes::children(waiter, &mut |its| {
                        child = Some(its);
                        false
                    });
                    match child {
                        Some(child) => say::none_left_but_now(answer, &child.named()),
                        None => say::none_left(answer),
                    }
                }
                Wanted::Process(process) => say::collected(answer, &process.pid),
                Wanted::Group(group) => say::group(answer, &group, &failure.int(0)),
                Wanted::OwnGroup => say::own_group(answer, &waiter.group().ok()?),
            }
            if has_handler(waiter) {
                say::handler(answer);
            }
        }
    }
    Some(())
}

/// Says whose child a process is that is there.
fn wrong_process(waiter: Process, process: Process, answer: &mut Answer) {
    use say::no_child as say;
    if process == waiter {
        return say::itself(answer, &process.pid);
    }
    let status = process.status();
    let belongs_to = status.as_ref().ok().and_then(Status::process);
    match (belongs_to, status.as_ref().ok().and_then(Status::parent)) {
        (Some(leader), _) if leader != process => say::thread(answer, &process.pid, &leader.named()),
        (_, Some(parent)) if parent == waiter => say::child_all_the_same(answer, &process.named()),
        // The first process of a namespace has a parent outside of it.
        (_, Some(parent)) if parent.pid > 0 => say::not_a_child(answer, &process.named(), &parent.named()),
        _ => say::unseen(answer, &process.named()),
    }
}

const WAITID_ONLY: c_int = libc::WEXITED | libc::WNOWAIT;
const NOT_OF_C: c_int = libc::__WNOTHREAD | libc::__WALL | libc::__WCLONE;
const WAITPID_TAKES: c_int = libc::WNOHANG | libc::WUNTRACED | libc::WCONTINUED | NOT_OF_C;
const CHANGES: c_int = libc::WEXITED | libc::WSTOPPED | libc::WCONTINUED;
const WAITID_TAKES: c_int = CHANGES | libc::WNOHANG | libc::WNOWAIT | NOT_OF_C;

pub(in crate::explain) fn options(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let unknown = failure.int(2) & !WAITPID_TAKES;
    if unknown & !WAITID_ONLY != 0 {
        say::options::unknown(answer, &Bits(WAIT_OPTIONS, unknown as u32));
    } else if unknown != 0 {
        say::options::for_waitid(answer, &Bits(WAITID_OPTIONS, unknown as u32));
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn what_to_wait_for(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::what_to_wait_for as say;
    let (options, kind) = (failure.int(3), failure.int(0) as libc::idtype_t);
    if options & !WAITID_TAKES != 0 {
        say::unknown(answer, &Bits(WAITID_OPTIONS, (options & !WAITID_TAKES) as u32));
    } else if options & CHANGES == 0 {
        say::nothing(answer);
    } else if !matches!(kind, libc::P_ALL | libc::P_PID | libc::P_PGID | libc::P_PIDFD) {
        say::id_type(answer, &Written(failure, 0));
    } else {
        say::id(answer, &failure.int(1));
    }
    Some(())
}

pub(in crate::explain) fn impossible_group(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (failure.int(0) == c_int::MIN).then(|| say::impossible_group::said(answer, &failure.int(0)))
}

pub(in crate::explain) fn not_yet(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (failure.int(0) as libc::idtype_t == libc::P_PIDFD).then(|| say::not_yet::said(answer, &failure.int(1)))
}

pub(in crate::explain) fn shell(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::shell as say;
    match reaps_by_itself(failure.process) {
        Some(Reaped::Ignored) => say::ignored(answer),
        Some(Reaped::NoWait) => say::no_wait(answer),
        None if has_handler(failure.process) => say::handler(answer),
        None => say::elsewhere(answer),
    }
    Some(())
}

pub(in crate::explain) fn mode(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::mode as say;
    match failure.copied(1).map(|copied| copied.bytes) {
        Some(mode) if mode.contains(&b'r') && mode.contains(&b'w') || mode.contains(&b'+') => {
            say::both(answer, &Quoted(mode));
        }
        Some(mode) => say::unknown(answer, &Quoted(mode)),
        None => say::unseen(answer),
    }
    Some(())
}
