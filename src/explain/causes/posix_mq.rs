//! POSIX queues: attributes and limits, names that are taken or not there, full and empty queues.

use std::fmt;

use libc::c_long;

use crate::explain::answer::Answer;
use crate::explain::argument::{Quoted, Shown};
use crate::explain::call::Call;
use crate::explain::facts::caller::{Caller, Standing};
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::file;
use crate::explain::facts::limits::Limit;
use crate::explain::facts::mqueue::{self, Listed, Queue, limit};
use crate::explain::facts::permission::Owned;
use crate::explain::facts::present::Present;
use crate::explain::facts::process::Capability;
use crate::explain::facts::sysv::sees_the_same;
use crate::explain::facts::user::User;
use crate::explain::failure::Failure;
use crate::explain::sentences::posix_mq as say;
use crate::explain::structure::i64_at;

/// linux/ipc_namespace.h: what root may not exceed either.
const HARD_MSGMAX: i64 = 65_536;
const HARD_MSGSIZEMAX: i64 = 16 << 20;
/// limits.h
const MQ_PRIO_MAX: u64 = 32_768;

/// mq_maxmsg and mq_msgsize, as the call was given them.
fn given(failure: &Failure) -> Option<(i64, i64)> {
    let copied = failure.copied(3).filter(|copied| copied.bytes.len() >= 2 * size_of::<c_long>())?;
    Some((i64_at(copied, 0), i64_at(copied, 1)))
}

/// The same, or those that the system uses if none are given.
fn wanted(failure: &Failure) -> Option<(i64, i64)> {
    let default = |most: &str, default: &str| Some(limit(default).ok()?.min(limit(most).ok()?));
    if failure.word(3) != 0 {
        return given(failure);
    }
    Some((default("msg_max", "msg_default")?, default("msgsize_max", "msgsize_default")?))
}

/// The name that the call was given, unless it means another queue here than there.
fn name<'a>(failure: &Failure<'a>) -> Option<&'a [u8]> {
    failure.string(0).filter(|_| sees_the_same(failure.process))
}

