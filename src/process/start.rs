//! Making the child: the parent's side of `child`.
//!
//! A program is started on the parent's memory, which costs the same however much that is, and the outcome is found there
//! when the kernel gives it back. Where clone does not share it (under valgrind or qemu-user, which make a fork of it), and
//! for a function, which needs memory of its own, it is fork(2), and the outcome comes through a pipe.
//!
//! Until it executes its program the cloned child's exit signal is none: what could not be started is nobody's child but ours,
//! and the host gets no SIGCHLD of it. exec makes it an ordinary one. A forked child is an ordinary one from the beginning.
#![allow(unsafe_code, reason = "clone(2) and fork(2), and the stack of the child")]

use std::ffi::{c_int, c_void};
use std::os::fd::{AsRawFd, OwnedFd};
use std::ptr::null_mut;
use std::sync::atomic::AtomicU8;
use std::sync::atomic::Ordering::Relaxed;

use libc::{EINTR, SIGKILL, pid_t};

use super::child;
use super::plan::{Last, Plan, Step};
use super::sys;
use super::targets::Targets;
use crate::boundary::descriptor::{above_standard, owned};
use crate::boundary::error::{Errno, Error, step};

pub(super) struct Started {
    pub pid: pid_t,
    /// None where the kernel has none.
    pub pidfd: Option<OwnedFd>,
}

pub(super) enum NotStarted {
    Error(Error),
    /// The child has failed, at this step, with this errno.
    Child(Step, usize, Errno),
}

impl From<Error> for NotStarted {
    fn from(error: Error) -> NotStarted {
        NotStarted::Error(error)
    }
}

/// Does a clone share the memory that it is told to share? The first one shows it, and writes its outcome into a pipe, too.
static SHARES: AtomicU8 = AtomicU8::new(UNKNOWN);
const UNKNOWN: u8 = 0;
const YES: u8 = 1;
const NO: u8 = 2;

/// Starts the child, which is given the descriptors `targets`.
pub(super) fn start(plan: &mut Plan, targets: &Targets) -> Result<Started, NotStarted> {
    let shares = SHARES.load(Relaxed);
    if matches!(plan.last, Last::Run(_)) || shares == NO {
        return forked(plan, targets);
    }
    let pipe = if shares == UNKNOWN { Some(sys::pipe(targets)?) } else { None };
    plan.report = pipe.as_ref().map_or(-1, |(_, write)| write.as_raw_fd());
    let stack = Stack::new()?;
    let started = cloned(plan, &stack)?;
    let ran = plan.outcome.ran.load(Relaxed) != 0;
    let became = match pipe {
        Some((read, write)) if !ran => {
            SHARES.store(NO, Relaxed);
            drop(write);
            outcome(&read)
        }
        _ => {
            // It has run; or was killed before, as by a limit on memory.
            if ran {
                SHARES.store(YES, Relaxed);
            }
            let index = plan.outcome.index.load(Relaxed);
            Ok(Became::of([plan.outcome.step.load(Relaxed), index, plan.outcome.errno.load(Relaxed)]))
        }
    };
    finish(started, became)
}

/// Makes a child with memory of its own.
fn forked(plan: &mut Plan, targets: &Targets) -> Result<Started, NotStarted> {
    let (read, write) = sys::pipe(targets)?;
    plan.report = write.as_raw_fd();
    plan.mask = child::set_mask(u64::MAX);
    let forked = sys::fork();
    if forked == Ok(0) {
        child::begin((&raw mut *plan).cast());
    }
    child::set_mask(plan.mask);
    let pid = forked.map_err(|errno| errno.of(step!(fork())))?;
    drop(write);
    // It runs, or has ended and nobody but the host could have waited for it.
    let pidfd = sys::pidfd_open(pid).ok().map(above_standard);
    finish(Started { pid, pidfd }, outcome(&read))
}

