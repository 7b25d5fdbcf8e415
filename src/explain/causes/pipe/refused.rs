//! What cannot be done with a pipe, or with something else that should be one.

use super::{is_same, of};
use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::file;
use crate::explain::facts::pipe::Level;
use crate::explain::failure::Failure;
use crate::explain::sentences::pipe as say;

pub(in crate::explain) fn size_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if !matches!(failure.int(1), libc::F_SETPIPE_SZ | libc::F_GETPIPE_SZ) {
        return None;
    }
    let size = failure.int(2);
    let setting = |name: &str| file::number(format_args!("/proc/sys/fs/{name}")).ok();
    match failure.code {
        libc::EBADF => {
            let descriptor = of(failure, failure.int(0)).filter(|descriptor| !descriptor.is_pipe())?;
            say::size_refused::no_pipe(answer, &descriptor.fd, &descriptor);
        }
        libc::EINVAL if size <= 0 => say::size_refused::size(answer, &size),
        libc::EBUSY if failure.process.is_this() => {
            let level = Level::of(failure.int(0)).ok()?;
            say::size_refused::busy(answer, &size, &level.queued, &level.capacity);
        }
        libc::EPERM => {
            let limit = setting("pipe-max-size")?;
            if i64::from(size) > limit {
                say::size_refused::above(answer, &size, &limit);
            } else {
                say::size_refused::quota(answer, &setting("pipe-user-pages-soft")?);
            }
        }
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn flags(failure: &Failure, answer: &mut Answer) -> Option<()> {
    // linux/watch_queue.h
    const O_NOTIFICATION_PIPE: i32 = libc::O_EXCL;
    let known = libc::O_CLOEXEC | libc::O_NONBLOCK | libc::O_DIRECT | O_NOTIFICATION_PIPE;
    if failure.int(1) & !known == 0 {
        return None;
    }
    say::flags::unknown(answer, &Written(failure, 1));
    Some(())
}

pub(in crate::explain) fn splice_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (from, to) = (of(failure, failure.int(0))?, of(failure, failure.int(2))?);
    match (from.is_pipe(), to.is_pipe()) {
        (false, false) => say::splice_refused::no_pipe(answer, &from.what.noun(), &to.what.noun()),
        (true, true) if is_same(&from, &to) => say::splice_refused::same(answer),
        (true, false) if to.flags & libc::O_APPEND != 0 => say::splice_refused::append(answer, &to.fd, &to),
        (true, false) if !is_file(&to) => say::splice_refused::kind(answer, &to.fd, &to),
        (false, true) if !is_file(&from) => say::splice_refused::kind(answer, &from.fd, &from),
        _ => return None,
    }
    Some(())
}

fn is_file(descriptor: &Descriptor) -> bool {
    matches!(descriptor.what, What::File { .. } | What::Memory { .. })
}

pub(in crate::explain) fn tee_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (from, to) = (of(failure, failure.int(0))?, of(failure, failure.int(1))?);
    if let Some(other) = [&from, &to].into_iter().find(|descriptor| !descriptor.is_pipe()) {
        say::tee_refused::no_pipe(answer, &other.fd, other);
    } else if is_same(&from, &to) {
        say::tee_refused::same(answer);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn no_pipe(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = of(failure, failure.int(0)).filter(|descriptor| !descriptor.is_pipe())?;
    say::no_pipe::is(answer, &descriptor.fd, &descriptor);
    Some(())
}
