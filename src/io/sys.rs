//! The system calls of transfers.
#![allow(unsafe_code, reason = "one system call each")]

use std::ffi::c_int;
use std::os::fd::OwnedFd;
use std::ptr::null_mut;

use libc::{MSG_DONTWAIT, MSG_NOSIGNAL, O_CLOEXEC, O_NOCTTY, O_NONBLOCK, iovec};

use crate::boundary::descriptor::{ProcName, made, status};
use crate::boundary::error::Errno;

/// Not in the C library's headers yet: Linux 6.18.
pub(super) const RWF_NOSIGNAL: c_int = 0x100;

fn count(result: isize) -> Result<usize, Errno> {
    Errno::check(result).map(|count| count as usize)
}

pub(super) fn read(fd: c_int, buffer: &mut [u8]) -> Result<usize, Errno> {
    // SAFETY: a buffer and its size.
    count(unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len()) })
}

/// At the descriptor's own position.
pub(super) fn preadv2(fd: c_int, buffer: &mut [u8], flags: c_int) -> Result<usize, Errno> {
    let part = iovec { iov_base: buffer.as_mut_ptr().cast(), iov_len: buffer.len() };
    // SAFETY: a part, which is a buffer and its size.
    count(unsafe { libc::preadv2(fd, &raw const part, 1, -1, flags) })
}

pub(super) fn receive_now(socket: c_int, buffer: &mut [u8]) -> Result<usize, Errno> {
    // SAFETY: a buffer and its size.
    count(unsafe { libc::recv(socket, buffer.as_mut_ptr().cast(), buffer.len(), MSG_DONTWAIT) })
}

pub(super) fn writev(fd: c_int, parts: &[iovec]) -> Result<usize, Errno> {
    // SAFETY: as many parts as said, of the caller's memory.
    count(unsafe { libc::writev(fd, parts.as_ptr(), parts.len() as c_int) })
}

/// At the descriptor's own position.
pub(super) fn pwritev2(fd: c_int, parts: &[iovec], flags: c_int) -> Result<usize, Errno> {
    // SAFETY: as many parts as said, of the caller's memory.
    count(unsafe { libc::pwritev2(fd, parts.as_ptr(), parts.len() as c_int, -1, flags) })
}

pub(super) fn send(socket: c_int, parts: &[iovec], now: bool) -> Result<usize, Errno> {
    // SAFETY: all zeroes are a message without a name and control data.
    let mut message: libc::msghdr = unsafe { std::mem::zeroed() };
    (message.msg_iov, message.msg_iovlen) = (parts.as_ptr().cast_mut(), parts.len() as _);
    let flags = MSG_NOSIGNAL | if now { MSG_DONTWAIT } else { 0 };
    // SAFETY: a message, whose parts are the caller's memory, and are only read.
    count(unsafe { libc::sendmsg(socket, &raw const message, flags) })
}

/// Its kind: S_IFREG and so on.
pub(super) fn kind(fd: c_int) -> Result<libc::mode_t, Errno> {
    status(fd).map(|status| status.st_mode & libc::S_IFMT)
}

/// Where the next byte is read or written.
pub(super) fn position(fd: c_int) -> Result<u64, Errno> {
    // SAFETY: takes numbers.
    Errno::check(unsafe { libc::lseek(fd, 0, libc::SEEK_CUR) }).map(i64::cast_unsigned)
}

/// Of the commands that take a number.
pub(super) fn fcntl(fd: c_int, command: c_int, value: c_int) -> Result<c_int, Errno> {
    // SAFETY: takes numbers.
    Errno::check(unsafe { libc::fcntl(fd, command, value) })
}

/// A terminal, but not the master of a pseudoterminal.
pub(super) fn is_terminal_line(fd: c_int) -> bool {
    is_terminal(fd) && !is_master(fd)
}

/// The master of a pseudoterminal.
pub(super) fn is_master(fd: c_int) -> bool {
    let mut number: c_int = 0;
    // SAFETY: there is room for the number of a master's line.
    unsafe { libc::ioctl(fd, libc::TIOCGPTN, &raw mut number) == 0 }
}

pub(super) fn is_terminal(fd: c_int) -> bool {
    // SAFETY: takes a number.
    unsafe { libc::isatty(fd) == 1 }
}

/// Another open file of the same pipe, FIFO or terminal, for ourselves: O_NONBLOCK of it is nobody else's.
pub(super) fn reopen_nonblocking(fd: c_int, access: c_int) -> Result<OwnedFd, Errno> {
    let flags = access | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    // SAFETY: a string.
    made(unsafe { libc::open(ProcName::of(fd).as_c_str().as_ptr(), flags) })
}

/// At the positions of both.
pub(super) fn copy_file_range(from: c_int, to: c_int, size: usize) -> Result<usize, Errno> {
    // SAFETY: takes numbers.
    count(unsafe { libc::copy_file_range(from, null_mut(), to, null_mut(), size, 0) })
}

/// At the positions of both. It may raise SIGPIPE.
pub(super) fn splice(from: c_int, to: c_int, size: usize, flags: u32) -> Result<usize, Errno> {
    // SAFETY: takes numbers.
    count(unsafe { libc::splice(from, null_mut(), to, null_mut(), size, flags) })
}

/// At the positions of both. It may raise SIGPIPE.
pub(super) fn sendfile(to: c_int, from: c_int, size: usize) -> Result<usize, Errno> {
    // SAFETY: takes numbers.
    count(unsafe { libc::sendfile(to, from, null_mut(), size) })
}

/// Has the next byte be read or written there.
pub(super) fn set_position(fd: c_int, position: u64) {
    // SAFETY: takes numbers.
    unsafe { libc::lseek(fd, position.cast_signed(), libc::SEEK_SET) };
}

/// Moves the position of a file back; of what has none nothing happens.
pub(super) fn step_back(fd: c_int, size: usize) {
    // SAFETY: takes numbers.
    unsafe { libc::lseek(fd, -(size as libc::off_t), libc::SEEK_CUR) };
}
