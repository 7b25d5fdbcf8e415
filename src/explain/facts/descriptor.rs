//! Descriptors: what one refers to, and how it was opened.

mod kind;

pub(crate) use kind::{KINDS, Several};

use std::ffi::c_int;
use std::fmt;
use std::time::Duration;

use libc::{dev_t, ino_t, nlink_t, off_t};

use super::clock::Moment;
use super::file::{self, Bytes, DELETED, Errno};
use super::limits::Limit;
use super::open_file;
use super::process::Process;
use super::sockets::Socket;
use super::sys::{self, descriptor as kernel};
use crate::explain::argument::{Plain, Quoted};

/// What a descriptor refers to.
pub(crate) enum What {
    Pipe {
        inode: ino_t,
    },
    Fifo {
        path: Name,
    },
    Socket {
        inode: ino_t,
    },
    File {
        path: Name,
    },
    Directory {
        path: Name,
    },
    Terminal {
        path: Name,
    },
    CharacterDevice {
        path: Name,
    },
    BlockDevice {
        path: Name,
    },
    EventFd,
    SignalFd,
    TimerFd,
    Epoll,
    Inotify,
    PidFd,
    MessageQueue {
        path: Name,
    },
    /// Of memfd_create.
    Memory {
        name: Name,
    },
    Other {
        name: Name,
    },
}

/// A file's path as /proc shows it now. None if it cannot be seen.
pub(crate) struct Name {
    bytes: Option<Bytes>,
    /// Has the file no name any more?
    is_deleted: bool,
}

/// What is known of a descriptor. As text it is what it refers to: `the read end of pipe 81234, non-blocking`,
/// `the file "/tmp/x", opened read-only`.
pub(crate) struct Descriptor {
    pub process: Process,
    pub fd: c_int,
    pub what: What,
    /// As F_GETFL has them: O_ACCMODE, O_NONBLOCK, O_APPEND, …
    pub flags: c_int,
    pub dev: dev_t,
    pub ino: ino_t,
    pub size: off_t,
    /// Of a device, its number.
    pub device: dev_t,
}

/// The major numbers of terminals: consoles and serial lines, /dev/tty, and the ends of pseudoterminals.
const TERMINALS: &[u32] = &[4, 5, 136, 137, 138, 139, 140, 141, 142, 143];
/// How long a socket is looked for in the kernel's tables.
const SOCKET: Duration = Duration::from_millis(10);

impl Descriptor {
    /// EBADF if it is not open.
    pub(crate) fn of(process: Process, fd: c_int) -> Result<Descriptor, Errno> {
        let not_open = |error| if error == libc::ENOENT { libc::EBADF } else { error };
        let status = open_file::status(process, fd).map_err(not_open)?;
        let flags = open_file::flags(process, fd).map_err(not_open)?;
        // A link in /proc is read without a descriptor.
        let link = file::link(format_args!("{process}/fd/{fd}")).ok();
        Ok(Descriptor {
            what: what(process, fd, &status, link),
            process,
            fd,
            flags,
            dev: status.st_dev,
            ino: status.st_ino,
            size: status.st_size,
            device: status.st_rdev,
        })
    }

    pub(crate) fn access(&self) -> c_int {
        self.flags & libc::O_ACCMODE
    }

    pub(crate) fn reads(&self) -> bool {
        self.flags & libc::O_PATH == 0 && self.access() != libc::O_WRONLY
    }

    pub(crate) fn writes(&self) -> bool {
        self.flags & libc::O_PATH == 0 && self.access() != libc::O_RDONLY
    }

    pub(crate) fn is_non_blocking(&self) -> bool {
        self.flags & libc::O_NONBLOCK != 0
    }

    /// The seals F_SEAL_… that it has; EINVAL if it cannot have any.
    pub(crate) fn seals(&self) -> Result<c_int, Errno> {
        if self.process.is_this() { kernel::seals(self.fd) } else { Err(libc::ENOSYS) }
    }

