//! The memory mappings of a process: /proc/PID/maps.

use std::fmt::Write;
use std::ops::Range;

use libc::{dev_t, ino_t};

use super::file::{self, Bytes, DELETED, Errno};
use super::process::Process;
use super::sysv;
use super::threads;
use crate::explain::facts::clock::Moment;
use crate::explain::text::Text;

/// One mapping.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mapping {
    pub addresses: Range<u64>,
    pub readable: bool,
    pub writable: bool,
    /// Are writes seen by who else maps it?
    pub shared: bool,
    /// Where in the file it begins.
    pub offset: u64,
    /// The file; 0 if there is none. Of shared memory without a name, and of System V's, it is the kernel's own.
    pub dev: dev_t,
    pub ino: ino_t,
}

impl Mapping {
    /// Where in the file an address is.
    pub(crate) fn offset_of(&self, address: u64) -> u64 {
        (address - self.addresses.start).wrapping_add(self.offset)
    }

    /// Is it of a System V segment? Their file system gives their files such names, and their ids as numbers.
    pub(crate) fn is_segment(&self, path: &[u8]) -> bool {
        self.shared && path.starts_with(b"/SYSV")
    }
}

/// Memory that processes share, the same for each that maps it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Memory {
    pub dev: dev_t,
    pub ino: ino_t,
    /// Of a System V segment, the IPC namespace of who has it: in others, and among the kernel's other memory, the same numbers
    /// are in use.
    namespace: Option<ino_t>,
}

impl Memory {
    /// What a mapping of that process is of; None if it is its own alone.
    pub(crate) fn of(process: Process, mapping: &Mapping, path: &[u8]) -> Option<Memory> {
        let namespace = mapping.is_segment(path).then(|| sysv::namespace(process).unwrap_or(0));
        mapping.shared.then_some(Memory { dev: mapping.dev, ino: mapping.ino, namespace })
    }

    pub(crate) fn is_segment(&self) -> bool {
        self.namespace.is_some()
    }

    /// Can it be the same? Who has a segment may have moved to another namespace since it was attached.
    pub(crate) fn may_be(&self, other: &Memory) -> bool {
        (self.dev, self.ino, self.is_segment()) == (other.dev, other.ino, other.is_segment())
    }
}

/// Where semaphores are, and what their names begin with.
const SEMAPHORES: [&[u8]; 2] = [b"/dev/shm/", b"sem."];

/// The path that the file of a mapping has now; None if it has none any more. sem_open makes a semaphore under a name of
/// its own, links it to the right one and removes the first, so that its mapping says `(deleted)` in whoever made it.
pub(crate) fn path_now(process: Process, mapping: &Mapping, path: &[u8]) -> Result<Option<Bytes>, Errno> {
    let [directory, beginning] = SEMAPHORES;
    if !path.ends_with(DELETED) {
        return Bytes::of(&[path]).map(Some);
    } else if !path.strip_prefix(directory).is_some_and(|name| name.starts_with(beginning)) {
        return Ok(None);
    }
    let mut root = Text::new();
    let _ = write!(root, "{process}/root");
    let root = root.as_str().as_bytes();
    let mut found = Ok(None);
    file::entries_of(&[root, directory], &mut |name| {
        let is_it = name.starts_with(beginning)
            && file::link_status_of(&[root, directory, name])
                .is_ok_and(|status| (status.st_dev, status.st_ino) == (mapping.dev, mapping.ino));
        if is_it {
            found = Bytes::of(&[directory, name]).map(Some);
        }
        !is_it
    })?;
    found
}

/// The mapping that an address is in, if any.
pub(crate) fn at(process: Process, address: u64) -> Result<Option<Mapping>, Errno> {
    look_at(process, address, |mapping, _| mapping)
}

/// What `look` makes of the mapping that an address is in, if any.
pub(crate) fn look_at<T>(
    process: Process,
    address: u64,
    look: impl Fn(Mapping, &[u8]) -> T,
) -> Result<Option<T>, Errno> {
    let mut found = None;
    each(process, &mut |mapping, path| {
        if mapping.addresses.contains(&address) {
            found = Some(look(mapping, path));
        }
        found.is_none()
    })?;
    Ok(found)
}

/// How many mappings there are, and whether a range has a hole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Survey {
    pub count: u64,
    /// Was there time to look at all of them? Else there are more.
    pub is_whole: bool,
    /// The first address of the range that is not mapped. None if all is, or that is not known.
    pub gap: Option<u64>,
}

