//! The system calls of FIFOs.
#![allow(unsafe_code, reason = "one system call each")]

use std::ffi::{CStr, c_int};
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd};

use libc::{
    AT_FDCWD, F_GETFL, F_SETFL, IN_CLOEXEC, IN_NONBLOCK, LOCK_EX, LOCK_NB, O_CLOEXEC, O_NOCTTY, O_NONBLOCK, mode_t,
};

use crate::boundary::descriptor::{self, made};
use crate::boundary::error::Errno;

/// What a file is, and whose.
pub(super) struct Status {
    pub mode: mode_t,
    pub uid: u32,
    pub gid: u32,
    pub links: u64,
    identity: (u64, u64),
}

impl Status {
    fn of(status: &libc::stat) -> Status {
        Status {
            mode: status.st_mode,
            uid: status.st_uid,
            gid: status.st_gid,
            #[allow(clippy::useless_conversion, reason = "u32 elsewhere")]
            links: u64::from(status.st_nlink),
            identity: (status.st_dev, status.st_ino),
        }
    }

    pub(super) fn is_fifo(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFIFO
    }

    pub(super) fn is_link(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFLNK
    }

    pub(super) fn is_same_file(&self, other: &Status) -> bool {
        self.identity == other.identity
    }
}

/// Makes a FIFO, of which the umask takes bits.
pub(super) fn make(path: &CStr, mode: mode_t) -> Result<(), Errno> {
    // SAFETY: a string.
    Errno::check(unsafe { libc::mkfifo(path.as_ptr(), mode) }).map(drop)
}

/// A descriptor that exec closes, and no terminal becomes the process's by it.
pub(super) fn open(path: &CStr, flags: c_int) -> Result<OwnedFd, Errno> {
    // SAFETY: a string, and flags with which nothing is made.
    made(unsafe { libc::open(path.as_ptr(), flags | O_CLOEXEC | O_NOCTTY) })
}

/// The same of a name in a directory.
pub(super) fn open_in(directory: &OwnedFd, name: &CStr, flags: c_int) -> Result<OwnedFd, Errno> {
    // SAFETY: a string, and flags with which nothing is made.
    made(unsafe { libc::openat(directory.as_raw_fd(), name.as_ptr(), flags | O_CLOEXEC | O_NOCTTY) })
}

pub(super) fn unlink(path: &CStr) -> Result<(), Errno> {
    // SAFETY: a string.
    Errno::check(unsafe { libc::unlink(path.as_ptr()) }).map(drop)
}

pub(super) fn unlink_in(directory: &OwnedFd, name: &CStr) -> Result<(), Errno> {
    // SAFETY: a string.
    Errno::check(unsafe { libc::unlinkat(directory.as_raw_fd(), name.as_ptr(), 0) }).map(drop)
}

/// Of a symbolic link, itself.
pub(super) fn status_of_path(path: &CStr) -> Result<Status, Errno> {
    status_at(AT_FDCWD, path, libc::AT_SYMLINK_NOFOLLOW)
}

/// The same of a name in a directory.
pub(super) fn status_in(directory: &OwnedFd, name: &CStr) -> Result<Status, Errno> {
    status_at(directory.as_raw_fd(), name, libc::AT_SYMLINK_NOFOLLOW)
}

/// Of a symbolic link, what it leads to.
pub(super) fn status_of_file(path: &CStr) -> Result<Status, Errno> {
    status_at(AT_FDCWD, path, 0)
}

fn status_at(directory: c_int, path: &CStr, flags: c_int) -> Result<Status, Errno> {
    let mut status = MaybeUninit::uninit();
    // SAFETY: a string, and room for the answer.
    Errno::check(unsafe { libc::fstatat(directory, path.as_ptr(), status.as_mut_ptr(), flags) })?;
    // SAFETY: the kernel has filled it.
    Ok(Status::of(&unsafe { status.assume_init() }))
}

pub(super) fn status(fd: &OwnedFd) -> Result<Status, Errno> {
    descriptor::status(fd.as_raw_fd()).map(|status| Status::of(&status))
}

/// Follows symbolic links, as those of /proc are.
pub(super) fn change_mode(path: &CStr, mode: mode_t) -> Result<(), Errno> {
    // SAFETY: a string.
    Errno::check(unsafe { libc::chmod(path.as_ptr(), mode) }).map(drop)
}

pub(super) fn effective_user() -> u32 {
    // SAFETY: takes nothing.
    unsafe { libc::geteuid() }
}

/// Makes the open file wait again.
pub(super) fn set_blocking(fd: &OwnedFd) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    let flags = Errno::check(unsafe { libc::fcntl(fd.as_raw_fd(), F_GETFL) })?;
    // SAFETY: takes no pointer.
    Errno::check(unsafe { libc::fcntl(fd.as_raw_fd(), F_SETFL, flags & !O_NONBLOCK) }).map(drop)
}

/// Copies a byte from one pipe to the other, and leaves it in the first. 0: there is none, nor who could write one; EAGAIN:
/// there is who could.
pub(super) fn copy_byte(from: &OwnedFd, to: &OwnedFd) -> Result<usize, Errno> {
    // SAFETY: takes no pointer.
    let count = unsafe { libc::tee(from.as_raw_fd(), to.as_raw_fd(), 1, libc::SPLICE_F_NONBLOCK) };
    Errno::check(count).map(|count| count as usize)
}

