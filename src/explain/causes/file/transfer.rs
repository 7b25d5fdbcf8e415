//! Reading and writing what cannot be read or written so.

use super::{first, has_content};
use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::Call;
use crate::explain::causes::descriptor::all;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::failure::Failure;
use crate::explain::sentences::file as say;

/// IOV_MAX
const MOST_BUFFERS: i64 = 1024;
/// The size of a struct signalfd_siginfo.
const SIGNAL: u64 = 128;

/// What each of the descriptors among the arguments is.
fn each(failure: &Failure) -> impl Iterator<Item = Descriptor> {
    all(failure).filter_map(|(_, fd)| Descriptor::of(failure.process, fd).ok())
}

pub(in crate::explain) fn directory(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = each(failure).find(|descriptor| matches!(descriptor.what, What::Directory { .. }))?;
    say::directory::is(answer, &descriptor.fd, &descriptor);
    Some(())
}

pub(in crate::explain) fn transfer_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use Call::*;
    let call = failure.call;
    let is_vector = matches!(call, readv | writev | preadv | pwritev);
    let buffers = failure.int(2).into();
    if is_vector && !(0..=MOST_BUFFERS).contains(&buffers) {
        say::transfer_refused::vector(answer, &buffers);
        return Some(());
    }
    let offset = failure.word(3) as i64;
    if matches!(call, pread | pwrite | preadv | pwritev) && offset < 0 {
        say::transfer_refused::offset(answer, &offset);
        return Some(());
    }
    let descriptor = first(failure)?;
    let count = if is_vector { u64::MAX } else { failure.word(2) };
    let reads = matches!(call, read | readv | pread | preadv);
    match special(&descriptor, reads, count) {
        Some(Special::Size(size)) => {
            let content = if size == SIGNAL { "a struct signalfd_siginfo" } else { "a uint64_t" };
            say::transfer_refused::size(answer, &descriptor.fd, &descriptor.what.noun(), &size, &count, &content);
        }
        Some(Special::Event) => say::transfer_refused::event(answer, &descriptor.fd, &count),
        Some(Special::Highest) => say::transfer_refused::highest(answer, &descriptor.fd),
        Some(Special::Other(instead)) => {
            say::transfer_refused::not_read(answer, &descriptor.fd, &descriptor.what.noun(), &instead);
        }
        None if descriptor.flags & libc::O_DIRECT != 0 && has_content(&descriptor) => {
            say::transfer_refused::direct(answer, &descriptor.fd, &descriptor);
        }
        None => return None,
    }
    Some(())
}

/// What is peculiar to a descriptor that is no file.
enum Special {
    /// So many bytes are transferred at once.
    Size(u64),
    Event,
    Highest,
    /// Something else must be called.
    Other(&'static str),
}

fn special(descriptor: &Descriptor, reads: bool, count: u64) -> Option<Special> {
    Some(match descriptor.what {
        What::EventFd | What::TimerFd if count < 8 => Special::Size(8),
        What::EventFd if !reads => Special::Highest,
        What::SignalFd if reads && count < SIGNAL => Special::Size(SIGNAL),
        What::Inotify if reads => Special::Event,
        What::Epoll => Special::Other("epoll_ctl and epoll_wait"),
        What::PidFd => Special::Other("poll, waitid or pidfd_send_signal"),
        What::TimerFd if !reads => Special::Other("timerfd_settime"),
        What::SignalFd if !reads => Special::Other("kill or sigqueue to send a signal"),
        What::Inotify => Special::Other("inotify_add_watch"),
        _ => return None,
    })
}

pub(in crate::explain) fn send_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (to, from) = (first(failure)?, Descriptor::of(failure.process, failure.int(1)).ok()?);
    if !has_content(&from) {
        say::send_refused::from(answer, &from.fd, &from);
    } else if to.flags & libc::O_APPEND != 0 {
        say::send_refused::append(answer, &to.fd, &to);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn copy_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.word(5) != 0 {
        say::copy_refused::flags(answer, &Written(failure, 5));
        return Some(());
    }
    if let Some(other) = each(failure).find(|descriptor| !has_content(descriptor)) {
        say::copy_refused::kind(answer, &other.fd, &other);
        return Some(());
    }
    let mut files = each(failure).map(|descriptor| (descriptor.dev, descriptor.ino));
    if files.next()? != files.next()? {
        return None;
    }
    say::copy_refused::overlap(answer);
    Some(())
}

pub(in crate::explain) fn terminal(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = first(failure).filter(|descriptor| matches!(descriptor.what, What::Terminal { .. }))?;
    let stat = failure.process.stat().ok()?;
    let (group, foreground, terminal) = (stat.field::<i32>(5)?, stat.field::<i32>(8)?, stat.field::<i32>(7)?);
    // The number of a terminal is that of its device.
    let is_controlling = terminal != 0 && descriptor.device == terminal as libc::dev_t;
    if descriptor.is_master() {
        say::terminal::closed(answer, &descriptor.fd, &descriptor);
    } else if is_controlling && group != foreground {
        say::terminal::background(answer, &descriptor.fd, &descriptor, &group, &foreground);
    } else {
        say::terminal::gone(answer, &descriptor.fd, &descriptor);
    }
    Some(())
}
