//! System V queues: what does not fit, is not there, or has no type; and ftok.

use std::fmt;

use super::{path, sysv as common};
use crate::explain::answer::Answer;
use crate::explain::enumeration::Counted;
use crate::explain::facts::caller::Standing;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::past::{Actor, Ago};
use crate::explain::facts::sysv::{self, Details, Message, Object};
use crate::explain::failure::Failure;
use crate::explain::sentences::sysv_msg as sentences;
use crate::explain::structure::i64_at;

pub(in crate::explain) fn no_file(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if let Some(path) = failure.string(0) {
        path::explain(failure, answer, failure.process, libc::AT_FDCWD, path);
    }
    sentences::no_file::needs_file(answer);
    Some(())
}

pub(in crate::explain) fn send_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::send_refused as say;
    let (size, kind) = (failure.word(2), failure.copied(1).map(|message| i64_at(message, 0)));
    if (size as i64) < 0 {
        say::negative(answer, &(size as i64));
        return Some(());
    }
    if let Ok(most) = sysv::limit("msgmax")
        && size > most
        && sysv::sees_the_same(failure.process)
    {
        say::too_long(answer, &size, &most);
        return Some(());
    }
    match kind {
        Some(kind @ ..1) => say::bad_type(answer, &kind),
        _ => return common::no_id(failure, answer),
    }
    Some(())
}

pub(in crate::explain) fn queue_full(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::queue_full as say;
    let (object, size) = (common::object(failure)??, failure.word(2));
    let Details::Queue { bytes, messages, last_receiver, received, .. } = object.details else { return None };
    match sysv::queue_capacity(object.id) {
        Ok(capacity) if size > capacity => say::never(answer, &object, &size, &capacity),
        Ok(capacity) if bytes.saturating_add(size) > capacity => {
            say::full(answer, &object, &bytes, &capacity, &messages, &size)
        }
        Ok(capacity) if messages >= capacity => say::too_many(answer, &object, &messages, &capacity),
        Ok(capacity) => {
            say::room(answer, &object, &bytes, &capacity);
            return Some(());
        }
        Err(_) => say::unknown(answer, &object, &bytes, &messages),
    }
    match Actor::new(last_receiver, received) {
        Some(actor) => say::received(answer, &Ago(received), &actor),
        None if received == 0 => say::never_received(answer),
        None => (),
    }
    Some(())
}

/// Which message msgrcv asks for.
#[derive(Clone, Copy)]
struct Wanted {
    kind: i64,
    /// MSG_EXCEPT.
    except: bool,
}

impl Wanted {
    fn of(failure: &Failure) -> Wanted {
        let kind = failure.word(3) as i64;
        Wanted { kind, except: kind > 0 && failure.int(4) & libc::MSG_EXCEPT != 0 }
    }

    fn takes(self, kind: i64) -> bool {
        match self.kind {
            0 => true,
            wanted if self.except => kind != wanted,
            wanted if wanted < 0 => kind <= wanted.saturating_neg(),
            wanted => kind == wanted,
        }
    }
}

/// What follows `message`: ` of type 5`, ` of a type other than 5`, ` of a type up to 5`, or nothing if it may be any.
impl fmt::Display for Wanted {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.kind {
            0 => Ok(()),
            kind if self.except => write!(to, " of a type other than {kind}"),
            kind if kind < 0 => write!(to, " of a type up to {}", kind.unsigned_abs()),
            kind => write!(to, " of type {kind}"),
        }
    }
}

/// How many different types a sentence names.
const KINDS: usize = 6;

/// The types of the messages in a queue, the first few: `1, 2 or 7`.
struct Kinds {
    kinds: [i64; KINDS],
    count: usize,
    /// There are others.
    more: bool,
}

impl Kinds {
    fn add(&mut self, kind: i64) {
        let known = &self.kinds[..self.count];
        if known.contains(&kind) {
            return;
        }
        match self.kinds.get_mut(self.count) {
            Some(place) => {
                *place = kind;
                self.count += 1;
            }
            None => self.more = true,
        }
    }
}