    /// Is it the master of a pseudoterminal, /dev/ptmx?
    pub(crate) fn is_master(&self) -> bool {
        const MAJOR_AND_MINOR: (u32, u32) = (5, 2);
        matches!(self.what, What::Terminal { .. })
            && (libc::major(self.device), libc::minor(self.device)) == MAJOR_AND_MINOR
    }

    /// Is it an end of a pipe or FIFO?
    pub(crate) fn is_pipe(&self) -> bool {
        matches!(self.what, What::Pipe { .. } | What::Fifo { .. })
    }
}

impl Name {
    /// None if it cannot be seen.
    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match &self.bytes {
            Some(bytes) => write!(to, "{}", Quoted(bytes))?,
            None => to.write_str("of unknown name")?,
        }
        to.write_str(if self.is_deleted { " (deleted)" } else { "" })
    }
}

impl fmt::Display for Descriptor {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match &self.what {
            What::Pipe { inode } => write!(to, "{} pipe {inode}", self.end())?,
            What::Fifo { path } => write!(to, "{} FIFO {path}", self.end())?,
            What::Socket { .. } => match Socket::of(self.process, self.fd, Moment::now() + SOCKET) {
                Ok(socket) => write!(to, "{socket}")?,
                Err(_) => to.write_str("a socket")?,
            },
            What::File { path } => write!(to, "the file {path}{}", self.opened())?,
            What::Directory { path } if self.flags & libc::O_PATH == 0 => write!(to, "the directory {path}")?,
            What::Directory { path } => write!(to, "the directory {path}{}", self.opened())?,
            What::Terminal { path } => write!(to, "the terminal {path}{}", self.opened())?,
            What::CharacterDevice { path } => write!(to, "the device {path}{}", self.opened())?,
            What::BlockDevice { path } => write!(to, "the block device {path}{}", self.opened())?,
            What::MessageQueue { path } => write!(to, "the message queue {path}{}", self.opened())?,
            What::Memory { name } => write!(to, "the memory file {name}")?,
            What::Other { name: Name { bytes: Some(name), .. } } => write!(to, "{}", Plain(name))?,
            what => to.write_str(what.noun())?,
        }
        to.write_str(if self.is_non_blocking() { ", non-blocking" } else { "" })
    }
}

impl Descriptor {
    /// Which end of a pipe or FIFO it is.
    fn end(&self) -> &'static str {
        match self.access() {
            libc::O_RDONLY => "the read end of",
            libc::O_WRONLY => "the write end of",
            _ => "both ends of",
        }
    }

    fn opened(&self) -> &'static str {
        if self.flags & libc::O_PATH != 0 {
            return ", opened with O_PATH, as a name only";
        }
        match (self.access(), self.flags & libc::O_APPEND != 0) {
            (libc::O_RDONLY, _) => ", opened read-only",
            (libc::O_WRONLY, false) => ", opened write-only",
            (libc::O_WRONLY, true) => ", opened to append",
            (_, false) => ", opened to read and write",
            (_, true) => ", opened to read and append",
        }
    }
}

fn what(process: Process, fd: c_int, status: &libc::stat, link: Option<Bytes>) -> What {
    let shown: &[u8] = link.as_deref().unwrap_or_default();
    let is_memory = shown.starts_with(b"/memfd:");
    let anonymous = anonymous(shown);
    match status.st_mode & libc::S_IFMT {
        libc::S_IFSOCK => What::Socket { inode: status.st_ino },
        libc::S_IFIFO if shown.starts_with(b"/") => What::Fifo { path: name(link, status.st_nlink) },
        libc::S_IFIFO => What::Pipe { inode: status.st_ino },
        libc::S_IFDIR => What::Directory { path: name(link, status.st_nlink) },
        libc::S_IFBLK => What::BlockDevice { path: name(link, status.st_nlink) },
        libc::S_IFCHR if TERMINALS.contains(&libc::major(status.st_rdev)) => {
            What::Terminal { path: name(link, status.st_nlink) }
        }
        libc::S_IFCHR => What::CharacterDevice { path: name(link, status.st_nlink) },
        _ if anonymous.is_some() => anonymous.unwrap_or(What::EventFd),
        libc::S_IFREG if is_memory => What::Memory { name: memory_name(link) },
        libc::S_IFREG if is_message_queue(process, fd) => What::MessageQueue { path: name(link, status.st_nlink) },
        libc::S_IFREG => What::File { path: name(link, status.st_nlink) },
        _ => What::Other { name: Name { bytes: link, is_deleted: false } },
    }
}

