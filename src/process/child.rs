//! What a child does until it is its program.
//!
//! ```text
//!   parent                                        child
//!   ──────                                        ─────
//!   makes the Plan: opens, finds, allocates
//!   blocks all signals
//!   clone(CLONE_VM | CLONE_VFORK) ──────────────> on the parent's memory, on a stack of its own
//!     (this thread sleeps, others go on)          group, terminal, descriptors, directory, limits
//!                                                 signals as a new program has them
//!                          <── memory is free ──  execve
//!   nothing was written: it runs                  or: writes the step and its errno, and _exits
//! ```
//!
//! The memory is the parent's, in which other threads may hold any lock. So nothing here allocates, locks, panics or calls
//! more of libc than `syscall`; no handler of the parent's runs, as all signals are blocked until all dispositions are the
//! default; and what is written is the Plan's outcome, and the errno of the thread that sleeps.
#![allow(unsafe_code, reason = "system calls, in the child of a clone that shares its parent's memory")]

use std::ffi::{c_char, c_int, c_long, c_void};
use std::ptr::{null, null_mut};
use std::sync::atomic::Ordering::Relaxed;

use libc::{EBADF, EINTR, pid_t, rlimit, syscall};

use super::plan::{Group, Last, Limit, Move, Plan, Step};
use super::sys;
use crate::boundary::{errno, fork};

/// A step and its index.
type Failed = (Step, c_int, c_int);

/// The status with which it ends if it cannot become what it should: nobody sees it, as the parent knows why, or is dead.
const FAILED: c_int = 127;

/// What clone(2) calls.
pub(super) extern "C" fn begin(plan: *mut c_void) -> c_int {
    let plan = plan.cast::<Plan>();
    // SAFETY: the parent's plan; the thread that made it sleeps, or this is a copy.
    let plan = unsafe { &mut *plan };
    plan.outcome.ran.store(1, Relaxed);
    let failed = prepare(plan).and_then(|()| match &mut plan.last {
        Last::Execute { paths, arguments, environment } => execute(paths, *arguments, *environment),
        Last::Run(function) => {
            keep_only(plan.moves, plan.report);
            // Whoever frees what it has inherited must not close what has those numbers now.
            fork::lose_descriptors();
            report(plan.report, (Step::Running, 0, 0));
            close(plan.report);
            exit(sys::with_stdio_of_its_own(*function))
        }
    });
    if let Err(failed) = failed {
        let (step, index, errno) = failed;
        plan.outcome.step.store(step as i32, Relaxed);
        plan.outcome.index.store(index, Relaxed);
        plan.outcome.errno.store(errno, Relaxed);
        report(plan.report, failed);
    }
    exit(FAILED)
}

fn prepare(plan: &Plan) -> Result<(), Failed> {
    let at = |step| move |errno| (step, 0, errno);
    if plan.dies_with != 0 {
        die_with(plan.dies_with).map_err(at(Step::Death))?;
    }
    match plan.group {
        Group::Same => {}
        Group::New => set_group(0).map_err(at(Step::Group))?,
        Group::Join(group) => set_group(group).map_err(at(Step::Group))?,
        // SAFETY: takes nothing.
        Group::Session => drop(check(unsafe { syscall(libc::SYS_setsid) }).map_err(at(Step::Session))?),
    }
    if plan.terminal != -1 {
        // The signal SIGTTOU, for who is not in the foreground yet, is blocked.
        give_terminal(plan.terminal).map_err(at(Step::Terminal))?;
    }
    close_on_exec_all();
    for (index, each) in plan.moves.iter().enumerate() {
        put(each).map_err(|errno| (Step::Move, index as c_int, errno))?;
    }
    if !plan.directory.is_null() {
        // SAFETY: a string.
        check(unsafe { syscall(libc::SYS_chdir, plan.directory) }).map_err(at(Step::Directory))?;
    }
    if let Some(nice) = plan.nice {
        // SAFETY: takes numbers.
        check(unsafe { syscall(libc::SYS_setpriority, libc::PRIO_PROCESS, 0, nice) }).map_err(at(Step::Nice))?;
    }
    for (index, Limit { resource, limit }) in plan.limits.iter().enumerate() {
        let none = null_mut::<rlimit>();
        // SAFETY: a limit, which has 64 bits here, and nothing to fill in.
        check(unsafe { syscall(libc::SYS_prlimit64, 0, *resource, std::ptr::from_ref(limit), none) })
            .map_err(|errno| (Step::Limit, index as c_int, errno))?;
    }
    reset_signals(plan);
    Ok(())
}

fn check(result: c_long) -> Result<c_long, c_int> {
    if result == -1 { Err(errno::get()) } else { Ok(result) }
}

fn set_group(group: pid_t) -> Result<(), c_int> {
    // SAFETY: takes numbers.
    check(unsafe { syscall(libc::SYS_setpgid, 0, group) }).map(drop)
}

