//! epoll.

use std::ffi::c_int;
use std::fmt;

use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::enumeration::{More, separator};
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::epoll::{self, Events};
use crate::explain::facts::file;
use crate::explain::facts::process::Process;
use crate::explain::failure::Failure;
use crate::explain::sentences::epoll as say;

/// The epoll descriptor, and the one that the operation is about.
fn both(failure: &Failure) -> (c_int, c_int) {
    (failure.int(0), failure.int(2))
}

fn of(failure: &Failure, fd: c_int) -> Option<Descriptor> {
    Descriptor::of(failure.process, fd).ok()
}

pub(in crate::explain) fn registered(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (set, fd) = both(failure);
    let mut events = None;
    let _ = epoll::each(failure.process, set, &mut |other, of_other| {
        events = (other == fd).then_some(of_other);
        events.is_none()
    });
    match events {
        Some(events) => say::registered::already(answer, &fd, &set, &Events(events)),
        None => say::registered::other(answer, &fd, &set),
    }
    Some(())
}

pub(in crate::explain) fn not_registered(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (set, fd) = both(failure);
    let (mut count, mut is_in) = (0, false);
    let read = epoll::each(failure.process, set, &mut |other, _| {
        count += 1;
        is_in |= other == fd;
        true
    });
    match count {
        _ if read.is_err() || is_in => say::not_registered::unknown(answer, &fd, &set),
        0 => say::not_registered::none(answer, &fd, &set),
        _ => say::not_registered::others(answer, &fd, &set, &Registered { process: failure.process, set, count }),
    }
    Some(())
}

/// What is registered: `fd 4, fd 7 and 3 more`.
struct Registered {
    process: Process,
    set: c_int,
    count: usize,
}

impl fmt::Display for Registered {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        const NAMED: usize = 5;
        let (mut number, mut result) = (0, Ok(()));
        let _ = epoll::each(self.process, self.set, &mut |fd, _| {
            result = result.and_then(|()| write!(to, "{}fd {fd}", separator(number, self.count)));
            number += 1;
            number < NAMED
        });
        result?;
        write!(to, "{}", More(self.count.saturating_sub(number)))
    }
}

pub(in crate::explain) fn always_ready(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = of(failure, failure.int(2))?;
    let is_file = matches!(descriptor.what, What::File { .. } | What::Directory { .. } | What::Memory { .. });
    // Of devices only some are so.
    let is_device = matches!(descriptor.what, What::CharacterDevice { .. } | What::BlockDevice { .. });
    (is_file || is_device).then(|| say::always_ready::is(answer, &descriptor.fd, &descriptor))
}

pub(in crate::explain) fn control_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (set, fd) = both(failure);
    let descriptor = of(failure, set)?;
    match failure.int(1) {
        _ if !matches!(descriptor.what, What::Epoll) => say::control_refused::no_epoll(answer, &set, &descriptor),
        _ if set == fd => say::control_refused::itself(answer, &fd),
        libc::EPOLL_CTL_ADD | libc::EPOLL_CTL_MOD => say::control_refused::exclusive(answer),
        libc::EPOLL_CTL_DEL => return None,
        _ => say::control_refused::operation(answer, &Written(failure, 1)),
    }
    Some(())
}

pub(in crate::explain) fn circle(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (set, fd) = both(failure);
    say::circle::circle(answer, &fd, &set);
    Some(())
}

pub(in crate::explain) fn too_many(_: &Failure, answer: &mut Answer) -> Option<()> {
    let limit = file::number(format_args!("/proc/sys/fs/epoll/max_user_watches")).ok()?;
    say::too_many::watches(answer, &limit);
    Some(())
}

pub(in crate::explain) fn wait_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let count = failure.int(2);
    if count <= 0 {
        say::wait_refused::count(answer, &count);
        return Some(());
    }
    let descriptor = of(failure, failure.int(0)).filter(|descriptor| !matches!(descriptor.what, What::Epoll))?;
    say::wait_refused::no_epoll(answer, &descriptor.fd, &descriptor);
    Some(())
}

pub(in crate::explain) fn flags(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::flags::unknown(answer, &Written(failure, 0));
    Some(())
}