/// What has no file, by what /proc shows: kernels of different age write `anon_inode:[eventpoll]`,
/// `anon_inode:inotify` and `pidfd:[123]`.
fn anonymous(shown: &[u8]) -> Option<What> {
    if shown.starts_with(b"pidfd:") {
        return Some(What::PidFd);
    }
    let name = shown.strip_prefix(b"anon_inode:")?;
    let kinds: [(&[u8], What); 6] = [
        (b"eventfd", What::EventFd),
        (b"signalfd", What::SignalFd),
        (b"timerfd", What::TimerFd),
        (b"eventpoll", What::Epoll),
        (b"inotify", What::Inotify),
        (b"pidfd", What::PidFd),
    ];
    let name = name.strip_prefix(b"[").and_then(|name| name.strip_suffix(b"]")).unwrap_or(name);
    kinds.into_iter().find(|(of, _)| *of == name).map(|(_, what)| what)
}

fn name(link: Option<Bytes>, links: nlink_t) -> Name {
    let mut bytes = link;
    if links == 0
        && let Some(bytes) = &mut bytes
        && let Some(path) = bytes.strip_suffix(DELETED)
    {
        let length = path.len();
        bytes.shorten(length);
    }
    Name { bytes, is_deleted: links == 0 }
}

/// `/memfd:name (deleted)`, which is never in a directory, without what is the same for all.
fn memory_name(link: Option<Bytes>) -> Name {
    let mut bytes = link;
    if let Some(bytes) = &mut bytes {
        let length = bytes.strip_suffix(DELETED).unwrap_or(bytes).len();
        bytes.shorten(length);
        bytes.drop_first(b"/memfd:".len());
    }
    Name { bytes, is_deleted: false }
}

fn is_message_queue(process: Process, fd: c_int) -> bool {
    // MQUEUE_MAGIC of linux/magic.h
    open_file::file_system(process, fd).is_ok_and(|system| system.f_type == 0x1980_0202)
}

/// For so many descriptors nobody looks at the clock.
const FEW: c_int = 1024;

/// Calls `each` with every descriptor of a process, until that returns false. Tells whether it got through in time.
pub(crate) fn each(process: Process, until: Moment, each: &mut dyn FnMut(c_int) -> bool) -> Result<bool, Errno> {
    let mut in_time = true;
    if !process.is_this() {
        file::entries(format_args!("{process}/fd"), &mut |name| {
            let fd = file::parsed(name);
            in_time = Moment::now() < until;
            in_time && fd.is_none_or(&mut *each)
        })?;
        return Ok(in_time);
    }
    // To read a directory takes a descriptor, which may not be left, and would be counted with the others.
    for fd in 0..table_size() {
        // So few take no time to speak of.
        in_time = fd < FEW || Moment::now() < until;
        if !in_time || sys::descriptor::is_open(fd) && !each(fd) {
            break;
        }
    }
    Ok(in_time)
}

/// How many descriptors this process has room for now; if that cannot be read, how many it may have.
fn table_size() -> c_int {
    // A limit may have been lowered below what is open already.
    const LIKELY: u64 = FEW as u64;
    const MOST: u64 = 1 << 20;
    let size = Process::this().status().ok().and_then(|status| status.number("FDSize:"));
    let limit = || Limit::of(Process::this(), libc::RLIMIT_NOFILE).map_or(0, |limit| limit.soft.0);
    size.unwrap_or_else(limit).clamp(LIKELY, MOST) as c_int
}

#[cfg(test)]
#[path = "descriptor/tests.rs"]
mod tests;
