//! What a descriptor of a process is, and what a call that uses it waits for.

use std::ffi::c_int;
use std::fmt::Write;

use libc::stat;

use crate::explain::facts::file::{self, Bytes, Errno};
use crate::explain::facts::peek;
use crate::explain::facts::process::Process;
use crate::explain::hang::object::{FileId, Object, Side, SocketWait};
use crate::explain::text::Text;

/// read and write.
pub(super) fn transfer(process: Process, fd: c_int, side: Side) -> Object {
    let Ok(status) = file::status(format_args!("{process}/fd/{fd}")) else { return Object::File { fd, side } };
    let file = file_id(&status);
    match status.st_mode & libc::S_IFMT {
        libc::S_IFIFO if has_no_name(process, fd) => Object::Pipe { fd, inode: status.st_ino, side },
        libc::S_IFIFO => Object::Fifo { fd, file, side },
        libc::S_IFSOCK => {
            let wait = if side == Side::Read { SocketWait::Data } else { SocketWait::Room };
            Object::Socket { fd, inode: status.st_ino, wait }
        }
        libc::S_IFCHR if is_terminal(&status) => Object::Terminal { fd, file, side },
        libc::S_IFREG if is_message_queue(process, fd) => Object::MessageQueue { fd, file, side },
        _ => Object::File { fd, side },
    }
}

/// A socket's calls.
pub(super) fn socket(process: Process, fd: c_int, wait: SocketWait) -> Object {
    match file::status(format_args!("{process}/fd/{fd}")) {
        Ok(status) if status.st_mode & libc::S_IFMT == libc::S_IFSOCK => {
            Object::Socket { fd, inode: status.st_ino, wait }
        }
        _ => Object::Other,
    }
}

/// mq_send and mq_receive.
pub(super) fn message_queue(process: Process, fd: c_int, side: Side) -> Object {
    match file::status(format_args!("{process}/fd/{fd}")) {
        Ok(status) => Object::MessageQueue { fd, file: file_id(&status), side },
        Err(_) => Object::Other,
    }
}

/// open, which waits if it opens one side of a FIFO.
pub(super) fn open(process: Process, directory: c_int, path: u64, flags: c_int) -> Object {
    let side = match flags & libc::O_ACCMODE {
        libc::O_RDONLY => Side::Read,
        libc::O_WRONLY => Side::Write,
        _ => return Object::Other,
    };
    let found = peek::string(process, path).and_then(|path| Ok((status_of(process, directory, &path)?, path)));
    match found {
        Ok((status, path)) if status.st_mode & libc::S_IFMT == libc::S_IFIFO => {
            Object::FifoOpen { path, file: file_id(&status), side }
        }
        _ => Object::Other,
    }
}

/// What stat(2) would tell that process.
fn status_of(process: Process, directory: c_int, path: &Bytes) -> Result<stat, Errno> {
    let mut start = Text::of_capacity(64);
    let _ = match directory {
        _ if path.starts_with(b"/") => write!(start, "{process}/root"),
        libc::AT_FDCWD => write!(start, "{process}/cwd/"),
        fd => write!(start, "{process}/fd/{fd}/"),
    };
    file::status_of(&[start.as_str().as_bytes(), path])
}

fn file_id(status: &stat) -> FileId {
    FileId { dev: status.st_dev, ino: status.st_ino }
}

/// Is it a pipe of pipe(2)?
fn has_no_name(process: Process, fd: c_int) -> bool {
    file::link(format_args!("{process}/fd/{fd}")).is_ok_and(|link| link.starts_with(b"pipe:["))
}

/// Only queues' descriptors have these lines in fdinfo; a queue's file that was opened by its path has them too.
fn is_message_queue(process: Process, fd: c_int) -> bool {
    // The mqueue file system has a device number of its own, and its root is where it is mounted.
    let link = file::link(format_args!("{process}/fd/{fd}"));
    link.is_ok_and(|link| link.starts_with(b"/") && !link[1..].contains(&b'/'))
        && file::status(format_args!("{process}/fd/{fd}")).is_ok_and(|status| status.st_size == QUEUE_FILE_SIZE)
}

/// FILENT_SIZE of ipc/mqueue.c.
const QUEUE_FILE_SIZE: i64 = 80;

/// By the major numbers of Linux's devices.txt: consoles and serial lines (4), /dev/tty and /dev/console (5, but not
/// /dev/ptmx, whose other side is the terminal), pseudo-terminals (136 to 143), lines of virtual machines (204, 229).
fn is_terminal(status: &stat) -> bool {
    match (libc::major(status.st_rdev), libc::minor(status.st_rdev)) {
        (5, 2) => false,
        (4 | 5 | 136..=143 | 204 | 229, _) => true,
        _ => false,
    }
}

/// How much of an address is worth reading.
pub(super) fn address_size(size: u64) -> usize {
    size.min(size_of::<libc::sockaddr_storage>() as u64) as usize
}