/// The parent may have died before the kernel knew of the wish: then the kernel will not say so.
fn die_with(parent: pid_t) -> Result<(), c_int> {
    /// What a parent has as its number in a PID namespace that it is not in, as after its unshare(2).
    const OUTSIDE: c_long = 0;
    // SAFETY: takes numbers.
    check(unsafe { syscall(libc::SYS_prctl, libc::PR_SET_PDEATHSIG, libc::SIGKILL, 0, 0, 0) })?;
    // SAFETY: takes nothing.
    let now = check(unsafe { syscall(libc::SYS_getppid) })?;
    if now != c_long::from(parent) && now != OUTSIDE {
        exit(FAILED);
    }
    Ok(())
}

fn give_terminal(terminal: c_int) -> Result<(), c_int> {
    // SAFETY: takes a number.
    let group = check(unsafe { syscall(libc::SYS_getpgid, 0) })? as pid_t;
    // SAFETY: the request reads the group.
    check(unsafe { syscall(libc::SYS_ioctl, terminal, libc::TIOCSPGRP, &raw const group) }).map(drop)
}

/// What the child is to have has no close-on-exec behind this; whatever else is or becomes open in this process closes with
/// exec, and not before, as a program may be named by a descriptor ("/proc/self/fd/5").
fn put(each: &Move) -> Result<(), c_int> {
    let result = if each.from == each.to {
        // SAFETY: takes numbers.
        check(unsafe { syscall(libc::SYS_fcntl, each.to, libc::F_SETFD, 0) })
    } else {
        // SAFETY: takes numbers.
        retried(|| unsafe { syscall(libc::SYS_dup3, each.from, each.to, 0) })
    };
    match result {
        // The host has closed it: so has the child, also a function, which no exec closes the host's `to` for.
        Err(EBADF) if each.may_be_closed => {
            close(each.to);
            Ok(())
        }
        Err(errno) => Err(errno),
        Ok(_) => Ok(()),
    }
}

fn retried(call: impl Fn() -> c_long) -> Result<c_long, c_int> {
    loop {
        match check(call()) {
            Err(EINTR) => {}
            result => return result,
        }
    }
}

fn close_on_exec_all() {
    if close_range(0, c_int::MAX, libc::CLOSE_RANGE_CLOEXEC as c_int).is_err() {
        each_open(|fd| {
            // SAFETY: takes numbers.
            unsafe { syscall(libc::SYS_fcntl, fd, libc::F_SETFD, libc::FD_CLOEXEC) };
        });
    }
}

fn close_range(first: c_int, last: c_int, flags: c_int) -> Result<(), c_int> {
    // SAFETY: takes numbers.
    check(unsafe { syscall(libc::SYS_close_range, first, last, flags) }).map(drop)
}

fn close(fd: c_int) {
    // SAFETY: takes a number.
    unsafe { syscall(libc::SYS_close, fd) };
}

/// There will be no exec that closes the others.
fn keep_only(moves: &[Move], report: c_int) {
    let kept = |fd: c_int| fd == report || moves.iter().any(|each| each.to == fd);
    let mut first = 0;
    loop {
        // The least that is kept, from there on.
        let all = moves.iter().map(|each| each.to).chain([report]);
        let next = all.filter(|fd| *fd >= first).min();
        let last = next.map_or(c_int::MAX, |fd| fd - 1);
        if last >= first && close_range(first, last, 0).is_err() {
            return each_open(|fd| {
                if !kept(fd) {
                    close(fd);
                }
            });
        }
        match next {
            Some(fd) if fd < c_int::MAX => first = fd + 1,
            _ => return,
        }
    }
}

/// Where the kernel has no close_range(2), or a filter forbids it: those that /proc lists, and where there is no /proc
/// either, all that there may be.
fn each_open(act: impl Fn(c_int)) {
    const DIRECTORY: c_int = libc::O_RDONLY | libc::O_DIRECTORY | libc::O_CLOEXEC;
    // SAFETY: a string, and numbers.
    let list = check(unsafe { syscall(libc::SYS_openat, libc::AT_FDCWD, c"/proc/self/fd".as_ptr(), DIRECTORY, 0) });
    let Ok(list) = list.map(|fd| fd as c_int) else {
        let mut limit = rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: there is room for the limit, which has 64 bits here.
        unsafe { syscall(libc::SYS_prlimit64, 0, libc::RLIMIT_NOFILE, null::<rlimit>(), &raw mut limit) };
        return (0..limit.rlim_cur.min(1 << 20) as c_int).for_each(act);
    };
    let mut buffer = Entries([0; 1024]);
    loop {
        // SAFETY: the buffer has so many bytes.
        let size = unsafe { syscall(libc::SYS_getdents64, list, buffer.0.as_mut_ptr(), buffer.0.len()) };
        let Some(mut rest) = usize::try_from(size).ok().filter(|size| *size > 0).and_then(|size| buffer.0.get(..size))
        else {
            return close(list);
        };
        while let Some((fd, next)) = entry(rest) {
            match fd {
                Some(fd) if fd != list => act(fd),
                _ => {}
            }
            rest = next;
        }
    }
}

