//! What a descriptor of a process is, and what a call that uses it waits for.

use std::ffi::c_int;

use libc::stat;

use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::path::Path;
use crate::explain::facts::peek;
use crate::explain::facts::process::Process;
use crate::explain::hang::object::{Child, FileId, Object, Side, SocketWait, Which};

/// read and write.
pub(super) fn transfer(process: Process, fd: c_int, side: Side) -> Object {
    let Ok(descriptor) = Descriptor::of(process, fd) else { return Object::File { fd, side } };
    let file = FileId { dev: descriptor.dev, ino: descriptor.ino };
    match descriptor.what {
        What::Pipe { inode } => Object::Pipe { fd, inode, side },
        What::Fifo { .. } => Object::Fifo { fd, file, side },
        What::Socket { inode } => {
            let wait = if side == Side::Read { SocketWait::Data } else { SocketWait::Room };
            Object::Socket { fd, inode, wait }
        }
        What::Terminal { .. } if !descriptor.is_master() => Object::Terminal { fd, side },
        What::MessageQueue { .. } => Object::MessageQueue { fd, file, side },
        What::PidFd if is_of_child(process, fd) => {
            Object::Child(Child { which: Which::PidFd(fd), exited: true, stopped: false })
        }
        _ => Object::File { fd, side },
    }
}

fn is_of_child(process: Process, pidfd: c_int) -> bool {
    let child = process.of_pidfd(pidfd).and_then(|child| child.stat().ok());
    child.is_some_and(|stat| stat.field(4) == Some(process.pid))
}

/// A socket's calls.
pub(super) fn socket(process: Process, fd: c_int, wait: SocketWait) -> Object {
    match Descriptor::of(process, fd) {
        Ok(Descriptor { what: What::Socket { inode }, .. }) => Object::Socket { fd, inode, wait },
        _ => Object::Other,
    }
}

/// mq_send and mq_receive.
pub(super) fn message_queue(process: Process, fd: c_int, side: Side) -> Object {
    match Descriptor::of(process, fd) {
        Ok(Descriptor { dev, ino, .. }) => Object::MessageQueue { fd, file: FileId { dev, ino }, side },
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
    let Ok(bytes) = peek::string(process, path) else { return Object::Other };
    let status = Path::new(process, directory, &bytes).and_then(|path| path.status(&bytes).ok());
    match status.filter(|status| status.st_mode & libc::S_IFMT == libc::S_IFIFO) {
        Some(status) => Object::FifoOpen { path: bytes, file: file_id(&status), side },
        None => Object::Other,
    }
}

fn file_id(status: &stat) -> FileId {
    FileId { dev: status.st_dev, ino: status.st_ino }
}

/// How much of an address is worth reading.
pub(super) fn address_size(size: u64) -> usize {
    size.min(size_of::<libc::sockaddr_storage>() as u64) as usize
}
