//! System V: keys that name nothing, or something already; ids of what is gone; permissions; full tables.

use std::ffi::c_int;
use std::fmt;

use libc::key_t;

use crate::explain::answer::Answer;
use crate::explain::call::Call;
use crate::explain::enumeration::{More, separator};
use crate::explain::facts::caller::{Caller, Standing};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::logind;
use crate::explain::facts::past::Ago;
use crate::explain::facts::sysv::access::Rights;
use crate::explain::facts::sysv::{self, Details, Key, Kind, Mode, Object};
use crate::explain::facts::user::{Group, User};
use crate::explain::failure::Failure;
use crate::explain::sentences::sysv as sentences;

/// What kind of object a call is about.
pub(super) fn kind_of(call: Call) -> Option<Kind> {
    match call {
        Call::msgget | Call::msgsnd | Call::msgrcv | Call::msgctl => Some(Kind::Queue),
        Call::semget | Call::semop | Call::semtimedop | Call::semctl => Some(Kind::Set),
        Call::shmget | Call::shmat | Call::shmctl => Some(Kind::Segment),
        _ => None,
    }
}

fn is_get(call: Call) -> bool {
    matches!(call, Call::msgget | Call::semget | Call::shmget)
}

/// The call that returns its ids.
fn get(kind: Kind) -> Call {
    match kind {
        Kind::Queue => Call::msgget,
        Kind::Set => Call::semget,
        Kind::Segment => Call::shmget,
    }
}

/// The flags of one of these.
fn get_flags(failure: &Failure) -> c_int {
    failure.int(if failure.call == Call::msgget { 1 } else { 2 })
}

/// The object that a call was about, as it is now: by its key, or its id. The outer None if that cannot be known.
pub(super) fn object(failure: &Failure) -> Option<Option<Object>> {
    let kind = kind_of(failure.call).filter(|_| sysv::sees_the_same(failure.process))?;
    let found =
        if is_get(failure.call) { sysv::by_key(kind, failure.int(0)) } else { sysv::by_id(kind, failure.int(0)) };
    found.ok()
}

pub(in crate::explain) fn no_key(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::no_key as say;
    let (kind, key) = (kind_of(failure.call)?, failure.int(0));
    if key == -1 {
        say::failed_ftok(answer, &kind);
        return Some(());
    }
    say::none(answer, &kind, &Key(key));
    if !sysv::sees_the_same(failure.process) {
        return Some(());
    }
    let mut other_kinds = Kind::ALL.into_iter().filter(|other| *other != kind);
    if let Some(object) = other_kinds.find_map(|other| sysv::by_key(other, key).ok()?) {
        say::other_kind(answer, &object);
        return Some(());
    }
    let keys = Keys::of(kind, key, failure.facts_until());
    if let Some(object) = keys.similar.filter(|_| keys.similars == 1) {
        if (object.key.0 ^ key) as u32 >> 24 == 0 {
            say::other_file(answer, &object, &object.key);
        } else {
            say::other_project(answer, &object, &object.key, &Project(object.key.0 as u32 >> 24));
        }
    } else if keys.count > 0 {
        say::keys(answer, &kind.plural(), &keys);
    } else if keys.in_time {
        say::no_keys(answer, &kind.plural());
    }
    Some(())
}

/// The project number in a key of ftok, as a character if it is one.
struct Project(u32);

impl fmt::Display for Project {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match u8::try_from(self.0) {
            Ok(byte @ b'!'..=b'~') => write!(to, "{} ('{}')", byte, char::from(byte)),
            _ => write!(to, "{}", self.0),
        }
    }
}

/// Of the objects of a kind that have a key: the first keys, how many, and one whose key is like another.
struct Keys {
    first: [Key; 5],
    count: usize,
    similar: Option<Object>,
    similars: usize,
    /// Were all looked at?
    in_time: bool,
}

impl Keys {
    fn of(kind: Kind, key: key_t, until: Moment) -> Keys {
        let mut keys = Keys { first: [Key(0); 5], count: 0, similar: None, similars: 0, in_time: false };
        let in_time = sysv::each(kind, until, &mut |object| {
            if object.key.0 != libc::IPC_PRIVATE {
                if let Some(place) = keys.first.get_mut(keys.count) {
                    *place = object.key;
                }
                keys.count += 1;
                if are_similar(object.key.0, key) {
                    (keys.similar, keys.similars) = (Some(*object), keys.similars + 1);
                }
            }
            true
        });
        keys.in_time = in_time == Ok(true);
        keys
    }
}