/// struct linux_dirent64, aligned as its inode number is.
#[repr(align(8))]
struct Entries([u8; 1024]);

/// The number that the first entry's name is, and the entries behind it.
fn entry(entries: &[u8]) -> Option<(Option<c_int>, &[u8])> {
    const LENGTH: usize = 16;
    const NAME: usize = 19;
    let length = usize::from(u16::from_ne_bytes([*entries.get(LENGTH)?, *entries.get(LENGTH + 1)?]));
    let name = entries.get(NAME..length)?.split(|byte| *byte == 0).next()?;
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| c_int::from(byte - b'0'));
    let number = name.iter().try_fold(0 as c_int, |number, byte| number.checked_mul(10)?.checked_add(digit(byte)?));
    Some((number, entries.get(length..)?))
}

/// sigaction(2) as the kernel takes it, of zeroes: SIG_DFL, and no flags. The kernels of all machines have the handler first.
#[repr(C)]
struct Action([u64; 4]);

const SIGNALS: c_int = 64;
const MASK_BYTES: usize = 8;
/// The C library's own, which a function of the host's goes on to need.
const INTERNAL: std::ops::RangeInclusive<c_int> = 32..=33;

/// A handler must not run on the parent's memory, so none is left when the mask is.
fn reset_signals(plan: &Plan) {
    let default = Action([0; 4]);
    let ignored = Action([libc::SIG_IGN as u64, 0, 0, 0]);
    let runs_on = matches!(plan.last, Last::Run(_));
    for signal in (1..=SIGNALS).filter(|signal| !runs_on || !INTERNAL.contains(signal)) {
        if plan.keeps_signals && is_ignored(signal) {
            continue;
        }
        let action = if plan.ignores_stop_key && signal == libc::SIGTSTP { &ignored } else { &default };
        // SAFETY: an action, and no room for the one before. (Of SIGKILL and SIGSTOP it fails, which have no other.)
        unsafe {
            syscall(libc::SYS_rt_sigaction, signal, std::ptr::from_ref(action), null_mut::<Action>(), MASK_BYTES)
        };
    }
    set_mask(if plan.keeps_signals { plan.mask } else { 0 });
}

fn is_ignored(signal: c_int) -> bool {
    let mut action = Action([0; 4]);
    // SAFETY: there is room for the action.
    unsafe { syscall(libc::SYS_rt_sigaction, signal, null::<Action>(), &raw mut action, MASK_BYTES) };
    action.0[0] == libc::SIG_IGN as u64
}

/// Sets the signal mask, the C library's own signals included, and gives the one before.
pub(super) fn set_mask(mask: u64) -> u64 {
    let mut before = 0u64;
    // SAFETY: two sets of as many bytes as the kernel is told.
    unsafe {
        syscall(libc::SYS_rt_sigprocmask, libc::SIG_SETMASK, &raw const mask, &raw mut before, MASK_BYTES);
    }
    before
}

/// As execvp(3): what is not there is looked for further on, what may not be executed too, but is then the error.
fn execute(
    paths: &[*const c_char],
    arguments: *const *const c_char,
    environment: *const *const c_char,
) -> Result<(), Failed> {
    let (mut denied, mut last) = (None, libc::ENOENT);
    for (index, path) in paths.iter().enumerate() {
        // SAFETY: a string, and two vectors that end with NULL. It does not come back from success.
        unsafe { syscall(libc::SYS_execve, *path, arguments, environment) };
        last = errno::get();
        match last {
            libc::EACCES => denied = denied.or(Some(index as c_int)),
            libc::ENOENT | libc::ENOTDIR | libc::ESTALE | libc::ENODEV | libc::ETIMEDOUT => {}
            _ => return Err((Step::Execute, index as c_int, last)),
        }
    }
    match denied {
        Some(index) => Err((Step::Execute, index, libc::EACCES)),
        None => Err((Step::Execute, 0, if paths.len() == 1 { last } else { libc::ENOENT })),
    }
}

/// A pipe that is empty takes so few bytes at once.
fn report(fd: c_int, (step, index, errno): Failed) {
    if fd != -1 {
        let words = [step as i32, index, errno];
        // SAFETY: so many bytes.
        unsafe { syscall(libc::SYS_write, fd, words.as_ptr(), size_of_val(&words)) };
    }
}

fn exit(status: c_int) -> ! {
    loop {
        // SAFETY: ends this process; the parent's memory is as it should be.
        unsafe { syscall(libc::SYS_exit_group, status) };
    }
}
