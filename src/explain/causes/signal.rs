//! Signals: which argument, or which process, it was.

use std::ffi::c_int;

use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::Call;
use crate::explain::facts::caller::Caller;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::limits::Limit;
use crate::explain::facts::process::{Capability, Process, least_signal_stack};
use crate::explain::facts::signals::{LAST, Signal};
use crate::explain::facts::user::User;
use crate::explain::failure::Failure;
use crate::explain::sentences::signal as say;

fn sends(call: Call) -> bool {
    matches!(call, Call::kill | Call::killpg | Call::sigqueue)
}

fn changes_a_set(call: Call) -> bool {
    matches!(call, Call::sigaddset | Call::sigdelset | Call::sigismember)
}

pub(in crate::explain) fn number(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::number as say;
    let (first, call) = (failure.int(0), failure.call);
    let signal = if sends(call) || changes_a_set(call) || call == Call::pthread_kill { failure.int(1) } else { first };
    let is_signal = (1..=LAST).contains(&signal);
    match call {
        _ if changes_a_set(call) && failure.word(0) == 0 => say::set_is_null(answer),
        Call::killpg if first < 0 => say::negative_group(answer, &first),
        _ if sends(call) && signal > LAST && (1..=LAST).contains(&first) => say::swapped(answer, &signal, &first),
        _ if (-LAST..0).contains(&signal) => say::negative(answer, &signal, &-signal),
        Call::sigaction | Call::signal if matches!(signal, libc::SIGKILL | libc::SIGSTOP) => {
            say::not_to_be_changed(answer, &Signal(signal));
        }
        _ if matches!(signal, 32 | 33) => say::reserved(answer, &signal),
        _ if is_signal => return None,
        _ if sends(call) => say::unknown_or_zero(answer, &signal),
        _ => say::unknown(answer, &signal),
    }
    Some(())
}

pub(in crate::explain) fn set(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (failure.word(0) == 0).then(|| say::set::is_null(answer))
}

/// Whom a signal was sent to.
enum Target {
    Process(Process),
    Group(c_int),
    Everybody,
}

fn target(failure: &Failure) -> Option<Target> {
    match (failure.call, failure.int(0)) {
        // As kill does with it.
        (Call::killpg, 1) | (Call::kill, -1) => Some(Target::Everybody),
        (Call::killpg, group @ 2..) => Some(Target::Group(group)),
        (Call::kill, group @ ..-1) => Some(Target::Group(group.checked_neg()?)),
        (_, 0) => Some(Target::Group(failure.process.group().ok()?)),
        (_, pid @ 1..) => Some(Target::Process(Process { pid })),
        _ => None,
    }
}

pub(in crate::explain) fn no_target(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::no_target as say;
    match target(failure) {
        Some(Target::Everybody) => say::everybody(answer),
        Some(Target::Process(process)) if process.exists() => {
            say::back(answer, &process.named(), &process.pid);
        }
        Some(Target::Process(process)) => say::gone(answer, &process.pid),
        Some(Target::Group(group)) => {
            let leader = Process { pid: group };
            match leader.group() {
                Ok(actual) if actual != group => say::other_group(answer, &group, &leader.named(), &actual),
                _ => say::no_group(answer, &group, &failure.int(0)),
            }
        }
        None if failure.call == Call::sigqueue => say::one_process_only(answer, &failure.int(0)),
        None => return None,
    }
    Some(())
}

pub(in crate::explain) fn not_yours(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_yours as say;
    let caller = Caller::of(failure.process)?;
    let is_privileged = || {
        let own = failure.process.status();
        caller.is_root() || own.is_ok_and(|own| own.has_capability(Capability::Kill) == Some(true))
    };
    match target(failure)? {
        Target::Everybody => say::everybody(answer, &caller),
        Target::Group(group) => say::group(answer, &group, &caller.who()),
        Target::Process(process) => match process.status().ok().and_then(|status| status.real_user()) {
            _ if is_privileged() => {
                say::even_root(answer, &process.named());
            }
            Some(owner) if owner != caller.user => say::process(answer, &process.named(), &User(owner), &caller.who()),
            Some(_) => say::process_of_the_same(answer, &process.named(), &caller),
            None => say::unseen_process(answer, &process.named(), &caller.who()),
        },
    }
    Some(())
}

pub(in crate::explain) fn queue_full(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::queue_full as say;
    let to_itself = matches!(failure.call, Call::raise | Call::pthread_kill);
    let receiver = if to_itself { failure.process } else { Process { pid: failure.int(0) } };
    let status = receiver.status();
    // SigQ: 3/128341
    let queue = status.as_ref().ok().and_then(|status| status.words("SigQ:").next()?.split_once('/'));
    match (queue, status.as_ref().ok().and_then(|status| status.real_user())) {
        (Some((queued, limit)), Some(user)) => say::said(answer, &User(user), &queued, &limit),
        _ => say::limit_only(answer, &Limit::of(receiver, libc::RLIMIT_SIGPENDING).ok()?.soft),
    }
    Some(())
}

pub(in crate::explain) fn mask(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let is_known = matches!(failure.int(0), libc::SIG_BLOCK | libc::SIG_UNBLOCK | libc::SIG_SETMASK);
    (!is_known).then(|| say::mask::how(answer, &failure.int(0)))
}

pub(in crate::explain) fn small_stack(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::small_stack::said(answer, &least_signal_stack());
    Some(())
}

pub(in crate::explain) fn stack_in_use(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::stack_in_use::said(answer);
    Some(())
}

pub(in crate::explain) fn stack_flags(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::stack_flags::said(answer);
    Some(())
}

pub(in crate::explain) fn too_late(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::too_late::said(answer);
    Some(())
}

pub(in crate::explain) fn signal_descriptor(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::signal_descriptor as say;
    let (fd, flags) = (failure.int(0), failure.int(2));
    if flags & !(libc::SFD_CLOEXEC | libc::SFD_NONBLOCK) != 0 {
        say::flags(answer, &Written(failure, 2));
        return Some(());
    }
    let is_other = matches!(Descriptor::of(failure.process, fd), Ok(of) if !matches!(of.what, What::SignalFd));
    is_other.then(|| say::other(answer, &fd))
}
