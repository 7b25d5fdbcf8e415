//! Reading files and directories without demanding memory.

use std::ffi::{CStr, c_int};
use std::fmt::{Arguments, Write};
use std::ops::Deref;
use std::str::FromStr;

use super::{locks, sys};
use crate::explain::text::Text;

/// An errno: why a fact is not known.
pub(crate) type Errno = c_int;

/// The most that is read of a file as a whole.
const WHOLE: usize = 64 << 10;
/// What /proc adds to the name of a file that has been removed.
pub(crate) const DELETED: &[u8] = b" (deleted)";
/// How much is read at once.
const BLOCK: usize = 4 << 10;

/// Bytes that were read.
pub(crate) struct Bytes(Vec<u8>);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Bytes {
    /// Room for so many bytes, or ENOMEM.
    fn with_room(size: usize) -> Result<Bytes, Errno> {
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(size).map_err(|_| libc::ENOMEM)?;
        Ok(Bytes(bytes))
    }

    /// These pieces one after the other.
    pub(crate) fn of(pieces: &[&[u8]]) -> Result<Bytes, Errno> {
        let mut bytes = Bytes::with_room(pieces.iter().map(|piece| piece.len()).sum())?;
        pieces.iter().for_each(|piece| bytes.0.extend_from_slice(piece));
        Ok(bytes)
    }

    /// So many zeros, or ENOMEM.
    pub(super) fn of_zeros(size: usize) -> Result<Bytes, Errno> {
        let mut bytes = Bytes::with_room(size)?;
        bytes.0.resize(size, 0);
        Ok(bytes)
    }

    pub(super) fn as_mut_slice(&mut self) -> &mut [u8] {
        &mut self.0
    }