/// May ftok have made them from the same project number and device and two files, or the same file and two numbers? (Its
/// keys are 8 bits of the number, 8 of the device, and 16 of the file.)
fn are_similar(one: key_t, other: key_t) -> bool {
    // A key of few bits was chosen by hand.
    let by_ftok = |key: key_t| key as u32 >> 24 != 0;
    let differ = (one ^ other) as u32;
    by_ftok(one) && by_ftok(other) && (differ & 0xffff_0000 == 0 || differ & 0x00ff_ffff == 0)
}

/// `0x1, 0x2 and 5 more`
impl fmt::Display for Keys {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        for (position, key) in self.first.iter().take(self.count).enumerate() {
            write!(to, "{}{key}", separator(position, if self.in_time { self.count } else { usize::MAX }))?;
        }
        if self.in_time {
            write!(to, "{}", More(self.count.saturating_sub(self.first.len())))
        } else {
            to.write_str(" and others")
        }
    }
}

pub(in crate::explain) fn key_taken(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::key_taken as say;
    let key = Key(failure.int(0));
    let Some(object) = object(failure)? else {
        say::gone(answer, &kind_of(failure.call)?, &key);
        return Some(());
    };
    if key.0 == -1 {
        say::taken_by_ftok(answer, &object);
    } else {
        say::taken(answer, &object, &key, &User(object.owner), &object.kind.option(), &object.id);
    }
    match (object.made_by(), object.details) {
        (Some(actor), Details::Segment { attached, .. }) => {
            if attached == 0 {
                say::orphan(answer, &Ago(object.changed), &actor);
            } else {
                say::made_by(answer, &Ago(object.changed), &actor, &attached);
            }
        }
        _ => say::made(answer, &Ago(object.changed)),
    }
    Some(())
}

/// What permission a call needs.
fn needed(failure: &Failure) -> Option<Rights> {
    const READ: Rights = Rights::READ;
    const WRITE: Rights = Rights::WRITE;
    Some(match failure.call {
        Call::msgget | Call::semget | Call::shmget => Rights::of_any(get_flags(failure) as u32),
        Call::msgrcv | Call::msgctl | Call::shmctl => READ,
        Call::msgsnd | Call::semop | Call::semtimedop => WRITE,
        Call::semctl if matches!(failure.int(2), libc::SETVAL | libc::SETALL) => WRITE,
        Call::semctl => READ,
        Call::shmat => {
            let flags = failure.int(2);
            let write = if flags & libc::SHM_RDONLY == 0 { WRITE } else { Rights::NONE };
            let execute = if flags & libc::SHM_EXEC == 0 { Rights::NONE } else { Rights::EXECUTE };
            READ.and(write).and(execute)
        }
        _ => return None,
    })
}

/// `alice, group staff, with mode 0640`
struct OwnerAndMode<'a>(&'a Object);

impl fmt::Display for OwnerAndMode<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Object { owner, group, mode, .. } = *self.0;
        write!(to, "{}, group {}, with mode {}", User(owner), Group(group), Mode(mode))
    }
}

pub(in crate::explain) fn no_permission(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::no_permission as say;
    let (object, needed) = (object(failure)??, needed(failure)?);
    let standing = Standing::of(failure.process, &object)?;
    let Standing { caller, class } = standing;
    let (mode, granted) = (Mode(object.mode), object.granted(&standing));
    if mode.0 & 0o777 == 0 {
        say::no_bits(answer, &object, &object.kind.option(), &object.id);
    } else if granted.has(needed) {
        say::allowed(answer, &object, &mode, &caller);
    } else if is_get(failure.call) && granted.has(Rights::READ.and(Rights::WRITE)) {
        say::asks_too_much(answer, &object, &mode, &caller, &granted, &needed);
    } else {
        say::refused(answer, &object, &OwnerAndMode(&object), &caller.who(), &class, &granted, &needed);
    }
    Some(())
}

