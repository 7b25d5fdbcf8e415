//! What descriptors are, and what can be done with one.

mod many;
mod not_open;

pub(in crate::explain) use many::{too_many, too_many_everywhere};
pub(in crate::explain) use not_open::{in_a_set, not_open, of_a_stream, to_duplicate};

use std::ffi::c_int;

use crate::boundary::record::Space;
use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::{Call, Kind};
use crate::explain::constants::io::F_SETSIG;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::file;
use crate::explain::facts::limits::Limit;
use crate::explain::facts::signals::LAST;
use crate::explain::failure::Failure;
use crate::explain::sentences::descriptor as say;

/// The descriptors among the arguments, and each one's index; without AT_FDCWD.
pub(in crate::explain) fn all(failure: &Failure) -> impl Iterator<Item = (usize, c_int)> {
    let indices = (0..failure.call.kinds().len()).filter(|&index| matches!(failure.kind(index), Some(Kind::Fd)));
    let descriptors = indices.map(|index| (index, failure.int(index)));
    descriptors.filter(|(index, fd)| *fd != libc::AT_FDCWD || !is_directory(failure, *index))
}

/// Adds what the call's descriptor is now, if that was not said and may matter.
pub(in crate::explain) fn describe(failure: &Failure, answer: &mut Answer) {
    let error_matters = !matches!(failure.code, libc::EFAULT | libc::EINTR | libc::EBADF | libc::ENOMEM | libc::ENOSYS);
    // To duplicate one it need not be of any kind.
    let matters = error_matters && !matches!(failure.call, Call::dup | Call::dup2 | Call::dup3 | Call::fcntl);
    if !matters || failure.space != Space::Errno || answer.describes_descriptor() || !answer.has_room() {
        return;
    }
    if let Some((_, fd)) = all(failure).next()
        && let Ok(descriptor) = Descriptor::of(failure.process, fd)
    {
        say::at_last::is_now(answer, &fd, &descriptor);
    }
}

/// What `describe` adds is no cause.
pub(in crate::explain) fn at_last(_: &Failure, _: &mut Answer) -> Option<()> {
    None
}

/// Is it the directory in which the next argument, a path, begins?
fn is_directory(failure: &Failure, index: usize) -> bool {
    matches!(failure.kind(index + 1), Some(Kind::Path | Kind::SecondPath))
}

/// What the first descriptor among the arguments is.
pub(super) fn first(failure: &Failure) -> Option<Descriptor> {
    let (_, fd) = all(failure).next()?;
    Descriptor::of(failure.process, fd).ok()
}

/// The limit on descriptors, and the highest that it allows.
fn highest(failure: &Failure) -> Option<(Limit, u64)> {
    let limit = Limit::of(failure.process, libc::RLIMIT_NOFILE).ok()?;
    Some((limit, limit.soft.0.saturating_sub(1)))
}

pub(in crate::explain) fn no_terminal(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = first(failure)?;
    if matches!(descriptor.what, What::Terminal { .. }) {
        return None;
    }
    say::no_terminal::is(answer, &descriptor.fd, &descriptor);
    Some(())
}

pub(in crate::explain) fn no_master(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = first(failure)?;
    say::no_master::is(answer, &descriptor.fd, &descriptor);
    Some(())
}

pub(in crate::explain) fn no_such_request(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = first(failure)?;
    let request = failure.word(1);
    // The old requests for terminals are 0x5401 to 0x541b and some more up to 0x545f, but FIONREAD and FIONBIO are general.
    let of_terminals = matches!(request, 0x5401..0x5460) && !matches!(request, 0x541b | 0x5421 | 0x5450..=0x5452);
    match descriptor.what {
        What::Terminal { .. } => return None,
        _ if of_terminals => say::no_such_request::terminal(answer, &descriptor.fd, &descriptor),
        _ => say::no_such_request::other(answer, &descriptor.fd, &descriptor),
    }
    Some(())
}

pub(in crate::explain) fn no_position(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let has_offset = |index: usize| {
        matches!(failure.call, Call::splice | Call::sendfile | Call::copy_file_range) && failure.word(index + 1) != 0
    };
    let mut descriptors =
        all(failure).filter_map(|(index, fd)| Some((index, Descriptor::of(failure.process, fd).ok()?)));
    let (index, descriptor) = descriptors.find(|(_, descriptor)| !has_position(&descriptor.what))?;
    let say = if has_offset(index) { say::no_position::offset } else { say::no_position::is };
    say(answer, &descriptor.fd, &descriptor);
    Some(())
}

fn has_position(what: &What) -> bool {
    matches!(
        what,
        What::File { .. }
            | What::Directory { .. }
            | What::BlockDevice { .. }
            | What::Memory { .. }
            | What::MessageQueue { .. }
    )
}

pub(in crate::explain) fn being_opened(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::being_opened::by_thread(answer, &failure.int(1));
    Some(())
}

pub(in crate::explain) fn no_terminals(_: &Failure, answer: &mut Answer) -> Option<()> {
    let most = file::number(format_args!("/proc/sys/kernel/pty/max")).ok()?;
    say::no_terminals::all(answer, &most);
    Some(())
}

pub(in crate::explain) fn duplicate_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.int(2) & !libc::O_CLOEXEC != 0 {
        say::duplicate_refused::flags(answer);
    } else if failure.int(0) == failure.int(1) {
        say::duplicate_refused::same(answer, &failure.int(0));
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn command_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match failure.int(1) {
        libc::F_DUPFD | libc::F_DUPFD_CLOEXEC => {
            let (limit, last) = highest(failure)?;
            say::command_refused::least(answer, &failure.int(2), &last, &limit.soft);
        }
        F_SETSIG if !(0..=LAST).contains(&failure.int(2)) => {
            say::command_refused::signal(answer, &failure.int(2), &LAST);
        }
        _ if !failure.is_named(1) => say::command_refused::command(answer, &Written(failure, 1)),
        _ => return None,
    }
    Some(())
}
