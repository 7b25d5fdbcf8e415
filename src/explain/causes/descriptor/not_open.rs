//! EBADF: a descriptor that is not open, or not open for what the call does with it.

use std::ffi::c_int;
use std::fmt;

use super::{all, highest};
use crate::explain::answer::Answer;
use crate::explain::call::Call;
use crate::explain::enumeration::separator;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::descriptor::{self, Descriptor, What};
use crate::explain::facts::process::Process;
use crate::explain::failure::Failure;
use crate::explain::sentences::descriptor as say;

/// What a call does with a descriptor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Read,
    Write,
    Other,
}

pub(in crate::explain) fn not_open(failure: &Failure, answer: &mut Answer) -> Option<()> {
    // The first that is at fault.
    if all(failure).any(|(index, fd)| one(failure, answer, index, fd).is_some()) {
        return Some(());
    }
    let (_, fd) = all(failure).next()?;
    let descriptor = Descriptor::of(failure.process, fd).ok()?;
    say::not_open::now_open(answer, &fd, &descriptor);
    Some(())
}

fn one(failure: &Failure, answer: &mut Answer, index: usize, fd: c_int) -> Option<()> {
    match Descriptor::of(failure.process, fd) {
        Ok(descriptor) => wrong_use(failure, answer, &descriptor, used(failure.call, index)),
        Err(libc::EBADF) => {
            closed(failure, answer, fd);
            Some(())
        }
        Err(_) => None,
    }
}

fn closed(failure: &Failure, answer: &mut Answer, fd: c_int) {
    match (fd, highest(failure)) {
        (-1, _) => return say::not_open::minus_one(answer),
        (..0, _) => return say::not_open::negative(answer, &fd),
        (_, Some((limit, last))) if fd as u64 > last.max(1 << 10) => {
            return say::not_open::impossible(answer, &fd, &limit.soft);
        }
        _ if failure.call == Call::close => say::not_open::twice(answer, &fd),
        _ => say::not_open::closed(answer, &fd),
    }
    say::not_open::open(
        answer,
        &Open { process: failure.process, below: c_int::MAX, open: true, until: failure.facts_until() },
    );
}

/// The descriptor is open, but not for this.
fn wrong_use(failure: &Failure, answer: &mut Answer, descriptor: &Descriptor, used: Use) -> Option<()> {
    let fd = descriptor.fd;
    let (doing, end, mode, allowed) = match used {
        _ if descriptor.flags & libc::O_PATH != 0 => {
            say::not_open::name_only(answer, &fd, descriptor);
            return Some(());
        }
        Use::Read => ("reading", "read", "O_RDONLY", descriptor.reads()),
        Use::Write => ("writing", "write", "O_WRONLY", descriptor.writes()),
        Use::Other => return None,
    };
    if allowed {
        let appends = failure.call == Call::copy_file_range && descriptor.flags & libc::O_APPEND != 0;
        return (used == Use::Write && appends).then(|| say::not_open::appends(answer, &fd, descriptor));
    }
    match (&descriptor.what, other_end(descriptor, used, failure.facts_until())) {
        (What::Pipe { .. } | What::Fifo { .. }, Some(other)) => {
            say::not_open::wrong_end(answer, &fd, descriptor, &doing, &end, &other);
        }
        (What::Pipe { .. }, None) => say::not_open::no_other_end(answer, &fd, descriptor, &doing, &end),
        _ => say::not_open::wrong_mode(answer, &fd, descriptor, &doing, &mode),
    }
    Some(())
}

/// The descriptor of this process that is the other end of the same pipe.
fn other_end(descriptor: &Descriptor, used: Use, until: Moment) -> Option<c_int> {
    let mut found = None;
    let _ = descriptor::each(descriptor.process, until, &mut |fd| {
        let is_it = Descriptor::of(descriptor.process, fd).is_ok_and(|other| {
            let is_right = if used == Use::Read { other.reads() } else { other.writes() };
            is_right && (other.dev, other.ino) == (descriptor.dev, descriptor.ino)
        });
        found = is_it.then_some(fd);
        !is_it
    });
    found.filter(|_| descriptor.is_pipe())
}

/// What the call does with argument number `index`.
fn used(call: Call, index: usize) -> Use {
    use Call::*;
    match (call, index) {
        (read | readv | pread | preadv, _) => Use::Read,
        (write | writev | pwrite | pwritev, _) => Use::Write,
        (posix_fallocate | fallocate | ftruncate, _) => Use::Write,
        (splice | tee | copy_file_range, 0) => Use::Read,
        (splice | tee | copy_file_range, _) => Use::Write,
        (sendfile, 0) => Use::Write,
        (sendfile, _) => Use::Read,
        _ => Use::Other,
    }
}

pub(in crate::explain) fn to_duplicate(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (old, new) = (failure.int(0), failure.int(1));
    let of_old = Descriptor::of(failure.process, old);
    if let (Err(libc::EBADF), Ok(descriptor)) = (&of_old, Descriptor::of(failure.process, new))
        && old >= 0
    {
        say::to_duplicate::swapped(answer, &old, &new, &descriptor);
        return Some(());
    }
    let (limit, last) = highest(failure)?;
    if of_old.is_err() || (0..=last).contains(&u64::try_from(new).unwrap_or(u64::MAX)) {
        return None;
    }
    match new {
        -1 => say::to_duplicate::failed(answer),
        _ => say::to_duplicate::new(answer, &new, &last, &limit.soft),
    }
    Some(())
}

pub(in crate::explain) fn in_a_set(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let below = failure.int(0).min(libc::FD_SETSIZE as c_int);
    let closed = Open { process: failure.process, below, open: false, until: failure.facts_until() };
    let say_closed = (0..below).any(|fd| Descriptor::of(failure.process, fd).err() == Some(libc::EBADF));
    if say_closed {
        say::in_a_set::closed(answer, &closed, &below);
    } else {
        say::in_a_set::now_open(answer, &below);
    }
    Some(())
}

pub(in crate::explain) fn of_a_stream(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::of_a_stream::closed(answer);
    Some(())
}

/// The descriptors that are open, or those that are not: `0-4, 7 and 9`.
struct Open {
    process: Process,
    below: c_int,
    open: bool,
    until: Moment,
}

/// How many stretches are named.
const STRETCHES: usize = 6;

impl fmt::Display for Open {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let (mut stretches, mut count, mut more) = ([(0, 0); STRETCHES], 0, false);
        let mut add = |fd: c_int| {
            match stretches[..count].last_mut() {
                Some((_, last)) if *last + 1 == fd => *last = fd,
                _ if count == STRETCHES => more = true,
                _ => {
                    stretches[count] = (fd, fd);
                    count += 1;
                }
            }
            !more
        };
        if self.open {
            let _ = descriptor::each(self.process, self.until, &mut add);
        } else {
            let is_closed = |fd: &c_int| Descriptor::of(self.process, *fd).err() == Some(libc::EBADF);
            let _ = (0..self.below).filter(is_closed).all(&mut add);
        }
        for (number, (first, last)) in stretches[..count].iter().enumerate() {
            to.write_str(separator(number, if more { usize::MAX } else { count }))?;
            match last - first {
                0 => write!(to, "{first}")?,
                1 => write!(to, "{first}, {last}")?,
                _ => write!(to, "{first}-{last}")?,
            }
        }
        to.write_str(if more {
            " and more"
        } else if count == 0 {
            "none"
        } else {
            ""
        })
    }
}
