//! Memory mappings: arguments that do not fit together, files that were not opened for it, and ranges with holes.

use std::ffi::c_int;
use std::fmt;
use std::ops::Range;
use std::time::Duration;

use libc::{MAP_ANONYMOUS, MAP_FIXED, MAP_FIXED_NOREPLACE, MAP_PRIVATE, MAP_SHARED, MAP_SYNC, MAP_TYPE};

use super::memory;
use crate::explain::answer::Answer;
use crate::explain::argument::{At, Ordinal, Quoted, Written};
use crate::explain::call::Call;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::file;
use crate::explain::facts::limits::{Amount, Limit};
use crate::explain::facts::maps::{self, Survey};
use crate::explain::facts::memory::{Kib, huge_pages, mapped, page_size};
use crate::explain::failure::Failure;
use crate::explain::sentences::map as say;

/// Linux gives a process no addresses above, unless it asks for them; of other machines only that is known that none has
/// more.
const ADDRESSES: u64 = if cfg!(target_arch = "x86_64") { 1 << 47 } else { 1 << 56 };
/// What mmap returns when it fails.
const FAILED: u64 = u64::MAX;

/// mmap's file.
fn fd(failure: &Failure) -> Option<Descriptor> {
    let has_file = failure.int(3) & MAP_ANONYMOUS == 0;
    Descriptor::of(failure.process, failure.int(4)).ok().filter(|_| has_file)
}