pub(in crate::explain) fn open_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::open_refused as say;
    let both = failure.int(1) & libc::O_ACCMODE == libc::O_ACCMODE;
    let Some((maxmsg, msgsize)) = given(failure) else {
        return both.then(|| say::both(answer));
    };
    // A container's root has the capability, but not what it would take here.
    let privileged = failure.process.status().ok().and_then(|status| status.has_capability(Capability::SysResource));
    let most = |setting: &str, hard: i64, value: i64| match limit(setting) {
        Ok(limit) if privileged != Some(true) || value <= hard => limit,
        _ => hard,
    };
    let (max_limit, size_limit) = (most("msg_max", HARD_MSGMAX, maxmsg), most("msgsize_max", HARD_MSGSIZEMAX, msgsize));
    if maxmsg <= 0 {
        say::not_positive(answer, &"mq_maxmsg", &maxmsg);
    } else if msgsize <= 0 {
        say::not_positive(answer, &"mq_msgsize", &msgsize);
    } else if maxmsg > max_limit && max_limit == HARD_MSGMAX {
        say::too_many_for_all(answer, &maxmsg, &max_limit);
    } else if maxmsg > max_limit {
        say::too_many(answer, &maxmsg, &max_limit);
    } else if msgsize > size_limit && size_limit == HARD_MSGSIZEMAX {
        say::too_large_for_all(answer, &msgsize, &size_limit);
    } else if msgsize > size_limit {
        say::too_large(answer, &msgsize, &size_limit);
    } else if both {
        say::both(answer);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn open_overflows(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (maxmsg, msgsize) = given(failure)?;
    say::open_overflows::product(answer, &maxmsg, &msgsize);
    Some(())
}

pub(in crate::explain) fn open_exceeds(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::open_exceeds as say;
    // Without O_CREAT no queue is made. And if no descriptor is left now, there was probably none then.
    let is_full = || failure.process.is_this() && file::read(format_args!("/dev/null")).err() == Some(libc::EMFILE);
    if failure.int(1) & libc::O_CREAT == 0 || is_full() {
        return None;
    }
    let allowed = Limit::of(failure.process, libc::RLIMIT_MSGQUEUE).ok()?.soft;
    let Some((maxmsg, msgsize)) = wanted(failure) else {
        say::limit(answer, &allowed);
        return Some(());
    };
    let need = mqueue::reserved(maxmsg, msgsize);
    if need > allowed.0 {
        say::alone(answer, &need, &maxmsg, &msgsize, &allowed);
        return Some(());
    }
    let user = failure.process.status().ok()?.real_user()?;
    say::together(answer, &need, &maxmsg, &msgsize, &allowed, &User(user));
    let mut names = Present::new(b"");
    let listed = mqueue::each(&mut |listed| {
        if listed.status.st_uid == user {
            names.add(listed.name);
        }
        true
    });
    match listed {
        Ok(()) if !names.is_empty() => say::others(answer, &names),
        _ => say::unseen_others(answer),
    }
    Some(())
}

pub(in crate::explain) fn open_too_many(_: &Failure, answer: &mut Answer) -> Option<()> {
    let most = limit("queues_max").ok()?;
    let mut count = 0;
    let listed = mqueue::each(&mut |_| {
        count += 1;
        true
    });
    match listed {
        Ok(()) if count >= most => say::open_too_many::full(answer, &count, &most),
        _ => say::open_too_many::limit(answer, &most),
    }
    Some(())
}

pub(in crate::explain) fn open_missing(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::open_missing as say;
    if failure.int(1) & libc::O_CREAT != 0 {
        return None;
    }
    let Some(name) = name(failure) else {
        say::none(answer, &Shown(failure.copied(0)?));
        return Some(());
    };
    if mqueue::exists(name) == Ok(()) {
        say::appeared(answer, &Quoted(name));
        return Some(());
    }
    say::none(answer, &Quoted(name));
    let present = present(name);
    match &present {
        Some(present) if present.is_empty() => say::no_others(answer),
        Some(present) => match present.near() {
            Some(near) => say::near(answer, &near),
            None => say::present(answer, present),
        },
        None => say::unseen(answer),
    }
    Some(())
}

/// The queues that there are; None if that cannot be seen.
fn present(name: &[u8]) -> Option<Present<'_>> {
    let mut present = Present::new(name.strip_prefix(b"/").unwrap_or(name));
    let listed = mqueue::each(&mut |listed| {
        present.add(listed.name);
        true
    });
    listed.ok().map(|()| present)
}

pub(in crate::explain) fn unlink_missing(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::unlink_missing as say;
    let Some(name) = name(failure) else {
        say::none(answer, &Shown(failure.copied(0)?));
        return Some(());
    };
    say::none(answer, &Quoted(name));
    if let Some(near) = present(name).as_ref().and_then(Present::near) {
        say::near(answer, &near);
    }
    Some(())
}

/// What the file system of the queues says of one: its owner and mode.
fn status(name: &[u8]) -> Option<libc::stat> {
    let mut found = None;
    let _ = mqueue::each(&mut |Listed { name: listed, status }| {
        if name.strip_prefix(b"/") == Some(listed) {
            found = Some(status);
        }
        found.is_none()
    });
    found
}

pub(in crate::explain) fn open_exists(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::open_exists as say;
    let name = name(failure)?;
    match Queue::named(name, failure.facts_until()) {
        Ok(queue) => say::exists(answer, &Quoted(name), &queue.messages, &queue.maxmsg, &queue.msgsize),
        Err(libc::EACCES) => say::exists_closed(answer, &Quoted(name), &Caller::of(failure.process)?),
        Err(libc::ENOENT) => {
            say::gone(answer, &Quoted(name));
            return Some(());
        }
        Err(_) => say::exists_unseen(answer, &Quoted(name)),
    }
    if let Some(status) = status(name) {
        say::owner(answer, &User(status.st_uid));
    }
    Some(())
}

pub(in crate::explain) fn open_denied(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::open_denied as say;
    let (name, caller) = (name(failure)?, Caller::of(failure.process)?);
    let wanted = match failure.int(1) & libc::O_ACCMODE {
        libc::O_RDONLY => "read",
        libc::O_WRONLY => "write",
        _ => "read and write",
    };
    if mqueue::exists(name) == Err(libc::ENOENT) {
        return None;
    }
    match status(name) {
        Some(file) => {
            let standing = Standing::of(failure.process, &file)?;
            say::rights(answer, &Quoted(name), &Owned(&file), &standing, &wanted);
        }
        None => say::unseen_rights(answer, &Quoted(name), &caller, &wanted),
    }
    Some(())
}

