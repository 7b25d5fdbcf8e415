//! Where file systems are mounted, and what room they have.

use std::ffi::c_int;
use std::fmt;

use super::file::{self, Bytes, Errno};
use super::memory::Kib;
use super::path::Path;
use super::process::Process;
use super::sys;
use crate::explain::argument::Plain;

/// A line of /proc/PID/mountinfo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mount<'a> {
    /// As statx(2) has it.
    pub id: u64,
    /// As that file has it: with `\040` for a space.
    pub point: &'a [u8],
    /// `tmpfs`, `ext4`, `mqueue`.
    pub kind: &'a [u8],
}

impl Mount<'_> {
    /// `36 35 98:0 / /mnt rw,noatime master:1 - ext4 /dev/root rw`, with any number of words before the `-`.
    fn parse(line: &[u8]) -> Option<Mount<'_>> {
        let mut words = line.split(|byte| *byte == b' ');
        let id = file::parsed(words.next()?)?;
        let point = words.nth(3)?;
        words.find(|word| *word == b"-")?;
        Some(Mount { id, point, kind: words.next()? })
    }
}

/// Calls `each` with what the process has mounted, until that returns false.
pub(crate) fn each(process: Process, each: &mut dyn FnMut(Mount) -> bool) -> Result<(), Errno> {
    file::lines(format_args!("{process}/mountinfo"), &mut |line| Mount::parse(line).is_none_or(&mut *each))
}

/// Where what the path leads to is mounted, if that was done without the right to run programs.
pub(crate) fn without_programs(path: &Path) -> Option<Bytes> {
    let pieces = path.pieces(path.bytes);
    let status = file::with_pieces(&pieces, sys::mount::room).ok()?;
    if status.f_flag & libc::ST_NOEXEC == 0 {
        return None;
    }
    let id = file::extended_of(&pieces, 0).map(|status| status.stx_mnt_id);
    let mut point = None;
    let _ = each(path.process, &mut |mount| {
        if Ok(mount.id) == id {
            point = Bytes::of(&[mount.point]).ok();
        }
        point.is_none()
    });
    point.or_else(|| Bytes::of(&[path.bytes]).ok())
}

/// What is mounted, by its id. As text: `the file system at "/tmp" (tmpfs)`.
pub(crate) struct Mounted {
    pub process: Process,
    pub id: u64,
}

impl Mounted {
    /// Where that statx(2) was asked.
    pub(crate) fn of(process: Process, status: &libc::statx) -> Option<Mounted> {
        (status.stx_mask & libc::STATX_MNT_ID != 0).then_some(Mounted { process, id: status.stx_mnt_id })
    }
}

impl fmt::Display for Mounted {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let mut written = None;
        let _ = each(self.process, &mut |mount| {
            if mount.id == self.id {
                written = Some(write!(to, "the file system at {} ({})", Point(mount.point), Plain(mount.kind)));
            }
            written.is_none()
        });
        written.unwrap_or_else(|| to.write_str("a file system that is not seen from here"))
    }
}

/// The place of a mount in quotes: that of a space, written `\040`, is one again.
struct Point<'a>(&'a [u8]);

impl fmt::Display for Point<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("\"")?;
        let mut rest = self.0;
        while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
            let octal = rest.get(at + 1..at + 4).and_then(|digits| str::from_utf8(digits).ok());
            let Some(byte) = octal.and_then(|digits| u8::from_str_radix(digits, 8).ok()) else { break };
            write!(to, "{}{}", Plain(&rest[..at]), Plain(&[byte]))?;
            rest = &rest[at + 4..];
        }
        write!(to, "{}\"", Plain(rest))
    }
}

/// The room of a file system.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Room {
    pub size: Kib,
    /// What who is not root may still use of it.
    pub free: Kib,
    /// Files that may still be made, of how many; None where there is no such limit.
    pub files: Option<(u64, u64)>,
}

impl Room {
    pub(crate) fn at(path: &[u8]) -> Result<Room, Errno> {
        Room::at_pieces(&[path])
    }

    /// The same of a path that is these pieces one after the other.
    pub(crate) fn at_pieces(path: &[&[u8]]) -> Result<Room, Errno> {
        file::with_pieces(path, sys::mount::room).map(Room::new)
    }

    /// Where the file of a descriptor of this process is.
    pub(crate) fn of(fd: c_int) -> Result<Room, Errno> {
        sys::mount::room_of(fd).map(Room::new)
    }

    fn new(status: libc::statvfs) -> Room {
        let kib = |blocks: u64| Kib(blocks.saturating_mul(status.f_frsize) / 1024);
        let files = (status.f_files > 0).then_some((status.f_favail, status.f_files));
        Room { size: kib(status.f_blocks), free: kib(status.f_bavail), files }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_mountinfo() {
        let mount = |point, kind| Some(Mount { id: 36, point, kind });
        let plain: &[u8] = b"36 35 98:0 / /mnt/a\\040b rw,noatime - ext4 /dev/root rw";
        assert_eq!(Mount::parse(plain), mount(b"/mnt/a\\040b", b"ext4"));
        let shared: &[u8] = b"36 35 98:0 /x /dev/mqueue rw master:1 shared:2 - mqueue mqueue rw";
        assert_eq!(Mount::parse(shared), mount(b"/dev/mqueue", b"mqueue"));
        assert_eq!(Mount::parse(b"36 35 98:0 /x /mnt rw"), None);
        let mut root = false;
        each(Process::this(), &mut |mount| {
            root |= mount.point == b"/";
            !root
        })
        .unwrap();
        assert!(root);
    }

    #[test]
    fn where_a_file_is() {
        let status = file::extended_of(&[b"/proc/self/status"], 0).unwrap();
        let mounted = Mounted::of(Process::this(), &status).unwrap();
        assert_eq!(mounted.to_string(), r#"the file system at "/proc" (proc)"#);
        assert_eq!(Point(b"/mnt/a\\040b\\134").to_string(), r#""/mnt/a b\\""#);
    }

    #[test]
    fn room_of_a_file_system() {
        let room = Room::at(b"/").unwrap();
        assert!(room.size > Kib(0) && room.size >= room.free);
        assert_eq!(Room::at(b"/proc/nope"), Err(libc::ENOENT));
        assert_eq!(Room::of(-1), Err(libc::EBADF));
    }
}
