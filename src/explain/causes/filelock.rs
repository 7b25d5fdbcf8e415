//! Locks on files: whose is in the way, and what kind of lock a call asks for.

use std::ffi::c_int;

use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::Call;
use crate::explain::facts::caller::Caller;
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::holders::{self, Target};
use crate::explain::facts::locks::find::{self, Wanted};
use crate::explain::facts::locks::{Kind, Lock, Place, Range};
use crate::explain::facts::open_file;
use crate::explain::facts::past::{Actor, now};
use crate::explain::facts::user::User;
use crate::explain::failure::Failure;
use crate::explain::sentences::filelock as sentences;
use crate::explain::structure::Flock;

/// How a lock is called: of fcntl, and of flock.
fn name(writes: bool) -> &'static str {
    if writes { "write" } else { "read" }
}

fn flock_name(writes: bool) -> &'static str {
    if writes { "exclusive" } else { "shared" }
}

/// Is it about a lock on bytes?
fn locks_bytes(failure: &Failure) -> bool {
    match failure.call {
        Call::lockf => true,
        Call::fcntl => matches!(
            failure.int(1),
            libc::F_GETLK | libc::F_SETLK | libc::F_SETLKW | libc::F_OFD_GETLK | libc::F_OFD_SETLK | libc::F_OFD_SETLKW
        ),
        _ => false,
    }
}

/// The struct flock of fcntl, or what lockf makes of its arguments.
fn flock_of(failure: &Failure) -> Option<Flock> {
    if failure.call == Call::fcntl {
        return failure.copied(2).filter(|_| locks_bytes(failure)).map(Flock::of);
    }
    let (kind, whence) = (libc::F_WRLCK as i16, libc::SEEK_CUR as i16);
    Some(Flock { kind, whence, start: 0, length: failure.word(2) as i64 })
}

/// What the call asks for.
fn wanted(failure: &Failure) -> Option<Wanted> {
    let flock = flock_of(failure)?;
    let by_open_file = failure.call == Call::fcntl && matches!(failure.int(1), libc::F_OFD_SETLK | libc::F_OFD_SETLKW);
    let kind = if by_open_file { Kind::OpenFile } else { Kind::Posix };
    let range = Range::of(failure.process, failure.int(0), flock)?;
    // What lockf tests for others, it tests for writing.
    Some(Wanted { kind, writes: c_int::from(flock.kind) == libc::F_WRLCK, range })
}

/// What stat(2) says of the descriptor that a call was given.
fn status(failure: &Failure) -> Option<libc::stat> {
    open_file::status(failure.process, failure.int(0)).ok()
}

pub(in crate::explain) fn range_locked(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::range_locked as say;
    if !locks_bytes(failure) {
        return None;
    }
    let (process, fd) = (failure.process, failure.int(0));
    let (wanted, place) = (wanted(failure)?, Place::of(process, fd).ok()?);
    match (find::obstacle(process, place, wanted).ok()?, find::remote(process, fd)) {
        (Some(lock), _) => say_obstacle(failure, answer, wanted, &lock),
        (None, Some(system)) => say::remote(answer, &system),
        (None, None) => say::free(answer),
    }
    if let Ok(descriptor) = Descriptor::of(process, fd) {
        say::file(answer, &fd, &descriptor);
    }
    Some(())
}

fn say_obstacle(failure: &Failure, answer: &mut Answer, wanted: Wanted, lock: &Lock) {
    use sentences::range_locked as say;
    let (has, wants) = (name(lock.writes), name(wanted.writes));
    if let Some(owner) = lock.process() {
        return say::by(answer, &owner.named(), &has, &lock.range, &wants);
    }
    if let Some(other) = find::own_descriptor(failure.process, lock, failure.int(0), failure.facts_until()) {
        return say::by_open_file(answer, &other, &has, &lock.range, &wants);
    }
    let found = status(failure).map(|status| find::descriptors(lock, &status, failure.walk_until()));
    match found {
        Some(holders) if holders.count > 0 => say::by(answer, &holders, &has, &lock.range, &wants),
        Some(holders) if !holders.unseen.is_nothing() => {
            say::unseen(answer, &has, &lock.range, &wants, &holders.unseen);
        }
        _ => say::free(answer),
    }
}

pub(in crate::explain) fn not_your_lease(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.int(1) != libc::F_SETLEASE {
        return None;
    }
    let (fd, caller) = (failure.int(0), Caller::of(failure.process)?);
    let (descriptor, owner) = (Descriptor::of(failure.process, fd).ok()?, User(status(failure)?.st_uid));
    let is_other = owner.0 != caller.user;
    is_other.then(|| sentences::not_your_lease::said(answer, &fd, &descriptor, &owner, &caller.who()))
}

/// A lease, which fcntl refuses with the same error.
pub(in crate::explain) fn no_lease(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::no_lease as say;
    if failure.int(1) != libc::F_SETLEASE {
        return None;
    }
    let (process, fd, kind) = (failure.process, failure.int(0), failure.int(2));
    if kind == libc::F_UNLCK {
        say::none(answer, &fd);
        return Some(());
    }
    let descriptor = Descriptor::of(process, fd).ok()?;
    let target = Target::File { dev: descriptor.dev, ino: descriptor.ino };
    let all = holders::find(&target, None, failure.walk_until());
    let holders = all.only(|holder| match kind {
        libc::F_RDLCK => holder.writes(),
        _ => holder.process != process || holder.fd != fd,
    });
    if holders.count == 0 {
        return None;
    }
    say::in_use(answer, &fd, &descriptor, &holders);
    Some(())
}