pub(in crate::explain) fn unlink_denied(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::unlink_denied as say;
    let (name, caller) = (name(failure)?, Caller::of(failure.process)?);
    match status(name) {
        Some(file) if file.st_uid != caller.user => {
            let standing = Standing::of(failure.process, &file)?;
            say::other_owner(answer, &Quoted(name), &Owned(&file), &standing);
        }
        None if mqueue::exists(name) == Ok(()) => say::unseen_owner(answer, &Quoted(name), &caller.who()),
        _ => return None,
    }
    Some(())
}

/// The queue of the first argument, and its descriptor.
pub(super) fn queue(failure: &Failure) -> Option<(Queue, Descriptor)> {
    let (process, fd) = (failure.process, failure.int(0));
    Some((Queue::of(process, fd, failure.facts_until()).ok()?, Descriptor::of(process, fd).ok()?))
}

/// The name of a descriptor's queue, in quotes.
pub(super) struct Name<'a>(pub &'a Descriptor);

impl fmt::Display for Name<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match &self.0.what {
            What::MessageQueue { path } => write!(to, "{path}"),
            _ => to.write_str("of another kind"),
        }
    }
}

pub(in crate::explain) fn message_too_long(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (queue, fd) = queue(failure)?;
    let size = failure.word(2);
    (size > queue.msgsize as u64).then(|| {
        say::message_too_long::longer(answer, &size, &queue.msgsize, &Name(&fd), &fd.fd);
    })
}

pub(in crate::explain) fn buffer_too_short(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (queue, fd) = queue(failure)?;
    let size = failure.word(2);
    (size < queue.msgsize as u64).then(|| {
        say::buffer_too_short::shorter(answer, &size, &queue.msgsize, &Name(&fd), &fd.fd);
        if size == size_of::<*const u8>() as u64 {
            say::buffer_too_short::pointer(answer);
        }
    })
}

pub(in crate::explain) fn full(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (queue, fd) = queue(failure)?;
    let say = if queue.is_full() { say::full::full } else { say::full::was_full };
    say(answer, &Name(&fd), &queue.messages, &queue.maxmsg, &fd.fd);
    Some(())
}

pub(in crate::explain) fn empty(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (queue, fd) = queue(failure)?;
    if queue.messages == 0 {
        say::empty::empty(answer, &Name(&fd), &fd.fd);
    } else {
        say::empty::was_empty(answer, &Name(&fd), &queue.messages, &fd.fd);
    }
    Some(())
}

pub(in crate::explain) fn priority(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match failure.int(3) {
        negative @ ..0 => say::priority::negative(answer, &negative),
        high if high as u64 >= MQ_PRIO_MAX => say::priority::too_high(answer, &high),
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn not_usable(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_usable as say;
    let fd = Descriptor::of(failure.process, failure.int(0)).ok()?;
    let sends = matches!(failure.call, Call::mq_send | Call::mq_timedsend);
    let receives = matches!(failure.call, Call::mq_receive | Call::mq_timedreceive);
    match &fd.what {
        What::MessageQueue { path } if sends && !fd.writes() => say::read_only(answer, &fd.fd, path),
        What::MessageQueue { path } if receives && !fd.reads() => say::write_only(answer, &fd.fd, path),
        What::MessageQueue { .. } => return None,
        _ => say::no_queue(answer, &fd.fd, &fd),
    }
    Some(())
}

pub(in crate::explain) fn notified(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::notified as say;
    let (process, fd) = (failure.process, failure.int(0));
    let queue = Descriptor::of(process, fd).ok()?;
    let asked = if process.is_this() { mqueue::notified(fd) } else { Err(libc::EBADF) };
    match asked {
        Ok(Some(other)) if other == process => say::by_this(answer, &Name(&queue)),
        Ok(Some(other)) => say::by(answer, &Name(&queue), &other.named()),
        _ => say::by_another(answer, &Name(&queue)),
    }
    Some(())
}

pub(in crate::explain) fn notification(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::notification::event(answer);
    Some(())
}

pub(in crate::explain) fn attributes(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::attributes::flags(answer);
    Some(())
}
