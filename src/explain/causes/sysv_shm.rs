//! System V segments: their sizes, and where they are attached.

use std::fmt;

use super::{memory, sysv as common};
use crate::explain::answer::Answer;
use crate::explain::argument::{At, Quoted};
use crate::explain::facts::caller::Caller;
use crate::explain::facts::limits::Limit;
use crate::explain::facts::memory::{huge_pages, page_size};
use crate::explain::facts::sysv::{self, Details, Kind, Object};
use crate::explain::facts::user::Group;
use crate::explain::facts::{file, maps};
use crate::explain::failure::Failure;
use crate::explain::sentences::sysv_shm as sentences;

/// Its size, and how many times it is attached.
fn size_of(object: &Object) -> Option<(u64, u64)> {
    match object.details {
        Details::Segment { size, attached, .. } => Some((size, attached)),
        _ => None,
    }
}

fn is_huge(failure: &Failure) -> bool {
    failure.int(2) & libc::SHM_HUGETLB != 0
}

pub(in crate::explain) fn size_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::size_refused as say;
    let asked = failure.word(1);
    if let Some(object) = common::object(failure)? {
        let (has, attached) = size_of(&object)?;
        if asked <= has {
            return None;
        }
        say::smaller(answer, &object, &object.key, &has, &asked, &object.id, &attached);
        return Some(());
    }
    match sysv::limit("shmmax") {
        _ if asked == 0 => say::none(answer),
        Ok(most) if asked > most && (asked as i64) < 0 => say::negative(answer, &(asked as i64)),
        Ok(most) if asked > most => say::too_large(answer, &asked, &most),
        _ if is_huge(failure) => say::huge(answer),
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn no_pages(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (most, used) = (sysv::limit("shmall").ok()?, sysv::pages().ok()?);
    let more = failure.word(1).div_ceil(page_size());
    let table_is_full = sysv::limit("shmmni").ok()? <= sysv::count(Kind::Segment).ok()?;
    if !sysv::sees_the_same(failure.process) || table_is_full || used.saturating_add(more) <= most {
        return None;
    }
    sentences::no_pages::all(answer, &used, &more, &most);
    Some(())
}

pub(in crate::explain) fn no_memory(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if !is_huge(failure) {
        // Nothing is mapped yet, so limits of the process do not count.
        return memory::of_the_machine(failure, answer, Some(failure.word(1)));
    }
    let pages = huge_pages().ok()?;
    sentences::no_memory::no_huge_pages(answer, &pages.free, &pages.total);
    Some(())
}

pub(in crate::explain) fn no_huge_pages_for_you(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if !is_huge(failure) {
        return None;
    }
    let group = file::number(format_args!("/proc/sys/vm/hugetlb_shm_group")).ok()?;
    sentences::no_huge_pages_for_you::group(
        answer,
        &Caller::of(failure.process)?.who(),
        &Group(u32::try_from(group).ok()?),
    );
    Some(())
}

/// What is mapped somewhere: `segment 5`, `the heap`, `a mapping of "/lib/x"`.
struct What<'a>(&'a maps::Mapping, &'a [u8]);

impl fmt::Display for What<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match (segment_of(self.0, self.1), self.1) {
            (Some(id), _) => write!(to, "segment {id}"),
            (None, b"[heap]") => write!(to, "the heap"),
            (None, b"[stack]") => write!(to, "the stack"),
            (None, [b'/', ..]) => write!(to, "a mapping of {}", Quoted(self.1)),
            _ => write!(to, "other memory of this process"),
        }
    }
}

/// The id of the segment that a mapping is of.
fn segment_of(mapping: &maps::Mapping, path: &[u8]) -> Option<u64> {
    mapping.is_segment(path).then_some(mapping.ino)
}

pub(in crate::explain) fn place_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::place_refused as say;
    let (address, flags, page) = (failure.word(1), failure.int(2), page_size());
    if failure.int(0) < 0 {
        return common::no_id(failure, answer);
    }
    if address == 0 && flags & libc::SHM_REMAP != 0 {
        say::remap_nowhere(answer);
        return Some(());
    }
    if address % page != 0 && flags & libc::SHM_RND == 0 {
        say::uneven(answer, &At(address), &page);
        return Some(());
    }
    let Some(object) = common::object(failure)? else { return common::no_id(failure, answer) };
    let (size, _) = size_of(&object)?;
    if address == 0 {
        return None;
    }
    let start = address - address % page;
    let end = start.saturating_add(size.div_ceil(page) * page);
    let _ = maps::each(failure.process, &mut |mapping, path| {
        let overlaps = mapping.addresses.start < end && start < mapping.addresses.end;
        if overlaps && flags & libc::SHM_REMAP == 0 {
            say::taken(answer, &At(start), &At(end), &What(&mapping, path));
        }
        answer.is_silent()
    });
    if answer.is_silent() {
        say::nowhere(answer, &object, &At(address));
    }
    Some(())
}

pub(in crate::explain) fn no_room(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let address = failure.word(1);
    if address != 0 {
        sentences::no_room::at(answer, &At(address));
        return Some(());
    }
    let (size, _) = size_of(&common::object(failure)??)?;
    memory::explain(failure, answer, Some(size))
}

pub(in crate::explain) fn not_attached(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use sentences::not_attached as say;
    let address = failure.word(0);
    match address {
        0 => say::null(answer),
        u64::MAX => say::minus_one(answer),
        _ => {
            maps::each(failure.process, &mut |mapping, path| {
                if mapping.addresses.contains(&address) {
                    // A part of the segment may be all that is left: its beginning is elsewhere then.
                    match segment_of(&mapping, path) {
                        Some(id) => {
                            let start = mapping.addresses.start.wrapping_sub(mapping.offset);
                            say::inside(answer, &At(address), &id, &At(start));
                        }
                        None => say::other(answer, &At(address), &What(&mapping, path)),
                    }
                }
                answer.is_silent()
            })
            .ok()?;
            if answer.is_silent() {
                say::nothing(answer, &At(address));
            }
        }
    }
    Some(())
}

/// RLIMIT_MEMLOCK in bytes, if there is one.
fn lock_limit(failure: &Failure) -> Option<u64> {
    let locks = failure.int(1) == libc::SHM_LOCK;
    Limit::of(failure.process, libc::RLIMIT_MEMLOCK).ok().filter(|_| locks)?.soft.number()
}

pub(in crate::explain) fn not_locked(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (limit, object) = (lock_limit(failure)?, common::object(failure)??);
    let (size, _) = size_of(&object)?;
    sentences::not_locked::more(answer, &object, &size, &limit);
    Some(())
}

pub(in crate::explain) fn may_not_lock(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if lock_limit(failure)? > 0 {
        return None;
    }
    sentences::may_not_lock::limit(answer);
    Some(())
}
