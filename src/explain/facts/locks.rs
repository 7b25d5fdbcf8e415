//! Locks on files: /proc/locks, which has those of all processes that can be seen here, and what /proc/PID/fdinfo says of
//! those that an open file has.

pub(crate) mod find;

use std::ffi::c_int;
use std::fmt;

use libc::{ino_t, pid_t};

use super::file::{self, Errno};
use super::open_file;
use super::process::Process;

/// Whose a lock is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Of flock(2): the open file's, and so of every process that inherited it.
    Flock,
    /// Of F_SETLK and lockf(3): the process's.
    Posix,
    /// Of F_OFD_SETLK: the open file's.
    OpenFile,
    /// What F_SETLEASE makes, and others that do not keep a lock out.
    Other,
}

/// Bytes of a file, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Range {
    pub start: i64,
    /// i64::MAX: up to the end, wherever that will be.
    pub end: i64,
}

impl Range {
    pub(crate) const ALL: Range = Range { start: 0, end: i64::MAX };

    pub(crate) fn overlaps(self, other: Range) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// `the whole file`, `byte 5`, `bytes 0 to 9`, `byte 10 and all after it`.
impl fmt::Display for Range {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match *self {
            Range::ALL => write!(to, "the whole file"),
            Range { start, end: i64::MAX } => write!(to, "byte {start} and all after it"),
            Range { start, end } if start == end => write!(to, "byte {start}"),
            Range { start, end } => write!(to, "bytes {start} to {end}"),
        }
    }
}

/// A file, as the lists of locks name it: by its file system and inode number, which are not always what stat(2) says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    pub major: u32,
    pub minor: u32,
    pub ino: ino_t,
}

impl Place {
    /// Where the file of a descriptor is.
    pub(crate) fn of(process: Process, fd: c_int) -> Result<Place, Errno> {
        let status = open_file::status(process, fd)?;
        let (major, minor) = (libc::major(status.st_dev), libc::minor(status.st_dev));
        let said = Place { major, minor, ino: status.st_ino };
        Ok(Place::told(process, fd, said).unwrap_or(said))
    }

    /// What fdinfo and the list of mounts say, where they do: btrfs and overlayfs give stat(2) other numbers.
    fn told(process: Process, fd: c_int, said: Place) -> Option<Place> {
        let info = file::read(format_args!("{process}/fdinfo/{fd}")).ok()?;
        let number = |line: &str| str::from_utf8(info.field(line)?).ok();
        let ino = number("ino:").and_then(|ino| ino.parse().ok()).unwrap_or(said.ino);
        let mount = number("mnt_id:")?;
        let mut device = None;
        file::lines(format_args!("{process}/mountinfo"), &mut |line| {
            let mut words = line.split(|byte| *byte == b' ');
            if words.next() == Some(mount.as_bytes()) {
                device = words.nth(1).and_then(|device| {
                    let (major, minor) = str::from_utf8(device).ok()?.split_once(':')?;
                    Some((major.parse().ok()?, minor.parse().ok()?))
                });
            }
            device.is_none()
        })
        .ok()?;
        let (major, minor) = device.unwrap_or((said.major, said.minor));
        Some(Place { major, minor, ino })
    }
}

/// A lock that somebody has or waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Lock {
    /// Its number in the list, which a lock and those who wait for it share.
    pub number: u64,
    pub waits: bool,
    pub kind: Kind,
    /// Exclusive; else shared.
    pub writes: bool,
    /// Who took it: of `Flock` the open file may have gone to others since. 0 or -1 if that is not told.
    pub pid: pid_t,
    pub place: Place,
    pub range: Range,
}

impl Lock {
    /// `1: -> POSIX  ADVISORY  WRITE 5433 08:01:7864448 128 EOF`
    pub(crate) fn parse(line: &[u8]) -> Option<Lock> {
        let mut words = str::from_utf8(line).ok()?.split_ascii_whitespace();
        let number = words.next()?.strip_suffix(':')?.parse().ok()?;
        let mut kind = words.next()?;
        let waits = kind == "->";
        if waits {
            kind = words.next()?;
        }
        let kind = match kind {
            "FLOCK" => Kind::Flock,
            "POSIX" => Kind::Posix,
            "OFDLCK" => Kind::OpenFile,
            _ => Kind::Other,
        };
        // ADVISORY
        words.next()?;
        let writes = words.next()? == "WRITE";
        let pid = words.next()?.parse().ok()?;
        let mut place = words.next()?.split(':');
        let mut hexadecimal = || u32::from_str_radix(place.next()?, 16).ok();
        let (major, minor) = (hexadecimal()?, hexadecimal()?);
        let place = Place { major, minor, ino: place.next()?.parse().ok()? };
        let start = words.next()?.parse().ok()?;
        let end = match words.next()? {
            "EOF" => i64::MAX,
            end => end.parse().ok()?,
        };
        Some(Lock { number, waits, kind, writes, pid, place, range: Range { start, end } })
    }

    /// The process that took it; None if that is not told.
    pub(crate) fn process(&self) -> Option<Process> {
        (self.pid > 0).then_some(Process { pid: self.pid })
    }

