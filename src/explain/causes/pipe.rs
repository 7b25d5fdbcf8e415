//! Pipes and FIFOs.

mod refused;

pub(in crate::explain) use refused::{flags, no_pipe, size_refused, splice_refused, tee_refused};

use std::ffi::c_int;

use super::path as paths;
use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::call::Call;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::holders::{self, Holder, Holders, Target};
use crate::explain::facts::path::{Path, noun};
use crate::explain::facts::pipe::{self, Level};
use crate::explain::facts::signals::Disposition;
use crate::explain::failure::Failure;
use crate::explain::sentences::pipe as say;

/// What a call reads from, or writes to.
fn descriptor(failure: &Failure, writes: bool) -> Option<Descriptor> {
    let index = match (failure.call, writes) {
        (Call::splice, true) => 2,
        (Call::tee, true) => 1,
        _ => 0,
    };
    Descriptor::of(failure.process, failure.int(index)).ok()
}

pub(in crate::explain) fn empty(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = descriptor(failure, false)?;
    let fd = descriptor.fd;
    match descriptor.what {
        What::Pipe { .. } | What::Fifo { .. } => empty_pipe(failure, answer, &descriptor)?,
        What::Terminal { .. } => say::empty::typed(answer, &fd, &descriptor),
        What::EventFd => say::empty::counter(answer, &fd, &"an eventfd", &"its counter was 0"),
        What::TimerFd => say::empty::counter(answer, &fd, &"a timerfd", &"its time had not come"),
        What::SignalFd => say::empty::counter(answer, &fd, &"a signalfd", &"none of its signals was pending"),
        What::Inotify => {
            say::empty::counter(answer, &fd, &"an inotify descriptor", &"nothing had happened to what it watches")
        }
        _ => return None,
    }
    if fd <= 2 {
        say::empty::shared(answer);
    }
    Some(())
}

fn empty_pipe(failure: &Failure, answer: &mut Answer, descriptor: &Descriptor) -> Option<()> {
    let level = if failure.process.is_this() { Level::of(descriptor.fd).ok() } else { None };
    // Of splice and tee the other pipe may be meant, which was full.
    let may_be_the_other = matches!(failure.call, Call::splice | Call::tee);
    match level.map(|level| level.queued) {
        Some(1..) if may_be_the_other => return None,
        Some(count @ 1..) => {
            say::empty::arrived(answer, &descriptor.fd, descriptor, &count);
            return Some(());
        }
        _ => say::empty::nothing(answer, &descriptor.fd, descriptor),
    }
    if failure.process.is_this() && pipe::has_ended(descriptor.fd) {
        say::empty::end(answer);
        return Some(());
    }
    let writers = pipe::ends(descriptor, Holder::writes, failure.walk_until())?;
    if writers.count > 0 {
        say_writers(answer, &writers);
    } else if writers.unseen.is_nothing() {
        say::empty::end(answer);
    }
    Some(())
}

pub(in crate::explain) fn full(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = descriptor(failure, true)?;
    let fd = descriptor.fd;
    match descriptor.what {
        What::EventFd => {
            say::full::counter(answer, &fd);
            return Some(());
        }
        What::Pipe { .. } | What::Fifo { .. } => (),
        _ => return None,
    }
    let level = if failure.process.is_this() { Level::of(fd).ok() } else { None };
    match level {
        Some(Level { queued, capacity }) => {
            if pipe::has_room(fd) == Ok(true) {
                say::full::room(answer, &fd, &descriptor, &queued, &capacity);
                return Some(());
            }
            say::full::full(answer, &fd, &descriptor, &queued, &capacity);
            if queued < capacity {
                say::full::pages(answer);
            }
        }
        None => say::full::unknown(answer, &fd, &descriptor),
    }
    if let Some(readers) =
        pipe::ends(&descriptor, Holder::reads, failure.walk_until()).filter(|readers| readers.count > 0)
    {
        say_readers(answer, &readers);
    }
    Some(())
}