impl fmt::Display for Kinds {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        for (position, kind) in self.kinds.iter().take(self.count).enumerate() {
            let separator = match position {
                0 => "",
                _ if position + 1 == self.count && !self.more => " or ",
                _ => ", ",
            };
            write!(to, "{separator}{kind}")?;
        }
        to.write_str(if self.more { " and others" } else { "" })
    }
}

pub(in crate::explain) fn no_message(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::no_message as say;
    let (object, wanted) = (common::object(failure)??, Wanted::of(failure));
    let Details::Queue { messages, last_sender, sent, .. } = object.details else { return None };
    if failure.int(4) & libc::MSG_COPY != 0 {
        say::no_place(answer, &object, &wanted.kind, &messages);
        return Some(());
    }
    if messages == 0 {
        say::empty(answer, &object);
    } else {
        let mut kinds = Kinds { kinds: [0; KINDS], count: 0, more: false };
        let mut came = false;
        let all = sysv::each_message(object.id, failure.facts_until(), &mut |message| {
            came |= wanted.takes(message.kind);
            kinds.add(message.kind);
            true
        });
        if came {
            say::came(answer, &object, &wanted);
            return Some(());
        }
        match all {
            Ok(true) => say::none(answer, &object, &wanted, &Counted(messages, "message"), &kinds),
            _ => say::unknown(answer, &object, &wanted, &Counted(messages, "message")),
        }
    }
    match Actor::new(last_sender, sent) {
        Some(actor) => say::sent(answer, &Ago(sent), &actor),
        None if sent == 0 => say::never_sent(answer),
        None => (),
    }
    Some(())
}

/// The message that msgrcv would take now.
fn first(object: &Object, wanted: Wanted, until: Moment) -> Option<Message> {
    let mut first: Option<Message> = None;
    let all = sysv::each_message(object.id, until, &mut |message| {
        if !wanted.takes(message.kind) {
            return true;
        }
        // The lowest type, of a type the first; otherwise simply the first.
        if first.is_none_or(|first| message.kind < first.kind) {
            first = Some(message);
        }
        wanted.kind < 0
    });
    first.filter(|_| all == Ok(true))
}

pub(in crate::explain) fn does_not_fit(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::does_not_fit as say;
    let (size, wanted) = (failure.word(2), Wanted::of(failure));
    let Some(object) = common::object(failure).flatten() else {
        say::unknown(answer, &size, &wanted);
        return Some(());
    };
    let length = match (first(&object, wanted, failure.facts_until()), object.details) {
        (Some(message), _) => Some(message.size as u64),
        // Where messages cannot be looked at: that of the only one is known.
        (None, Details::Queue { bytes, messages: 1, .. }) => Some(bytes),
        (None, _) => None,
    };
    match length.filter(|length| *length > size) {
        Some(length) if size == size_of::<usize>() as u64 => say::pointer(answer, &size, &length, &wanted),
        Some(length) => say::longer(answer, &size, &length, &wanted),
        None => say::unknown(answer, &size, &wanted),
    }
    Some(())
}

pub(in crate::explain) fn receive_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::receive_refused as say;
    let (size, flags) = (failure.word(2) as i64, failure.int(4));
    let copies = flags & libc::MSG_COPY != 0;
    match size {
        ..0 => say::negative(answer, &size),
        _ if copies && flags & libc::MSG_EXCEPT != 0 => say::copy_except(answer),
        _ if copies && flags & libc::IPC_NOWAIT == 0 => say::copy_alone(answer),
        _ => return common::no_id(failure, answer),
    }
    Some(())
}

pub(in crate::explain) fn no_copy(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.int(4) & libc::MSG_COPY == 0 {
        return None;
    }
    sentences::no_copy::not_built(answer);
    Some(())
}

pub(in crate::explain) fn more_bytes(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let object = common::object(failure)??;
    // Who may change it all the same is refused only more bytes.
    if failure.int(1) != libc::IPC_SET || !Standing::of(failure.process, &object)?.class.is_owner() {
        return None;
    }
    sentences::more_bytes::above(answer, &sysv::limit("msgmnb").ok()?);
    Some(())
}