/// The command of one of the …ctl calls.
pub(super) fn command(failure: &Failure) -> c_int {
    failure.int(if failure.call == Call::semctl { 2 } else { 1 })
}

pub(in crate::explain) fn bad_command(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::bad_command as say;
    let (kind, command) = (kind_of(failure.call)?, command(failure));
    // From 11 on each call has its own, as in linux/msg.h, linux/shm.h and linux/sem.h.
    let (last, by_place) = match kind {
        Kind::Queue => (13, [11, 13]),
        Kind::Set => (20, [18, 20]),
        Kind::Segment => (15, [13, 15]),
    };
    match command {
        _ if by_place.contains(&command) => say::no_place(answer, &kind, &failure.int(0)),
        libc::IPC_RMID | libc::IPC_SET | libc::IPC_STAT | libc::IPC_INFO => return None,
        11.. if command <= last => return None,
        _ => say::command(answer, &command),
    }
    Some(())
}

/// The id is of no object. The tables of the kinds say this last.
pub(in crate::explain) fn no_id(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::no_id as say;
    let (kind, id) = (kind_of(failure.call)?, failure.int(0));
    match id {
        -1 => say::minus_one(answer, &kind, &get(kind)),
        ..0 => say::negative(answer, &id, &get(kind)),
        _ if object(failure)?.is_some() => return None,
        _ => match sysv::by_key(kind, id) {
            Ok(Some(object)) => say::is_key(answer, &id, &object, &get(kind)),
            _ => {
                say::none(answer, &kind, &id, &get(kind));
                // What had the id, if anything, is gone for sure when its place was given anew.
                if let Ok(Some(other)) = sysv::at_place_of(kind, id) {
                    say::successor(answer, &other);
                }
                if let Some(user) = logind::removes_ipc_of(failure.process) {
                    say::logout(answer, &user);
                }
            }
        },
    }
    Some(())
}

pub(in crate::explain) fn removed(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::removed as say;
    let (kind, id) = (kind_of(failure.call)?, failure.int(0));
    let waits = match failure.call {
        Call::msgsnd => failure.int(3) & libc::IPC_NOWAIT == 0,
        Call::msgrcv => failure.int(4) & libc::IPC_NOWAIT == 0,
        Call::semop | Call::semtimedop => true,
        _ => false,
    };
    if waits {
        say::waiting(answer, &kind, &id);
    } else {
        say::meanwhile(answer, &kind, &id);
    }
    Some(())
}

pub(in crate::explain) fn table_full(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::table_full as say;
    let kind = kind_of(failure.call).filter(|_| sysv::sees_the_same(failure.process))?;
    let (limit, sysctl) = match kind {
        Kind::Queue => (sysv::limit("msgmni").ok()?, "/proc/sys/kernel/msgmni"),
        Kind::Set => (sysv::semaphore_limits().ok()?[3], "the fourth number in /proc/sys/kernel/sem"),
        Kind::Segment => (sysv::limit("shmmni").ok()?, "/proc/sys/kernel/shmmni"),
    };
    let count = sysv::count(kind).ok()?;
    if count < limit {
        return None;
    }
    say::all(answer, &kind.plural(), &count, &limit, &kind.option(), &sysctl);
    let user = Caller::of(failure.process)?.user;
    let (mut of_user, mut orphans) = (0u64, 0u64);
    let in_time = sysv::each(kind, failure.facts_until(), &mut |object| {
        of_user += u64::from(object.owner == user || object.creator == user);
        // For each of these a process is looked up.
        orphans += u64::from(object.is_orphan() == Some(true));
        true
    });
    if in_time == Ok(true) {
        say::of_user(answer, &User(user), &of_user);
    }
    if orphans > 0 {
        say::orphans(answer, &orphans);
    }
    Some(())
}

pub(in crate::explain) fn not_owner(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let does = match command(failure) {
        libc::IPC_RMID => "remove",
        libc::IPC_SET => "change",
        libc::SHM_LOCK | libc::SHM_UNLOCK if failure.call == Call::shmctl => "lock",
        _ => return None,
    };
    let object = object(failure)??;
    let standing = Standing::of(failure.process, &object)?;
    if standing.class.is_owner() {
        return None;
    }
    sentences::not_owner::only_owner(answer, &object, &does, &User(object.owner), &standing.caller.who());
    Some(())
}
