//! Why a process's group, or a terminal's, cannot be changed.

use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::process::{Process, Status, session_of_terminal};
use crate::explain::failure::Failure;
use crate::explain::sentences::session as say;

/// The process that an argument means: 0 is the caller.
fn process(failure: &Failure) -> Process {
    match failure.int(0) {
        0 => failure.process,
        pid => Process { pid },
    }
}

pub(in crate::explain) fn group_number(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.int(1) < 0 {
        say::group_number::negative(answer, &failure.int(1));
        return Some(());
    }
    let pid = failure.int(0);
    let leader = Process { pid }.status().ok()?.process().filter(|leader| leader.pid != pid)?;
    say::group_number::thread(answer, &pid, &leader.named());
    Some(())
}

pub(in crate::explain) fn not_mine(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_mine as say;
    let process = process(failure);
    let parent = process.status().ok().as_ref().and_then(Status::parent).filter(|parent| parent.pid > 0);
    match parent {
        _ if !process.exists() => say::gone(answer, &process.pid),
        Some(parent) => say::stranger(answer, &process.named(), &parent.named()),
        None => say::unseen(answer, &process.pid),
    }
    Some(())
}

pub(in crate::explain) fn when(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (!failure.is_named(1)).then(|| say::when::said(answer, &Written(failure, 1)))
}

pub(in crate::explain) fn after_exec(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::after_exec::said(answer, &process(failure).named());
    Some(())
}

pub(in crate::explain) fn fixed_group(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::fixed_group as say;
    let (process, group) = (process(failure), failure.int(1));
    let (theirs, ours) = (process.session().ok()?, failure.process.session().ok()?);
    if theirs == process.pid {
        say::leader(answer, &process.named(), &theirs);
    } else if theirs != ours {
        say::other_session(answer, &process.named(), &theirs, &ours);
    } else {
        match (Process { pid: group }).session() {
            Ok(of_group) if of_group != ours => say::group_elsewhere(answer, &group, &of_group, &ours),
            _ => say::no_group(answer, &group, &ours),
        }
    }
    Some(())
}

pub(in crate::explain) fn leads_a_group(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::leads_a_group as say;
    let process = failure.process;
    if process.session() == Ok(process.pid) {
        say::session(answer, &process.pid);
    } else if process.group() == Ok(process.pid) {
        say::said(answer, &process.pid);
    } else {
        say::others(answer, &process.pid);
    }
    Some(())
}

pub(in crate::explain) fn no_process(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::no_process::said(answer, &failure.int(0));
    Some(())
}

pub(in crate::explain) fn not_our_terminal(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_our_terminal as say;
    let descriptor = Descriptor::of(failure.process, failure.int(0)).ok()?;
    if !matches!(descriptor.what, What::Terminal { .. }) {
        say::no_terminal(answer, &failure.int(0), &descriptor);
        return Some(());
    }
    let ours = failure.process.session().ok()?;
    match session_of_terminal(failure.process, failure.int(0)) {
        Some(theirs) if theirs != ours => say::of_other(answer, &theirs, &ours),
        _ => say::of_none(answer, &ours),
    }
    Some(())
}

pub(in crate::explain) fn no_group_here(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::no_group_here as say;
    let (group, ours) = (failure.int(1), failure.process.session().ok()?);
    let leader = Process { pid: group };
    match (leader.group(), leader.session()) {
        (Ok(_), Ok(theirs)) if theirs != ours => say::elsewhere(answer, &group, &theirs, &ours),
        (Ok(actual), _) if actual != group => say::is_in(answer, &leader.named(), &actual),
        _ => say::none(answer, &group),
    }
    Some(())
}

pub(in crate::explain) fn negative_group(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (failure.int(1) < 0).then(|| say::negative_group::said(answer, &failure.int(1)))
}