    /// Leaves out what is behind so many bytes.
    pub(super) fn shorten(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Leaves out so many bytes at the beginning.
    pub(super) fn drop_first(&mut self, count: usize) {
        self.0.drain(..count.min(self.0.len()));
    }

    /// The text, up to where it is none.
    pub(crate) fn text(&self) -> &str {
        match str::from_utf8(&self.0) {
            Ok(text) => text,
            Err(error) => str::from_utf8(&self.0[..error.valid_up_to()]).unwrap_or_default(),
        }
    }

    /// The rest of the first line that begins so, without spaces around it: `"Uid:"` in /proc/PID/status.
    pub(crate) fn field(&self, beginning: &str) -> Option<&[u8]> {
        let lines = self.0.split(|byte| *byte == b'\n');
        lines.filter_map(|line| line.strip_prefix(beginning.as_bytes())).map(<[u8]>::trim_ascii).next()
    }
}

/// Calls `with` with a path as C has it.
fn with_path<R>(path: Arguments, with: impl FnOnce(&CStr) -> Result<R, Errno>) -> Result<R, Errno> {
    let mut text = Text::of_capacity(libc::PATH_MAX as usize);
    let _ = write!(text, "{path}\0");
    if text.is_cut() {
        return Err(libc::ENAMETOOLONG);
    }
    with(CStr::from_bytes_until_nul(text.as_str().as_bytes()).map_err(|_| libc::EINVAL)?)
}

/// Calls `with` with a path that is these pieces one after the other. They may be any bytes but NUL.
pub(super) fn with_pieces<R>(pieces: &[&[u8]], with: impl FnOnce(&CStr) -> Result<R, Errno>) -> Result<R, Errno> {
    let mut bytes = Bytes::with_room(pieces.iter().map(|piece| piece.len()).sum::<usize>() + 1)?.0;
    pieces.iter().for_each(|piece| bytes.extend_from_slice(piece));
    bytes.extend_from_slice(b"\0");
    with(CStr::from_bytes_with_nul(&bytes).map_err(|_| libc::EINVAL)?)
}

/// What stat(2) says of the path that is these pieces one after the other.
pub(crate) fn status_of(pieces: &[&[u8]]) -> Result<libc::stat, Errno> {
    with_pieces(pieces, |path| sys::stat(path, 0))
}

/// What lstat(2) says of the same.
pub(crate) fn link_status_of(pieces: &[&[u8]]) -> Result<libc::stat, Errno> {
    with_pieces(pieces, |path| sys::stat(path, libc::AT_SYMLINK_NOFOLLOW))
}

/// What statx(2) says of the same.
pub(crate) fn extended_of(pieces: &[&[u8]], flags: c_int) -> Result<libc::statx, Errno> {
    with_pieces(pieces, |path| sys::path::extended(path, flags))
}

/// What a symbolic link says, whose path is these pieces.
pub(crate) fn link_of(pieces: &[&[u8]]) -> Result<Bytes, Errno> {
    let mut bytes = Bytes::with_room(libc::PATH_MAX as usize)?;
    with_pieces(pieces, |path| sys::readlink(path, &mut bytes.0))?;
    Ok(bytes)
}

/// What lies at `offset` of a regular file, whose path is these pieces: at most `most` bytes.
pub(crate) fn part(pieces: &[&[u8]], offset: u64, most: usize) -> Result<Bytes, Errno> {
    let status = status_of(pieces)?;
    // To open a device may do something, and to close a file gives up the host's locks on it.
    if status.st_mode & libc::S_IFMT != libc::S_IFREG {
        return Err(libc::EINVAL);
    }
    if locks::may_be_lost(status.st_ino) {
        return Err(libc::EBUSY);
    }
    let file = with_pieces(pieces, |path| sys::open(path, 0))?;
    let mut bytes = Bytes::with_room(most)?;
    sys::read_at(&file, offset, most, &mut bytes.0)?;
    Ok(bytes)
}

/// Opens a file for reading.
pub(super) fn open(path: Arguments) -> Result<sys::Fd, Errno> {
    with_path(path, |path| sys::open(path, 0))
}

/// The content of a file, as far as 64 KiB.
pub(crate) fn read(path: Arguments) -> Result<Bytes, Errno> {
    let file = with_path(path, |path| sys::open(path, 0))?;
    let mut bytes = Bytes::with_room(BLOCK)?;
    while bytes.0.len() < WHOLE {
        bytes.0.try_reserve(BLOCK).map_err(|_| libc::ENOMEM)?;
        if sys::read(&file, &mut bytes.0)? == 0 {
            break;
        }
    }
    Ok(bytes)
}

/// Calls `each` with each line of a file of any length, until that returns false. A line that is longer than
/// 8 KiB is left out.
pub(crate) fn lines(path: Arguments, each: &mut dyn FnMut(&[u8]) -> bool) -> Result<(), Errno> {
    let file = with_path(path, |path| sys::open(path, 0))?;
    let mut block = Bytes::with_room(2 * BLOCK)?.0;
    // Is what comes the rest of a line whose beginning was left out?
    let mut is_rest = false;
    loop {
        let end = sys::read(&file, &mut block)? == 0;
        let mut taken = 0;
        while let Some(length) = block[taken..].iter().position(|byte| *byte == b'\n') {
            if !std::mem::take(&mut is_rest) && !each(&block[taken..taken + length]) {
                return Ok(());
            }
            taken += length + 1;
        }
        if end {
            if taken < block.len() && !is_rest {
                each(&block[taken..]);
            }
            return Ok(());
        }
        // The beginning of a line stays, unless it is too long.
        if taken == 0 && block.len() == block.capacity() {
            (taken, is_rest) = (block.len(), true);
        }
        block.drain(..taken);
    }
}

/// What a word of such a file, or a name in such a directory, means as a number or the like; None if it is none.
pub(crate) fn parsed<T: FromStr>(word: &[u8]) -> Option<T> {
    str::from_utf8(word).ok()?.parse().ok()
}

/// A number that is all a file says: most of /proc/sys.
pub(crate) fn number(path: Arguments) -> Result<i64, Errno> {
    let bytes = read(path)?;
    bytes.text().split_ascii_whitespace().next().and_then(|word| word.parse().ok()).ok_or(libc::ENODATA)
}

/// What a symbolic link says, as those in /proc/PID/fd do.
pub(crate) fn link(path: Arguments) -> Result<Bytes, Errno> {
    let mut bytes = Bytes::with_room(libc::PATH_MAX as usize)?;
    with_path(path, |path| sys::readlink(path, &mut bytes.0))?;
    Ok(bytes)
}

/// Calls `each` with the name of each entry of a directory, but `.` and `..`, until that returns false.
pub(crate) fn entries(path: Arguments, each: &mut dyn FnMut(&[u8]) -> bool) -> Result<(), Errno> {
    with_path(path, |path| sys::open(path, libc::O_DIRECTORY)).and_then(|directory| entries_in(directory, each))
}

/// The same of the directory whose path is these pieces.
pub(crate) fn entries_of(pieces: &[&[u8]], each: &mut dyn FnMut(&[u8]) -> bool) -> Result<(), Errno> {
    with_pieces(pieces, |path| sys::open(path, libc::O_DIRECTORY)).and_then(|directory| entries_in(directory, each))
}

fn entries_in(directory: sys::Fd, each: &mut dyn FnMut(&[u8]) -> bool) -> Result<(), Errno> {
    let mut block = Bytes::with_room(2 * BLOCK)?.0;
    loop {
        block.clear();
        if sys::entries(&directory, &mut block)? == 0 {
            return Ok(());
        }
        let mut rest = &block[..];
        // linux_dirent64: two numbers of eight bytes, the entry's length in two, its type in one, its name.
        while let Some((length, name)) = rest.get(16..18).zip(rest.get(19..)) {
            let length = usize::from(u16::from_ne_bytes([length[0], length[1]]));
            let name = CStr::from_bytes_until_nul(name).map_err(|_| libc::EIO)?.to_bytes();
            if name != b"." && name != b".." && !each(name) {
                return Ok(());
            }
            rest = rest.get(length.max(19)..).unwrap_or_default();
        }
    }
}

/// What stat(2) says.
pub(crate) fn status(path: Arguments) -> Result<libc::stat, Errno> {
    with_path(path, |path| sys::stat(path, 0))
}

/// What statx(2) says.
pub(crate) fn extended(path: Arguments) -> Result<libc::statx, Errno> {
    with_path(path, |path| sys::path::extended(path, 0))
}

/// What lstat(2) says.
pub(crate) fn link_status(path: Arguments) -> Result<libc::stat, Errno> {
    with_path(path, |path| sys::stat(path, libc::AT_SYMLINK_NOFOLLOW))
}

/// The file system in which a path leads to something.
pub(crate) fn system(path: Arguments) -> Result<libc::statfs, Errno> {
    with_path(path, sys::descriptor::file_system_of)
}

/// What fstat(2) says of a descriptor of this process.
pub(crate) fn fd_status(fd: c_int) -> Result<libc::stat, Errno> {
    sys::fstat(fd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_files_numbers_and_links() {
        assert_eq!(read(format_args!("/nope")).err(), Some(libc::ENOENT));
        assert!(read(format_args!("/proc/self/status")).unwrap().text().contains("Threads:"));
        assert!(number(format_args!("/proc/sys/kernel/pid_max")).unwrap() >= 300);
        assert_eq!(
            &*link(format_args!("/proc/self/cwd")).unwrap(),
            std::env::current_dir().unwrap().as_os_str().as_encoded_bytes()
        );
        assert_eq!(link(format_args!("{}", "x".repeat(5000))).err(), Some(libc::ENAMETOOLONG));
    }

    #[test]
    fn part_of_a_file_whose_name_is_no_text() {
        let mut name = format!("leat-part-{}-", std::process::id()).into_bytes();
        name.push(b'\xff');
        let directory = std::env::temp_dir();
        let path = directory.join(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(&name));
        std::fs::write(&path, "0123456789").unwrap();
        let pieces: &[&[u8]] = &[directory.as_os_str().as_encoded_bytes(), b"/", &name];
        let (three, end) = (part(pieces, 2, 3), part(pieces, 8, 100));
        let size = status_of(pieces).map(|status| status.st_size);
        std::fs::remove_file(&path).unwrap();
        assert_eq!((&*three.unwrap(), &*end.unwrap(), size), (&b"234"[..], &b"89"[..], Ok(10)));
        assert_eq!(part(&[b"/dev/", b"null"], 0, 1).err(), Some(libc::EINVAL));
        assert_eq!(status_of(pieces).err(), Some(libc::ENOENT));
        assert_eq!(status_of(&[b"/\0"]).err(), Some(libc::EINVAL));
    }

    #[test]
    fn every_line_of_a_long_file() {
        let path = std::env::temp_dir().join(format!("leat-lines-{}", std::process::id()));
        let text: String =
            (0..5000).map(|n| format!("line {n}\n")).chain(["x".repeat(20_000), "\nlast".into()]).collect();
        std::fs::write(&path, &text).unwrap();
        let mut read = String::new();
        lines(format_args!("{}", path.display()), &mut |line| {
            read += str::from_utf8(line).unwrap();
            read += "\n";
            true
        })
        .unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(!read.contains('x'), "a part of a line that is too long");
        assert!(read.starts_with("line 0\nline 1\n") && read.contains("\nline 4999\n") && read.ends_with("\nlast\n"));
    }

    #[test]
    fn the_entries_of_a_directory() {
        let mut found = 0;
        entries(format_args!("/proc/self"), &mut |name| {
            found += usize::from(name == b"status" || name == b"fd" || name == b"." || name == b"..");
            true
        })
        .unwrap();
        assert_eq!(found, 2);
    }
}