/// Who writes. That it is only this process is what was overlooked: an end that was to be closed.
pub(super) fn say_writers(answer: &mut Answer, writers: &Holders) {
    match own_end(writers) {
        Some(fd) => say::empty::own_end(answer, &fd),
        None => say::empty::writers(answer, writers),
    }
}

/// Who reads.
pub(super) fn say_readers(answer: &mut Answer, readers: &Holders) {
    match own_end(readers) {
        Some(fd) => say::full::own_end(answer, &fd),
        None => say::full::readers(answer, readers),
    }
}

/// The descriptor by which this process, and no other that can be seen, has such an end open.
fn own_end(holders: &Holders) -> Option<c_int> {
    let mut found = holders.found();
    let first = found.next()?;
    (holders.count == 1 && first.process.is_this()).then_some(first.fd)
}

pub(in crate::explain) fn no_reader(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = descriptor(failure, true).filter(Descriptor::is_pipe)?;
    let fd = descriptor.fd;
    let has_reader = failure.process.is_this() && pipe::has_reader(fd) == Ok(true);
    let readers = has_reader.then(|| pipe::ends(&descriptor, Holder::reads, failure.walk_until())).flatten();
    match readers.filter(|readers| readers.count > 0) {
        Some(readers) => say::no_reader::now(answer, &fd, &descriptor, &readers),
        None => say::no_reader::nobody(answer, &fd, &descriptor),
    }
    if let Some((child, ending)) = pipe::ended_child(failure.process, failure.walk_until()) {
        say::no_reader::ended(answer, &child.named(), &ending);
    }
    why_it_lives(failure, answer);
    Some(())
}

/// With EPIPE comes SIGPIPE, which by default ends a process at once. (Not from an own function.)
pub(super) fn why_it_lives(failure: &Failure, answer: &mut Answer) {
    if failure.own.is_some() {
        return;
    }
    match Disposition::of(failure.process, libc::SIGPIPE) {
        Ok(Disposition::Ignored) => say::no_reader::ignored(answer),
        Ok(Disposition::Handled { .. }) => say::no_reader::handled(answer),
        Ok(Disposition::Default) => say::no_reader::blocked(answer),
        Err(_) => (),
    }
}

pub(in crate::explain) fn nobody_there(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (directory, bytes) = paths::of(failure)?;
    let path = Path::new(failure.process, directory, bytes)?;
    let status = path.status(bytes).ok()?;
    let shown = Quoted(bytes);
    match status.st_mode & libc::S_IFMT {
        libc::S_IFSOCK => say::nobody_there::socket(answer, &shown),
        libc::S_IFCHR if is_controlling_terminal(&status) => say::nobody_there::terminal(answer),
        libc::S_IFCHR | libc::S_IFBLK => say::nobody_there::device(answer, &shown, &noun(&status)),
        libc::S_IFIFO => {
            let target = Target::File { dev: status.st_dev, ino: status.st_ino };
            let readers = holders::find(&target, None, failure.walk_until()).only(Holder::reads);
            if readers.count > 0 {
                say::nobody_there::reader_now(answer, &shown, &readers);
            } else {
                say::nobody_there::no_reader(answer, &shown);
            }
        }
        _ => return None,
    }
    Some(())
}

/// /dev/tty
fn is_controlling_terminal(status: &libc::stat) -> bool {
    const MAJOR_AND_MINOR: (u32, u32) = (5, 0);
    (libc::major(status.st_rdev), libc::minor(status.st_rdev)) == MAJOR_AND_MINOR
}

/// The inode of what a descriptor is an end of.
fn is_same(one: &Descriptor, other: &Descriptor) -> bool {
    (one.dev, one.ino) == (other.dev, other.ino)
}

fn of(failure: &Failure, fd: c_int) -> Option<Descriptor> {
    Descriptor::of(failure.process, fd).ok()
}