pub(in crate::explain) fn refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::refused as say;
    let (address, flags, offset, page) = (failure.word(0), failure.int(3), failure.word(5), page_size());
    let kind = flags & MAP_TYPE;
    if !offset.is_multiple_of(page) {
        let rest = offset % page;
        say::offset(answer, &(offset as i64), &page, &((offset - rest) as i64), &rest);
    } else if failure.word(1) == 0 {
        say::empty(answer);
    } else if flags & (MAP_FIXED | MAP_FIXED_NOREPLACE) != 0 && !address.is_multiple_of(page) {
        say::address(answer, &At(address), &page);
    } else if kind & (MAP_SHARED | MAP_PRIVATE) == 0 {
        say::kind(answer);
    } else if kind == MAP_SHARED | MAP_PRIVATE && flags & MAP_ANONYMOUS != 0 {
        say::both(answer);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn no_file(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (failure.int(4) == -1).then(|| say::no_file::no_fd(answer))
}

pub(in crate::explain) fn not_mappable(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let fd = fd(failure).filter(|fd| !matches!(fd.what, What::File { .. } | What::Memory { .. }))?;
    say::not_mappable::what(answer, &fd.fd, &fd);
    Some(())
}

pub(in crate::explain) fn not_opened_so(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_opened_so as say;
    let fd = fd(failure)?;
    let writes_file = failure.int(2) & libc::PROT_WRITE != 0 && failure.int(3) & MAP_SHARED != 0;
    if !fd.reads() {
        say::unreadable(answer, &fd.fd, &fd);
    } else if writes_file && !fd.writes() {
        say::shared(answer, &fd.fd, &fd);
    } else if writes_file {
        // Nothing else is left.
        say::append(answer, &fd.fd, &fd);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn not_permitted(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_permitted as say;
    let (address, flags) = (failure.word(0), failure.int(3));
    let lowest = file::number(format_args!("/proc/sys/vm/mmap_min_addr")).map_or(0, |lowest| lowest as u64);
    if flags & (MAP_FIXED | MAP_FIXED_NOREPLACE) != 0 && address < lowest {
        say::low(answer, &At(address), &At(lowest));
    } else if flags & libc::MAP_LOCKED != 0 && lock_limit(failure) == Some(Amount(0)) {
        say::locked(answer);
    } else if failure.int(2) & libc::PROT_EXEC != 0 {
        let fd = fd(failure)?;
        say::noexec(answer, &fd.fd, &fd);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn beyond(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::beyond::end(answer, &(failure.word(5) as i64), &failure.word(1));
    Some(())
}

fn lock_limit(failure: &Failure) -> Option<Amount> {
    Limit::of(failure.process, libc::RLIMIT_MEMLOCK).ok().map(|limit| limit.soft)
}

/// How much is locked, and how much may be, if it cannot be so much more.
fn lock_numbers(failure: &Failure, more: u64) -> Option<(Kib, Kib)> {
    let (limit, locked) = (lock_limit(failure)?.number()?, mapped(failure.process).ok()?.locked);
    let exceeds = locked.0.saturating_mul(1024).saturating_add(more) > limit;
    exceeds.then_some((locked, Kib::of_bytes(limit)))
}

pub(in crate::explain) fn too_much_locked(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let length = match failure.call {
        Call::mremap => failure.word(2).saturating_sub(failure.word(1)),
        _ => failure.word(1),
    };
    let (locked, limit) = lock_numbers(failure, whole_pages(length))?;
    say::too_much_locked::more(answer, &Kib::of_bytes(whole_pages(length)), &locked, &limit);
    Some(())
}

fn whole_pages(length: u64) -> u64 {
    length.checked_next_multiple_of(page_size()).unwrap_or(u64::MAX)
}

pub(in crate::explain) fn in_the_way(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let wanted = failure.word(0)..failure.word(0).saturating_add(failure.word(1));
    let mut found = None;
    maps::each(failure.process, &mut |mapping, path| {
        if mapping.addresses.start < wanted.end && wanted.start < mapping.addresses.end {
            say::in_the_way::mapping(answer, &At(mapping.addresses.start.max(wanted.start)), &Of(path));
            found = Some(());
        }
        found.is_none()
    })
    .ok()?;
    found
}

/// What is mapped, by what /proc/PID/maps shows of it: a file, or as `[heap]`.
struct Of<'a>(&'a [u8]);

impl fmt::Display for Of<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            b"" => to.write_str("memory without a file"),
            b"[heap]" => to.write_str("the heap"),
            b"[stack]" => to.write_str("the stack"),
            path => write!(to, "{}", Quoted(path)),
        }
    }
}

pub(in crate::explain) fn not_supported(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match fd(failure).filter(|_| failure.int(3) & MAP_SYNC != 0) {
        Some(fd) => say::not_supported::sync(answer, &fd.fd, &fd),
        None => say::not_supported::unknown(answer),
    }
    Some(())
}

pub(in crate::explain) fn no_memory(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::no_memory as say;
    let moves = failure.call == Call::mremap;
    let (address, length) = (failure.word(0), failure.word(if moves { 2 } else { 1 }));
    let flags = failure.int(3);
    if (length as i64) < 0 {
        say::negative(answer, &(length as i64));
    } else if length > ADDRESSES {
        say::address_space(answer, &length);
    } else if !moves && flags & MAP_FIXED != 0 && address.saturating_add(length) > ADDRESSES {
        say::fixed(answer, &At(address));
    } else if !moves && flags & libc::MAP_HUGETLB != 0 {
        let pages = huge_pages().ok()?;
        say::no_huge_pages(answer, &pages.free, &pages.total);
    } else if moves && flags & libc::MREMAP_MAYMOVE == 0 {
        say::may_not_move(answer);
    } else if let Ok(survey) = survey(failure, &(0..0))
        && let Some(limit) = too_many(&survey)
    {
        let say = if survey.is_whole { say::too_many } else { say::many };
        say(answer, &survey.count, &limit);
    } else {
        let need = if moves { length.saturating_sub(failure.word(1)) } else { length };
        return memory::explain(failure, answer, Some(need));
    }
    Some(())
}

/// Where the list is very long, libc has spent the time for facts already: to find the stack, it reads the list too.
const LIST: Duration = Duration::from_millis(10);

fn survey(failure: &Failure, range: &Range<u64>) -> Result<Survey, c_int> {
    maps::survey(failure.process, range, failure.facts_until().max(Moment::now() + LIST))
}

/// How many mappings a process may have, if so many are too many.
fn too_many(survey: &Survey) -> Option<u64> {
    let limit = file::number(format_args!("/proc/sys/vm/max_map_count")).ok()? as u64;
    // To split one in the middle takes two more. And a program with thousands of them may well have reached the limit.
    let reached = if survey.is_whole { survey.count + 2 >= limit } else { survey.count > limit / 64 };
    reached.then_some(limit)
}

pub(in crate::explain) fn range(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::range as say;
    let (address, length, page) = (failure.word(0), failure.word(1), page_size());
    let end = address.checked_add(length).filter(|end| *end <= ADDRESSES);
    if address == FAILED {
        say::failed(answer);
    } else if !address.is_multiple_of(page) {
        say::unaligned(answer, &At(address), &page, &At(address - address % page));
    } else if length == 0 && matches!(failure.call, Call::munmap | Call::mremap) {
        say::empty(answer, &Ordinal(1));
    } else if failure.call == Call::munmap && end.is_none() {
        say::outside(answer, &length, &At(address));
    } else {
        return match failure.call {
            Call::msync => synchronize(failure, answer),
            Call::mprotect => protect(failure, answer),
            Call::madvise => advise(failure, answer),
            Call::mremap => resize(failure, answer),
            _ => None,
        };
    }
    Some(())
}

fn synchronize(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (flags, both) = (failure.int(2), libc::MS_SYNC | libc::MS_ASYNC);
    let unknown = flags & !(both | libc::MS_INVALIDATE);
    if unknown != 0 {
        say::range::unknown(answer, &Ordinal(2), &format_args!("{unknown:#x}"));
    } else if flags & both == both {
        say::range::msync_both(answer);
    } else {
        return None;
    }
    Some(())
}

fn protect(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let known = libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC | libc::PROT_GROWSDOWN | libc::PROT_GROWSUP;
    let unknown = failure.int(2) & !known;
    (unknown != 0).then(|| say::range::unknown(answer, &Ordinal(2), &format_args!("{unknown:#x}")))
}

fn advise(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let say = if failure.is_named(2) { say::range::advice_here } else { say::range::unknown_advice };
    say(answer, &Written(failure, 2));
    Some(())
}

fn resize(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (new_length, flags) = (failure.word(2), failure.int(3));
    let moves = libc::MREMAP_FIXED | libc::MREMAP_DONTUNMAP;
    let unknown = flags & !(libc::MREMAP_MAYMOVE | moves);
    if unknown != 0 {
        say::range::unknown(answer, &Ordinal(3), &format_args!("{unknown:#x}"));
    } else if new_length == 0 {
        say::range::no_new_length(answer);
    } else if new_length > ADDRESSES - page_size() {
        say::range::new_length(answer, &new_length);
    } else if flags & moves != 0 && flags & libc::MREMAP_MAYMOVE == 0 {
        say::range::fixed_without_move(answer);
    } else if flags & libc::MREMAP_FIXED != 0 {
        say::range::new_address(answer);
    } else {
        return None;
    }
    Some(())
}

/// The pages that a range of bytes is in.
fn pages(address: u64, length: u64) -> Option<Range<u64>> {
    let page = page_size();
    Some(address - address % page..address.checked_add(length)?.checked_next_multiple_of(page)?)
}

pub(in crate::explain) fn not_mapped(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_mapped as say;
    let (address, length) = (failure.word(0), failure.word(1));
    let range = if failure.call == Call::munmap { 0..0 } else { pages(address, length)? };
    let survey = survey(failure, &range).ok()?;
    if let Some(gap) = survey.gap {
        say::gap(answer, &At(address), &length, &At(gap.max(address)));
    } else {
        let limit = too_many(&survey)?;
        let say = if survey.is_whole { say::too_many } else { say::many };
        say(answer, &survey.count, &limit);
    }
    Some(())
}

pub(in crate::explain) fn not_one_mapping(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::not_one_mapping::gap(answer, &At(failure.word(0)), &failure.word(1));
    Some(())
}

pub(in crate::explain) fn protected(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::protected as say;
    let (range, protection) = (pages(failure.word(0), failure.word(1))?, failure.int(2));
    let mut found = None;
    maps::each(failure.process, &mut |mapping, path| {
        let is_inside = mapping.addresses.start < range.end && range.start < mapping.addresses.end;
        let at = At(mapping.addresses.start.max(range.start));
        if !is_inside || !path.starts_with(b"/") {
            return mapping.addresses.start < range.end;
        }
        if protection & libc::PROT_WRITE != 0 && mapping.shared && !mapping.writable {
            say::shared(answer, &at, &Quoted(path));
            found = Some(());
        } else if protection & libc::PROT_EXEC != 0 {
            say::noexec(answer, &at, &Quoted(path));
            found = Some(());
        }
        found.is_none()
    })
    .ok()?;
    found
}

pub(in crate::explain) fn no_file_there(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::no_file_there::anonymous(answer);
    Some(())
}

pub(in crate::explain) fn too_much(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::too_much as say;
    if lock_limit(failure)? == Amount(0) {
        say::none(answer);
        return Some(());
    }
    let (address, length) = (failure.word(0), failure.word(1));
    let size = pages(address, length).map_or(length, |pages| pages.end - pages.start);
    let (locked, limit) = lock_numbers(failure, size)?;
    say::limit(answer, &Kib::of_bytes(size), &locked, &limit);
    Some(())
}

pub(in crate::explain) fn locked(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (failure.int(2) & libc::MS_INVALIDATE != 0).then(|| say::locked::pages(answer))
}

pub(in crate::explain) fn advice_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (failure.word(2) as c_int == libc::MADV_REMOVE).then(|| say::advice_refused::remove(answer))
}