pub(in crate::explain) fn open_file_locked(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::open_file_locked as say;
    let (process, fd) = (failure.process, failure.int(0));
    let writes = failure.int(1) & libc::LOCK_EX != 0;
    let place = Place::of(process, fd).ok()?;
    let wanted = Wanted { kind: Kind::Flock, writes, range: Range::ALL };
    match find::obstacle(process, place, wanted).ok()? {
        Some(lock) => say_open_file(failure, answer, &lock),
        None => say::free(answer),
    }
    if let Ok(descriptor) = Descriptor::of(process, fd) {
        say::file(answer, &fd, &descriptor);
    }
    Some(())
}

fn say_open_file(failure: &Failure, answer: &mut Answer, lock: &Lock) {
    use sentences::open_file_locked as say;
    let has = flock_name(lock.writes);
    if let Some(other) = find::own_descriptor(failure.process, lock, failure.int(0), failure.facts_until()) {
        return say::own(answer, &failure.int(0), &other, &has);
    }
    let Some(taker) = lock.process() else { return say::free(answer) };
    // The lock is the open file's: whoever took it may have closed it since, and left it to its children.
    if find::own_descriptor(taker, lock, -1, failure.facts_until()).is_some() {
        return say::by(answer, &has, &taker.named());
    }
    let found = status(failure).map(|status| find::descriptors(lock, &status, failure.walk_until()));
    match found {
        Some(holders) if holders.count > 0 => {
            if Actor::new(taker.pid, now()).is_some_and(Actor::has_ended) {
                say::inherited(answer, &has, &taker.pid, &holders);
            } else {
                say::by(answer, &has, &holders);
            }
        }
        Some(holders) if !holders.unseen.is_nothing() => say::unseen(answer, &has, &holders.unseen),
        _ => say::by(answer, &has, &taker.named()),
    }
}

pub(in crate::explain) fn not_open_so(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::not_open_so as say;
    let fd = failure.int(0);
    if !locks_bytes(failure) {
        return None;
    }
    let descriptor = Descriptor::of(failure.process, fd).ok()?;
    // What it was asked for is not known, but only one can have been refused.
    match (descriptor.reads(), descriptor.writes()) {
        (true, false) => say::write(answer, &fd, &descriptor),
        (false, true) if failure.call == Call::fcntl => say::read(answer, &fd, &descriptor),
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn would_deadlock(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::would_deadlock as say;
    let process = failure.process;
    let place = Place::of(process, failure.int(0)).ok();
    let obstacle =
        place.zip(wanted(failure)).and_then(|(place, wanted)| find::obstacle(process, place, wanted).ok()?);
    let Some((lock, owner)) = obstacle.and_then(|lock| Some((lock, lock.process()?))) else {
        say::gone(answer);
        return Some(());
    };
    match find::waits_for(owner, process) {
        Some(awaited) => {
            let same = if Some(awaited.place) == place { "the same file" } else { "another file" };
            say::cycle(answer, &owner.named(), &lock.range, &awaited.range, &same);
        }
        None => say::longer(answer, &owner.named(), &lock.range),
    }
    Some(())
}

pub(in crate::explain) fn no_locks(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::no_locks as say;
    if failure.call == Call::fcntl && !locks_bytes(failure) {
        return None;
    }
    match find::remote(failure.process, failure.int(0)) {
        Some(system) => say::remote(answer, &system),
        None => say::local(answer),
    }
    Some(())
}

pub(in crate::explain) fn lock_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::lock_refused as say;
    let (flock, command) = (flock_of(failure)?, failure.int(1));
    let by_open_file = matches!(command, libc::F_OFD_GETLK | libc::F_OFD_SETLK | libc::F_OFD_SETLKW);
    let whence = match c_int::from(flock.whence) {
        libc::SEEK_SET => "SEEK_SET",
        libc::SEEK_CUR => "SEEK_CUR",
        libc::SEEK_END => "SEEK_END",
        _ => {
            say::bad_whence(answer, &flock.whence);
            return Some(());
        }
    };
    if !matches!(c_int::from(flock.kind), libc::F_RDLCK | libc::F_WRLCK | libc::F_UNLCK) {
        say::bad_type(answer, &flock.kind);
    } else if matches!(command, libc::F_GETLK | libc::F_OFD_GETLK) && c_int::from(flock.kind) == libc::F_UNLCK {
        say::asks_nothing(answer);
    } else if Range::of(failure.process, failure.int(0), flock).is_none() {
        say::before_start(answer, &flock.start, &flock.length, &whence);
    } else if by_open_file {
        say::has_pid(answer);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn lockf_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::lockf_refused as say;
    match failure.int(1) {
        libc::F_LOCK | libc::F_TLOCK | libc::F_ULOCK | libc::F_TEST if (failure.word(2) as i64) < 0 => {
            say::before_start(answer, &(failure.word(2) as i64));
        }
        libc::F_LOCK | libc::F_TLOCK | libc::F_ULOCK | libc::F_TEST => return None,
        command => say::command(answer, &command),
    }
    Some(())
}

pub(in crate::explain) fn flock_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let operation = failure.int(1) & !libc::LOCK_NB;
    if matches!(operation, libc::LOCK_SH | libc::LOCK_EX | libc::LOCK_UN) {
        return None;
    }
    sentences::flock_refused::operation(answer, &Written(failure, 1));
    Some(())
}

pub(in crate::explain) fn beyond_end(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if !locks_bytes(failure) {
        return None;
    }
    sentences::beyond_end::range(answer);
    Some(())
}