/// An inotify(7) instance, which is non-blocking.
pub(super) fn watches() -> Result<OwnedFd, Errno> {
    // SAFETY: takes no pointer.
    made(unsafe { libc::inotify_init1(IN_CLOEXEC | IN_NONBLOCK) })
}

pub(super) fn watch(watches: &OwnedFd, path: &CStr, events: u32) -> Result<(), Errno> {
    // SAFETY: a string.
    Errno::check(unsafe { libc::inotify_add_watch(watches.as_raw_fd(), path.as_ptr(), events) }).map(drop)
}

/// Locks the open file, until it is closed by all that have it; EWOULDBLOCK if it is another's.
pub(super) fn lock(fd: &OwnedFd) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { libc::flock(fd.as_raw_fd(), LOCK_EX | LOCK_NB) }).map(drop)
}

/// A number that nobody guesses.
pub(super) fn random() -> Result<u64, Errno> {
    let mut bytes = [0; 8];
    loop {
        // SAFETY: room for so many bytes, of which the kernel gives all.
        match Errno::check(unsafe { libc::getrandom(bytes.as_mut_ptr().cast(), bytes.len(), 0) }) {
            Ok(_) => return Ok(u64::from_ne_bytes(bytes)),
            // It waits while the system starts.
            Err(Errno(libc::EINTR)) => {}
            Err(errno) => return Err(errno),
        }
    }
}

/// Opens a name in a directory if it is a FIFO's: others are refused before, and what has taken its name since is found out
/// behind it.
pub(super) fn open_fifo_in(directory: &OwnedFd, name: &CStr, flags: c_int) -> Result<OwnedFd, Errno> {
    const NO_FIFO: Errno = Errno(libc::ENXIO);
    if !status_in(directory, name)?.is_fifo() {
        return Err(NO_FIFO);
    }
    let fd = open_in(directory, name, flags)?;
    if status(&fd)?.is_fifo() { Ok(fd) } else { Err(NO_FIFO) }
}

pub(super) fn epoll() -> Result<OwnedFd, Errno> {
    // SAFETY: takes no pointer.
    made(unsafe { libc::epoll_create1(libc::EPOLL_CLOEXEC) })
}

fn epoll_control(epoll: &OwnedFd, operation: c_int, fd: &OwnedFd, events: u32, number: u64) -> Result<(), Errno> {
    let mut event = libc::epoll_event { events, u64: number };
    // SAFETY: an event that is read.
    Errno::check(unsafe { libc::epoll_ctl(epoll.as_raw_fd(), operation, fd.as_raw_fd(), &raw mut event) }).map(drop)
}

/// Watches for these events, and for what is always watched for: EPOLLERR and EPOLLHUP.
pub(super) fn epoll_add(epoll: &OwnedFd, fd: &OwnedFd, events: u32, number: u64) -> Result<(), Errno> {
    epoll_control(epoll, libc::EPOLL_CTL_ADD, fd, events, number)
}

pub(super) fn epoll_change(epoll: &OwnedFd, fd: &OwnedFd, events: u32, number: u64) -> Result<(), Errno> {
    epoll_control(epoll, libc::EPOLL_CTL_MOD, fd, events, number)
}

pub(super) fn epoll_remove(epoll: &OwnedFd, fd: &OwnedFd) -> Result<(), Errno> {
    epoll_control(epoll, libc::EPOLL_CTL_DEL, fd, 0, 0)
}

/// Gives how many of them have happened, without waiting.
pub(super) fn epoll_ready(epoll: &OwnedFd, ready: &mut [libc::epoll_event]) -> Result<usize, Errno> {
    loop {
        // SAFETY: a slice and its length.
        let count = unsafe { libc::epoll_wait(epoll.as_raw_fd(), ready.as_mut_ptr(), ready.len() as c_int, 0) };
        match Errno::check(count) {
            Err(Errno(libc::EINTR)) => {}
            count => return count.map(|count| count as usize),
        }
    }
}

/// The names in a directory.
pub(super) fn for_each_entry(directory: &OwnedFd, mut body: impl FnMut(&CStr)) -> Result<(), Errno> {
    // Its own position, and the right to read: the descriptor may be for finding names alone (O_PATH).
    let list = open_in(directory, c".", libc::O_RDONLY | libc::O_DIRECTORY)?;
    // SAFETY: a descriptor, which is the stream's from now on.
    let stream = unsafe { libc::fdopendir(list.as_raw_fd()) };
    if stream.is_null() {
        return Err(Errno::last());
    }
    // closedir closes it.
    let _ = list.into_raw_fd();
    loop {
        // SAFETY: the stream is open.
        let entry = unsafe { libc::readdir(stream) };
        if entry.is_null() {
            break;
        }
        // SAFETY: the entry stays until the next readdir.
        let name = unsafe { &raw const (*entry).d_name };
        // SAFETY: it is a string.
        body(unsafe { CStr::from_ptr(name.cast()) });
    }
    // SAFETY: nobody uses it any more.
    unsafe { libc::closedir(stream) };
    Ok(())
}
