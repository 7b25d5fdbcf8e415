//! The system calls that starting, signalling and awaiting a child take, one a function.
#![allow(unsafe_code, reason = "one system call each")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, OwnedFd};
use std::ptr::{null, null_mut};

use libc::{EBADF, EINVAL, EMFILE, pid_t, rusage, siginfo_t, syscall, termios};

use super::targets::Targets;
use crate::boundary::descriptor::{self, made};
use crate::boundary::error::{Errno, Error, step};

/// A pipe, close-on-exec, with numbers that are none of the targets: its end for reading, and its end for writing.
pub(crate) fn pipe(targets: &Targets) -> Result<(OwnedFd, OwnedFd), Error> {
    let [read, write] = crate::pipe::open(false, false)?;
    Ok((lift(read, targets)?, lift(write, targets)?))
}

/// Opens a file, close-on-exec, with a number that is none of the targets.
pub(crate) fn open(path: &CStr, flags: c_int, mode: libc::mode_t, targets: &Targets) -> Result<OwnedFd, Error> {
    let flags = flags | libc::O_CLOEXEC | libc::O_NOCTTY;
    loop {
        // SAFETY: a string and numbers.
        match made(unsafe { libc::open(path.as_ptr(), flags, mode) }) {
            Err(Errno(libc::EINTR)) => {}
            Err(errno) => return Err(errno.of(step!(open(path.as_ptr(), flags, mode)))),
            Ok(fd) => return lift(fd, targets),
        }
    }
}

/// Refuses a descriptor that is not open, and so cannot become one of the child's.
pub(super) fn must_be_open(fd: c_int) -> Result<(), Error> {
    const GET: c_int = libc::F_GETFD;
    // SAFETY: takes numbers.
    Errno::check(unsafe { libc::fcntl(fd, GET) }).map_err(|errno| errno.of(step!(fcntl(fd, GET, 0)))).map(drop)
}

/// The descriptor, or another for the same, with a number that is none of the targets.
pub(super) fn lift(mut fd: OwnedFd, targets: &Targets) -> Result<OwnedFd, Error> {
    while let Some(free) = targets.free_above(fd.as_raw_fd()) {
        // Where the host has open what is between targets, each step would lead to the next of them.
        if let Ok(above_all) = duplicate_from(fd.as_raw_fd(), targets.above_all()) {
            return Ok(above_all);
        }
        fd = duplicate_from(fd.as_raw_fd(), free)?;
    }
    Ok(fd)
}

/// Another descriptor for the same, close-on-exec, with a number that is none of the targets.
pub(super) fn duplicate(fd: c_int, targets: &Targets) -> Result<OwnedFd, Error> {
    lift(duplicate_from(fd, libc::STDERR_FILENO + 1)?, targets)
}

/// The same, with that number, or a higher one.
fn duplicate_from(fd: c_int, least: c_int) -> Result<OwnedFd, Error> {
    descriptor::duplicate(fd, least - 1).map_err(|errno| {
        // There is none left: that the numbers end where it was to begin is what leat has chosen.
        let errno = if errno == Errno(EINVAL) { Errno(EMFILE) } else { errno };
        errno.of(step!(fcntl(fd, libc::F_DUPFD_CLOEXEC, least)))
    })
}

/// 0 in the child.
pub(super) fn fork() -> Result<pid_t, Errno> {
    // SAFETY: what the child does is `child`'s matter.
    Errno::check(unsafe { libc::fork() })
}

/// Is there something at the path?
pub(super) fn exists(path: &CStr) -> bool {
    // SAFETY: a string.
    Errno::check(unsafe { libc::access(path.as_ptr(), libc::F_OK) }).is_ok()
}

/// Is there a file that this process may execute?
pub(super) fn is_executable(path: &CStr) -> bool {
    let mut status = MaybeUninit::uninit();
    // SAFETY: a string, and room for the answer.
    let there = Errno::check(unsafe { libc::stat(path.as_ptr(), status.as_mut_ptr()) }).is_ok();
    // SAFETY: the kernel has filled it.
    let is_file = there && unsafe { status.assume_init() }.st_mode & libc::S_IFMT == libc::S_IFREG;
    // SAFETY: a string.
    is_file
        && Errno::check(unsafe { libc::faccessat(libc::AT_FDCWD, path.as_ptr(), libc::X_OK, libc::AT_EACCESS) }).is_ok()
}

/// The number of this process, which its children see: that of a child of vfork(2), too, which has its parent's memory.
pub(super) fn pid() -> pid_t {
    // SAFETY: takes nothing.
    unsafe { libc::getpid() }
}

pub(super) fn pidfd_open(pid: pid_t) -> Result<OwnedFd, Errno> {
    // SAFETY: takes numbers.
    made(unsafe { syscall(libc::SYS_pidfd_open, pid, 0) } as c_int)
}

