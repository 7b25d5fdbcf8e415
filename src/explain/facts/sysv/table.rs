//! The tables in /proc/sysvipc: a line an object.

use std::ffi::c_int;
use std::time::Duration;

use libc::{key_t, pid_t};

use super::{Details, Key, Kind, Object};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file::{self, Errno};

impl Object {
    /// None for the heading.
    pub(super) fn parse(kind: Kind, line: &[u8]) -> Option<Object> {
        let mut words = str::from_utf8(line).ok()?.split_ascii_whitespace();
        let key = Key(words.next()?.parse().ok()?);
        let id = words.next()?.parse().ok()?;
        let mode = u32::from_str_radix(words.next()?, 8).ok()?;
        let mut numbers = [0u64; 11];
        let count = if kind == Kind::Set { 7 } else { numbers.len() };
        for number in numbers.iter_mut().take(count) {
            *number = words.next()?.parse().ok()?;
        }
        let pid = |place: usize| numbers[place] as pid_t;
        let time = |place: usize| numbers[place] as i64;
        let (details, users, changed) = match kind {
            Kind::Queue => {
                let (last_sender, last_receiver) = (pid(2), pid(3));
                let (sent, received) = (time(8), time(9));
                let [bytes, messages, ..] = numbers;
                (Details::Queue { bytes, messages, last_sender, last_receiver, sent, received }, 4, time(10))
            }
            Kind::Set => (Details::Set { count: numbers[0] as c_int, operated: time(5) }, 1, time(6)),
            Kind::Segment => {
                let (made_by, last) = (pid(1), pid(2));
                let [size, _, _, attached, ..] = numbers;
                let (attached_at, detached_at) = (time(8), time(9));
                (Details::Segment { size, made_by, last, attached, attached_at, detached_at }, 4, time(10))
            }
        };
        let user = |place: usize| numbers[users + place] as u32;
        let (owner, group, creator, creator_group) = (user(0), user(1), user(2), user(3));
        Some(Object { kind, key, id, mode, owner, group, creator, creator_group, changed, details })
    }
}

/// Calls `each` with every object of a kind, until that returns false. Tells whether it got through them in time.
pub(crate) fn each(kind: Kind, until: Moment, each: &mut dyn FnMut(&Object) -> bool) -> Result<bool, Errno> {
    let mut in_time = true;
    file::lines(format_args!("/proc/sysvipc/{}", kind.table()), &mut |line| {
        in_time = Moment::now() < until;
        // The first line is a heading.
        in_time && Object::parse(kind, line).is_none_or(|object| each(&object))
    })?;
    Ok(in_time)
}

/// How long one object is looked for.
const LOOKUP: Duration = Duration::from_millis(10);

fn find(kind: Kind, wanted: &dyn Fn(&Object) -> bool) -> Result<Option<Object>, Errno> {
    let mut found = None;
    let in_time = each(kind, Moment::now() + LOOKUP, &mut |object| {
        found = wanted(object).then_some(*object);
        found.is_none()
    })?;
    if in_time { Ok(found) } else { Err(libc::ETIMEDOUT) }
}

/// The lower bits of an id are the place in the table; the upper ones count how often that was given. (Of 24 lower bits, as
/// a kernel may be started with, these are enough: so many objects there are not.)
pub(super) fn at_place_of(kind: Kind, id: c_int) -> Result<Option<Object>, Errno> {
    find(kind, &|object| id >= 0 && (object.id ^ id) & 0x7fff == 0)
}

pub(super) fn by_key(kind: Kind, key: key_t) -> Result<Option<Object>, Errno> {
    find(kind, &|object| key != libc::IPC_PRIVATE && object.key == Key(key))
}