fn finish(started: Started, became: Result<Became, Error>) -> Result<Started, NotStarted> {
    match became {
        Ok(Became::Itself) => Ok(started),
        Ok(Became::Failed(step, index, errno)) => {
            reap(started.pid);
            Err(NotStarted::Child(step, index, errno))
        }
        Err(error) => {
            // Nobody knows what it has become, and if it still tells that it gets SIGPIPE.
            let _ = sys::kill(started.pid, SIGKILL);
            reap(started.pid);
            Err(error.into())
        }
    }
}

/// It is ending, which takes a moment.
fn reap(pid: pid_t) {
    while sys::wait_for_ending(pid) == Err(Errno(EINTR)) {}
}

/// What has become of a child.
enum Became {
    /// The program, or what runs the function.
    Itself,
    Failed(Step, usize, Errno),
}

impl Became {
    fn of([step, index, errno]: [i32; 3]) -> Became {
        match Step::of(step) {
            Step::None | Step::Running => Became::Itself,
            step => Became::Failed(step, index as usize, Errno(errno)),
        }
    }
}

/// What the child has written; nothing if it became its program, or was killed before.
fn outcome(pipe: &OwnedFd) -> Result<Became, Error> {
    loop {
        match sys::read_words(pipe) {
            Ok(Some(words)) => return Ok(Became::of(words)),
            Ok(None) => return Ok(Became::Itself),
            Err(Errno(EINTR)) => {}
            Err(errno) => return Err(errno.of(step!(read(pipe.as_raw_fd(), 0, size_of::<[i32; 3]>())))),
        }
    }
}

unsafe extern "C" {
    /// The C library's clone(2) by its other name: ThreadSanitizer takes the first for a fork, and the memory for a child's.
    fn __clone(
        begin: extern "C" fn(*mut c_void) -> c_int,
        stack: *mut c_void,
        flags: c_int,
        argument: *mut c_void,
        ...
    ) -> c_int;
}

/// Calls clone(2) while no signal can come. This thread goes on when the child has memory of its own.
fn cloned(plan: &mut Plan, stack: &Stack) -> Result<Started, Error> {
    const FLAGS: c_int = libc::CLONE_VM | libc::CLONE_VFORK | libc::CLONE_PIDFD;
    let plan_pointer = (&raw mut *plan).cast::<c_void>();
    let mut pidfd: c_int = -1;
    // SAFETY: the plan is this thread's, which sleeps while the child uses it.
    let mask = unsafe { &raw mut (*plan_pointer.cast::<Plan>()).mask };
    let before = child::set_mask(u64::MAX);
    // SAFETY: as above.
    unsafe { mask.write(before) };
    // SAFETY: the function takes the plan, on a stack that nobody else has; the number of its pidfd is written, by kernels that
    // have pidfds; its thread pointer is this thread's.
    let pid = unsafe {
        __clone(
            child::begin,
            stack.top(),
            FLAGS,
            plan_pointer,
            &raw mut pidfd,
            null_mut::<c_void>(),
            null_mut::<c_int>(),
        )
    };
    let pid = Errno::check(pid);
    child::set_mask(before);
    let pidfd = owned(pidfd).map(above_standard);
    match pid {
        Ok(pid) => Ok(Started { pid, pidfd }),
        // EMFILE, too: the pidfd is a descriptor like others.
        Err(errno) => Err(errno.of(step!(fork()))),
    }
}

/// A stack for the child, below which is memory that it may not touch.
struct Stack {
    bottom: *mut c_void,
}

impl Stack {
    const SIZE: usize = 64 << 10;
    const GUARD: usize = 64 << 10;

    fn new() -> Result<Stack, Error> {
        let bottom = sys::map(Stack::GUARD + Stack::SIZE)?;
        let stack = Stack { bottom };
        sys::make_usable(bottom.wrapping_byte_add(Stack::GUARD), Stack::SIZE)?;
        Ok(stack)
    }

    /// Stacks grow down.
    fn top(&self) -> *mut c_void {
        self.bottom.wrapping_byte_add(Stack::GUARD + Stack::SIZE)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // SAFETY: it is the mapping of new(), and the child has its own memory.
        unsafe { libc::munmap(self.bottom, Stack::GUARD + Stack::SIZE) };
    }
}
