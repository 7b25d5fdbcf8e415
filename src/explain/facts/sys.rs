//! System calls, one a function.
#![allow(unsafe_code, reason = "system calls")]

pub(super) mod descriptor;
pub(super) mod environment;
pub(super) mod memory;
pub(super) mod mount;
pub(super) mod mqueue;
pub(super) mod path;
pub(super) mod process;
pub(super) mod sysv;

use std::ffi::{CStr, c_int};
use std::mem::MaybeUninit;

use libc::{pid_t, uid_t};

use super::file::Errno;
use crate::boundary::errno;

pub(super) mod socket;

/// What a call of libc returned, unless that was -1.
fn checked<T: PartialEq + From<i8>>(result: T) -> Result<T, Errno> {
    if result == T::from(-1) { Err(errno::get()) } else { Ok(result) }
}

/// A descriptor, closed in the end.
pub(super) struct Fd(c_int);

impl Drop for Fd {
    fn drop(&mut self) {
        // SAFETY: the descriptor is this value's own.
        unsafe { libc::close(self.0) };
    }
}

/// Opens a file for reading.
pub(super) fn open(path: &CStr, flags: c_int) -> Result<Fd, Errno> {
    // SAFETY: the path is a string.
    checked(unsafe { libc::open(path.as_ptr(), flags | libc::O_RDONLY | libc::O_CLOEXEC | libc::O_NONBLOCK) }).map(Fd)
}

/// Reads into the spare room of `into`, and tells how much came.
pub(super) fn read(fd: &Fd, into: &mut Vec<u8>) -> Result<usize, Errno> {
    let room = into.spare_capacity_mut();
    let count = loop {
        // SAFETY: so much room is there.
        let count = checked(unsafe { libc::read(fd.0, room.as_mut_ptr().cast(), room.len()) });
        // A signal may come in between where the file system is a process, or another machine.
        if count != Err(libc::EINTR) {
            break count? as usize;
        }
    };
    let length = into.len() + count;
    // SAFETY: read has filled in so many bytes.
    unsafe { into.set_len(length) };
    Ok(count)
}

/// Reads at most `most` bytes that lie at `offset`, into the spare room of `into`.
pub(super) fn read_at(fd: &Fd, offset: u64, most: usize, into: &mut Vec<u8>) -> Result<usize, Errno> {
    let room = into.spare_capacity_mut();
    let most = most.min(room.len());
    // SAFETY: so much room is there.
    let count = checked(unsafe { libc::pread(fd.0, room.as_mut_ptr().cast(), most, offset as libc::off_t) })? as usize;
    let length = into.len() + count;
    // SAFETY: pread has filled in so many bytes.
    unsafe { into.set_len(length) };
    Ok(count)
}

/// Reads entries of a directory, as in getdents64(2), into the spare room of `into`.
pub(super) fn entries(fd: &Fd, into: &mut Vec<u8>) -> Result<usize, Errno> {
    let room = into.spare_capacity_mut();
    // SAFETY: so much room is there.
    let count = checked(unsafe { libc::syscall(libc::SYS_getdents64, fd.0, room.as_mut_ptr(), room.len()) })? as usize;
    let length = into.len() + count;
    // SAFETY: the kernel has filled in so many bytes.
    unsafe { into.set_len(length) };
    Ok(count)
}

/// Reads a symbolic link into the spare room of `into`.
pub(super) fn readlink(path: &CStr, into: &mut Vec<u8>) -> Result<(), Errno> {
    let room = into.spare_capacity_mut();
    // SAFETY: the path is a string, and so much room is there.
    let count = checked(unsafe { libc::readlink(path.as_ptr(), room.as_mut_ptr().cast(), room.len()) })? as usize;
    let length = into.len() + count;
    // SAFETY: readlink has filled in so many bytes.
    unsafe { into.set_len(length) };
    Ok(())
}

/// stat(2), or with AT_SYMLINK_NOFOLLOW lstat(2).
pub(super) fn stat(path: &CStr, flags: c_int) -> Result<libc::stat, Errno> {
    let mut status = MaybeUninit::zeroed();
    // SAFETY: the path is a string, and there is room for the result.
    checked(unsafe { libc::fstatat(libc::AT_FDCWD, path.as_ptr(), status.as_mut_ptr(), flags) })?;
    // SAFETY: fstatat has filled it in.
    Ok(unsafe { status.assume_init() })
}

pub(super) fn fstat(fd: c_int) -> Result<libc::stat, Errno> {
    let mut status = MaybeUninit::zeroed();
    // SAFETY: there is room for the result.
    checked(unsafe { libc::fstat(fd, status.as_mut_ptr()) })?;
    // SAFETY: fstat has filled it in.
    Ok(unsafe { status.assume_init() })
}

/// The time of a clock that always exists.
pub(super) fn nanoseconds(clock: libc::clockid_t) -> i64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: there is room for the time.
    unsafe { libc::clock_gettime(clock, &raw mut time) };
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

pub(super) fn pid() -> pid_t {
    // SAFETY: takes nothing.
    unsafe { libc::getpid() }
}

pub(super) fn effective_uid() -> uid_t {
    // SAFETY: takes nothing.
    unsafe { libc::geteuid() }
}