/// Looks at the mappings until then, or until a hole is found.
pub(crate) fn survey(process: Process, range: &Range<u64>, until: Moment) -> Result<Survey, Errno> {
    let (mut count, mut is_whole, mut gap, mut reached) = (0, true, None, range.start);
    file::lines(format_args!("{process}/maps"), &mut |line| {
        count += 1;
        if reached < range.end
            && let Some((mapping, _)) = parse(line)
            && mapping.addresses.end > reached
        {
            gap = (mapping.addresses.start > reached).then_some(reached);
            reached = mapping.addresses.end;
        }
        // To read a clock costs more than a line does.
        is_whole = count % 64 != 0 || Moment::now() < until;
        is_whole && gap.is_none()
    })?;
    // What is behind the last mapping is not mapped either.
    let behind = (is_whole && gap.is_none() && reached < range.end).then_some(reached);
    Ok(Survey { count, is_whole, gap: gap.or(behind) })
}

/// Calls `each` with every mapping and its path, or what else stands there, until that returns false.
pub(crate) fn each(process: Process, each: &mut dyn FnMut(Mapping, &[u8]) -> bool) -> Result<(), Errno> {
    let lines = &mut |thread: Process| {
        let mut any = false;
        let read = file::lines(format_args!("{thread}/maps"), &mut |line| {
            any = true;
            parse(line).is_none_or(|(mapping, path)| each(mapping, path))
        });
        match read {
            Err(libc::ESRCH) => Ok(None),
            read => read.map(|()| any.then_some(())),
        }
    };
    threads::ask(process, lines).map(|_| ())
}

/// `7f5db1417000-7f5db1418000 rw-s 00000000 00:01 17142    /dev/zero (deleted)`
fn parse(line: &[u8]) -> Option<(Mapping, &[u8])> {
    let mut fields = line.splitn(6, |byte| *byte == b' ');
    let mut field = || str::from_utf8(fields.next()?).ok();
    let hexadecimal = |text| u64::from_str_radix(text, 16).ok();
    let (start, end) = field()?.split_once('-')?;
    let (start, end) = (hexadecimal(start)?, hexadecimal(end)?);
    let rights = field()?;
    let [readable, writable, shared] = ['r', 'w', 's'].map(|right| rights.contains(right));
    let offset = hexadecimal(field()?)?;
    let (major, minor) = field()?.split_once(':')?;
    let dev = libc::makedev(hexadecimal(major)? as u32, hexadecimal(minor)? as u32);
    let ino = field()?.parse().ok()?;
    let mapping = Mapping { addresses: start..end, readable, writable, shared, offset, dev, ino };
    Some((mapping, fields.next().unwrap_or_default().trim_ascii_start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn holes_in_a_range() {
        let this = Process::this();
        let local = 0u8;
        let stack = at(this, &raw const local as u64).unwrap().unwrap().addresses;
        let late = Moment::now() + Duration::from_secs(60);
        let inside = survey(this, &(stack.start + 1..stack.end), late).unwrap();
        assert!(inside.gap.is_none() && inside.is_whole && inside.count > 10, "{inside:?}");
        // Nothing is at the lowest addresses, nor at the end of them all.
        assert_eq!(survey(this, &(0..stack.end), late).unwrap().gap, Some(0));
        assert_eq!(survey(this, &(u64::MAX - 1..u64::MAX), late).unwrap().gap, Some(u64::MAX - 1));
        assert_eq!(
            survey(this, &(stack.start - 1..stack.start), Moment::now() - Duration::from_secs(1)).unwrap().gap,
            None
        );
    }

    #[test]
    fn a_line() {
        let line = b"7f5db1417000-7f5db1419000 rw-s 00001000 fd:01 17142                      /dev/zero (deleted)";
        let (mapping, path) = parse(line).unwrap();
        assert_eq!(path, b"/dev/zero (deleted)");
        assert!(
            mapping.readable && mapping.writable && mapping.shared && mapping.addresses.contains(&0x7f5d_b141_7fff)
        );
        assert_eq!((mapping.dev, mapping.ino), (libc::makedev(0xfd, 1), 17142));
        assert_eq!(mapping.offset_of(0x7f5d_b141_8004), 0x2004);
        let (mapping, path) = parse(b"00400000-00401000 r--p 00000000 00:00 0 ").unwrap();
        assert_eq!((mapping.writable, mapping.shared, path), (false, false, &b""[..]));
        assert_eq!(parse(b""), None);
    }

    #[test]
    fn where_this_processs_memory_is() {
        static VARIABLE: u32 = 7;
        let address = &raw const VARIABLE as u64;
        let mapping = at(Process::this(), address).unwrap().unwrap();
        assert!(mapping.addresses.contains(&address) && !mapping.shared && mapping.ino != 0);
        assert_eq!(at(Process::this(), 16), Ok(None));
    }
}