/// Three words from the pipe; None at its end.
pub(super) fn read_words(pipe: &OwnedFd) -> Result<Option<[i32; 3]>, Errno> {
    let mut words = [0i32; 3];
    let size = size_of_val(&words);
    // SAFETY: there is room for so many bytes.
    let count = Errno::check(unsafe { libc::read(pipe.as_raw_fd(), words.as_mut_ptr().cast(), size) })?;
    Ok((count as usize == size).then_some(words))
}

/// Memory that may not be touched yet.
pub(super) fn map(size: usize) -> Result<*mut c_void, Error> {
    const FLAGS: c_int = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_STACK;
    // SAFETY: a new mapping anywhere.
    let memory = unsafe { libc::mmap(null_mut(), size, libc::PROT_NONE, FLAGS, -1, 0) };
    if memory == libc::MAP_FAILED {
        let nowhere = null_mut::<c_void>();
        return Err(Errno::last().of(step!(mmap(nowhere, size, libc::PROT_NONE, FLAGS, -1, 0))));
    }
    Ok(memory)
}

/// Of a mapping of ours.
pub(super) fn make_usable(memory: *mut c_void, size: usize) -> Result<(), Error> {
    const ACCESS: c_int = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: nobody uses it yet.
    Errno::check(unsafe { libc::mprotect(memory, size, ACCESS) })
        .map_err(|errno| errno.of(step!(mprotect(memory, size, ACCESS))))
        .map(drop)
}

/// Waits for a child of whatever exit signal that is about to end, and reaps it.
pub(super) fn wait_for_ending(pid: pid_t) -> Result<(), Errno> {
    let mut info = MaybeUninit::<siginfo_t>::zeroed();
    let options = libc::WEXITED | libc::__WALL;
    // SAFETY: there is room.
    Errno::check(unsafe { libc::waitid(libc::P_PID, pid.cast_unsigned(), info.as_mut_ptr(), options) }).map(drop)
}

/// What waitid(2) has told of a child.
pub(super) struct Told {
    /// CLD_EXITED, CLD_KILLED, CLD_DUMPED, CLD_STOPPED, CLD_TRAPPED
    pub code: c_int,
    pub status: c_int,
    pub usage: rusage,
}

impl Told {
    pub(super) fn is_stop(&self) -> bool {
        matches!(self.code, libc::CLD_STOPPED | libc::CLD_TRAPPED)
    }
}

/// Asks the kernel what has become of a child; None: nothing that was asked for. Of one that this process itself traces
/// (ptrace(2)) the kernel tells each stop, whatever was asked for: those are left for the host to see.
pub(super) fn waitid(pid: pid_t, pidfd: Option<&OwnedFd>, options: c_int) -> Result<Option<Told>, Errno> {
    let seen = ask(pid, pidfd, options | libc::WNOWAIT)?;
    match seen.filter(|told| !told.is_stop() || options & libc::WSTOPPED != 0) {
        Some(_) if options & libc::WNOWAIT == 0 => ask(pid, pidfd, options),
        seen => Ok(seen),
    }
}

/// Calls waitid(2), by the pidfd if that can be.
fn ask(pid: pid_t, pidfd: Option<&OwnedFd>, options: c_int) -> Result<Option<Told>, Errno> {
    let (mut info, mut usage) = (MaybeUninit::<siginfo_t>::zeroed(), MaybeUninit::<rusage>::zeroed());
    let mut call = |kind: libc::idtype_t, id: c_int| {
        let options = options | libc::__WALL;
        // SAFETY: there is room for both.
        let result = unsafe { syscall(libc::SYS_waitid, kind, id, info.as_mut_ptr(), options, usage.as_mut_ptr()) };
        Errno::check(result)
    };
    match pidfd.map(|fd| call(libc::P_PIDFD, fd.as_raw_fd())) {
        // The kernel has pidfds, but does not wait by them yet (before 5.4); or the host has closed it, as daemons close all.
        None | Some(Err(Errno(EINVAL | EBADF))) => call(libc::P_PID, pid)?,
        Some(result) => result?,
    };
    // SAFETY: zeroes are a siginfo_t, and so is what the kernel writes.
    let info = unsafe { info.assume_init() };
    // SAFETY: the kernel writes what waitid(2) tells, or leaves zeroes.
    let told = unsafe { info.si_pid() };
    // SAFETY: as above.
    let status = unsafe { info.si_status() };
    // SAFETY: zeroes are an rusage, and so is what the kernel writes.
    let usage = unsafe { usage.assume_init() };
    Ok((told != 0).then_some(Told { code: info.si_code, status, usage }))
}