    /// Does it keep out a lock like that by somebody else? Of the two families each ignores the other.
    pub(crate) fn keeps_out(&self, kind: Kind, writes: bool, range: Range) -> bool {
        let same_family = match kind {
            Kind::Posix | Kind::OpenFile => matches!(self.kind, Kind::Posix | Kind::OpenFile),
            kind => self.kind == kind,
        };
        !self.waits && same_family && (self.writes || writes) && self.range.overlaps(range)
    }
}

/// Calls `each` with every lock that can be seen, until that returns false. Those who wait follow the lock that they wait
/// for.
pub(crate) fn each(each: &mut dyn FnMut(&Lock) -> bool) -> Result<(), Errno> {
    file::lines(format_args!("/proc/locks"), &mut |line| Lock::parse(line).is_none_or(|lock| each(&lock)))
}

/// May this process have a POSIX lock on a file of that number, which it would lose when it closes any descriptor of the
/// file? True also where that cannot be seen.
pub(crate) fn may_be_lost(ino: ino_t) -> bool {
    let (this, mut found) = (Process::this().pid, false);
    let read = each(&mut |lock| {
        // The device may have another number here than for stat(2).
        found |= lock.kind == Kind::Posix && lock.pid == this && lock.place.ino == ino;
        !found
    });
    found || read.is_err()
}

/// Calls `each` with every lock of a file.
pub(crate) fn each_of(place: Place, each_of: &mut dyn FnMut(&Lock) -> bool) -> Result<(), Errno> {
    each(&mut |lock| lock.place != place || each_of(lock))
}

/// The lock of that kind which the open file behind a descriptor has.
pub(crate) fn of_open_file(process: Process, fd: c_int, kind: Kind) -> Option<Lock> {
    let mut found = None;
    file::lines(format_args!("{process}/fdinfo/{fd}"), &mut |line| {
        let lock = line.strip_prefix(b"lock:").and_then(Lock::parse);
        found = lock.filter(|lock| lock.kind == kind && !lock.waits);
        found.is_none()
    })
    .ok()?;
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{File, OpenOptions};
    use std::os::fd::AsRawFd;

    fn lock(line: &str) -> Option<Lock> {
        Lock::parse(line.as_bytes())
    }

    #[test]
    fn lines_of_the_list() {
        let place = Place { major: 8, minor: 0x11, ino: 7_864_448 };
        let range = Range { start: 128, end: 255 };
        let posix = Lock { number: 1, waits: false, kind: Kind::Posix, writes: false, pid: 5433, place, range };
        assert_eq!(lock("1: POSIX  ADVISORY  READ  5433 08:11:7864448 128 255"), Some(posix));
        let waiting = Lock { waits: true, writes: true, range: Range::ALL, ..posix };
        assert_eq!(lock("1: -> POSIX  ADVISORY  WRITE 5433 08:11:7864448 0 EOF"), Some(waiting));
        let open_file = Lock { kind: Kind::OpenFile, pid: -1, number: 8, ..posix };
        assert_eq!(lock("8: OFDLCK ADVISORY  READ -1 08:11:7864448 128 255"), Some(open_file));
        assert_eq!(open_file.process(), None);
        assert_eq!(lock("9: LEASE  ACTIVE    READ  1 08:11:7864448 0 EOF").unwrap().kind, Kind::Other);
        assert_eq!(lock(""), None);
        assert_eq!(lock("1: POSIX  ADVISORY  READ  5433 08:11 128 255"), None);
    }

    #[test]
    fn what_keeps_what_out() {
        let write = lock("1: POSIX  ADVISORY  WRITE 1 08:11:1 10 19").unwrap();
        let read = Lock { writes: false, ..write };
        let range = |start, end| Range { start, end };
        assert!(write.keeps_out(Kind::Posix, false, Range::ALL));
        assert!(write.keeps_out(Kind::OpenFile, false, range(19, 19)));
        assert!(!write.keeps_out(Kind::Posix, true, range(20, i64::MAX)));
        assert!(!write.keeps_out(Kind::Flock, true, Range::ALL));
        assert!(read.keeps_out(Kind::Posix, true, range(0, 10)) && !read.keeps_out(Kind::Posix, false, range(0, 10)));
        assert!(!Lock { waits: true, ..write }.keeps_out(Kind::Posix, true, Range::ALL));
        for (range, text) in [
            (Range::ALL, "the whole file"),
            (range(5, 5), "byte 5"),
            (range(0, 9), "bytes 0 to 9"),
            (range(10, i64::MAX), "byte 10 and all after it"),
        ] {
            assert_eq!(range.to_string(), text);
        }
    }

    #[test]
    fn a_lock_of_this_process_is_in_the_lists() {
        let path = std::env::temp_dir().join(format!("leat-locks-{}", std::process::id()));
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path).unwrap();
        let other = File::open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        file.lock().unwrap();
        let process = Process::this();
        let place = Place::of(process, file.as_raw_fd()).unwrap();
        assert_eq!(Place::of(process, other.as_raw_fd()), Ok(place));
        let mut found = None;
        each_of(place, &mut |lock| {
            found = Some(*lock);
            true
        })
        .unwrap();
        let found = found.expect("the lock is listed");
        assert!(found.keeps_out(Kind::Flock, false, Range::ALL) && found.process() == Some(process), "{found:?}");
        let of_open_file = |file: &File| of_open_file(process, file.as_raw_fd(), Kind::Flock);
        assert_eq!(of_open_file(&file).map(|lock| lock.place), Some(place));
        assert_eq!(of_open_file(&other), None);
    }
}