/// What the kernel (since 6.15) keeps of a process that has been reaped, by whomever: its status, as wait(2) gives it. None: it is
/// not reaped yet.
pub(super) fn status_of_reaped(pidfd: &OwnedFd) -> Result<Option<c_int>, Errno> {
    const EXIT: u64 = libc::PIDFD_INFO_EXIT as u64;
    // SAFETY: zeroes are one.
    let mut info = unsafe { MaybeUninit::<libc::pidfd_info>::zeroed().assume_init() };
    info.mask = EXIT;
    // SAFETY: the request reads and writes one, whose size it has in it.
    Errno::check(unsafe { libc::ioctl(pidfd.as_raw_fd(), libc::PIDFD_GET_INFO, &raw mut info) })?;
    Ok((info.mask & EXIT != 0).then_some(info.exit_code))
}

/// Before Linux 6.9 EINVAL.
const PIDFD_SIGNAL_PROCESS_GROUP: c_int = 1 << 2;

/// Sends a signal to the process, or to the group that it leads or has led; never to what has got the number since.
pub(super) fn pidfd_send_signal(pidfd: &OwnedFd, signal: c_int, to_group: bool) -> Result<(), Errno> {
    let flags = if to_group { PIDFD_SIGNAL_PROCESS_GROUP } else { 0 };
    // SAFETY: takes numbers, and nothing that goes with the signal.
    let result = unsafe { syscall(libc::SYS_pidfd_send_signal, pidfd.as_raw_fd(), signal, null::<siginfo_t>(), flags) };
    Errno::check(result).map(drop)
}

pub(crate) fn kill(pid: pid_t, signal: c_int) -> Result<(), Errno> {
    // SAFETY: takes numbers.
    Errno::check(unsafe { libc::kill(pid, signal) }).map(drop)
}

/// The nice value of this thread.
pub(super) fn nice() -> c_int {
    // SAFETY: takes numbers.
    unsafe { libc::getpriority(libc::PRIO_PROCESS, 0) }
}

pub(super) fn group() -> pid_t {
    // SAFETY: takes nothing.
    unsafe { libc::getpgrp() }
}

pub(super) fn terminal_group(terminal: &OwnedFd) -> Result<pid_t, Errno> {
    // SAFETY: takes a number.
    Errno::check(unsafe { libc::tcgetpgrp(terminal.as_raw_fd()) })
}

/// While SIGTTOU is blocked, who is not in the foreground may do so too.
pub(super) fn set_terminal_group(terminal: &OwnedFd, group: pid_t) -> Result<(), Errno> {
    // SAFETY: takes numbers.
    Errno::check(unsafe { libc::tcsetpgrp(terminal.as_raw_fd(), group) }).map(drop)
}

pub(super) fn terminal_modes(terminal: &OwnedFd) -> Result<termios, Errno> {
    let mut modes = MaybeUninit::uninit();
    // SAFETY: there is room for them.
    Errno::check(unsafe { libc::tcgetattr(terminal.as_raw_fd(), modes.as_mut_ptr()) })?;
    // SAFETY: they were written.
    Ok(unsafe { modes.assume_init() })
}

/// At once: output that the user has halted (Ctrl-S) is not waited for.
pub(super) fn set_terminal_modes(terminal: &OwnedFd, modes: &termios) -> Result<(), Errno> {
    // SAFETY: a number, and modes that were read.
    Errno::check(unsafe { libc::tcsetattr(terminal.as_raw_fd(), libc::TCSANOW, modes) }).map(drop)
}

/// Runs a function in a forked child, which ends with its result. What the parent has written to stdout and not flushed, and
/// read of stdin and not used, stays the parent's; what the function writes is flushed.
pub(super) fn with_stdio_of_its_own(function: &mut dyn FnMut() -> c_int) -> c_int {
    // SAFETY: libc's variables, read as every C program reads them.
    let (input, output) = unsafe { (stdin, stdout) };
    for stream in [input, output] {
        // SAFETY: libc's own stream. (Its lock was made free by fork(2).)
        unsafe { __fpurge(stream) };
        // SAFETY: as above.
        unsafe { clearerr(stream) };
    }
    let result = function();
    // SAFETY: as above. If it cannot be written there is nobody who could be told.
    unsafe { libc::fflush(output) };
    result
}

unsafe extern "C" {
    static stdin: *mut libc::FILE;
    static stdout: *mut libc::FILE;
    fn __fpurge(stream: *mut libc::FILE);
    fn clearerr(stream: *mut libc::FILE);
    static environ: *const *const c_char;
}

/// The value of a variable of this process's environment, where it stands: Rust would copy it, and abort if it cannot.
pub(super) fn variable<'a>(name: &CStr) -> Option<&'a CStr> {
    // SAFETY: a string.
    let value = unsafe { libc::getenv(name.as_ptr()) };
    // SAFETY: NULL, or a string, which nobody changes while this process is in its environment.
    (!value.is_null()).then(|| unsafe { CStr::from_ptr(value) })
}

/// The environment of this process.
pub(super) fn environment() -> *const *const c_char {
    // SAFETY: libc's variable, read as every C program reads it.
    unsafe { environ }
}
