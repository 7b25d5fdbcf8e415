//! A system call as the function of the C library that makes it, with its arguments.

use std::fmt;

use libc::{c_long, clockid_t};

use super::object::{Futex, FutexKind};
use super::thread::SystemCall;
use crate::boundary::record::{Copied, Missing, Space};
use crate::explain::call::{Call, Words};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file::Bytes;
use crate::explain::facts::peek;
use crate::explain::facts::process::Process;
use crate::explain::failure::Failure;
use crate::explain::write_invocation;

/// What makes the system call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum Function {
    /// A function that leat has a mirror of; the words are its arguments.
    Mirrored(Call),
    /// The system call behind locks, semaphores and conditions. The words are its own.
    Futex,
    /// sleep, nanosleep, clock_nanosleep.
    Sleep,
    /// The parent's part of vfork.
    Vfork,
    /// Another whose name is known.
    Named(&'static str),
    Unknown(c_long),
}

/// Where a call has its time limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TimeArgument {
    /// It has none.
    None,
    /// Negative: none.
    Milliseconds(i32),
    /// The address of a timespec: so long. NULL: none, as in the others.
    Nanoseconds(u64),
    /// The address of a timeval: so long.
    Microseconds(u64),
    /// The address of a timespec: a point of time.
    Until(clockid_t, u64),
}

/// A system call, understood.
pub(in crate::explain) struct Decoded {
    pub function: Function,
    pub words: Words,
    pub(super) time: TimeArgument,
}

/// glibc's accept, recv and their like pass no more than they were given; what they were given as NULL tells them apart.
pub(super) fn decode(process: Process, made: &SystemCall) -> Decoded {
    let made = original(process, made);
    let word = |index: usize| made.args[index];
    // A number that is an int comes in half a word.
    let int = |index: usize| made.args[index] as i32 as u64;
    let decoded = |function, words: &[u64], time| Decoded {
        function,
        words: std::array::from_fn(|index| words.get(index).copied().unwrap_or(0)),
        time,
    };
    let call = |call, words: &[u64]| decoded(Function::Mirrored(call), words, TimeArgument::None);
    let timed = |call, words: &[u64], time| decoded(Function::Mirrored(call), words, time);
    let at_limit = |address| TimeArgument::Until(libc::CLOCK_REALTIME, address);
    let three = [int(0), word(1), word(2)];
    if let Some(decoded) = decode_old(&made) {
        return decoded;
    }
    match made.number as c_long {
        libc::SYS_read => call(Call::read, &three),
        libc::SYS_write => call(Call::write, &three),
        libc::SYS_readv => call(Call::readv, &three),
        libc::SYS_writev => call(Call::writev, &three),
        libc::SYS_pread64 => call(Call::pread, &[int(0), word(1), word(2), word(3)]),
        libc::SYS_pwrite64 => call(Call::pwrite, &[int(0), word(1), word(2), word(3)]),
        libc::SYS_openat if int(0) as i32 == libc::AT_FDCWD => call(Call::open, &[word(1), int(2), word(3)]),
        libc::SYS_openat => call(Call::openat, &[int(0), word(1), int(2), word(3)]),
        libc::SYS_fcntl => call(Call::fcntl, &three),
        libc::SYS_flock => call(Call::flock, &[int(0), int(1)]),
        libc::SYS_ioctl => call(Call::ioctl, &three),
        libc::SYS_msync => call(Call::msync, &[word(0), word(1), int(2)]),
        libc::SYS_fsync => call(Call::fsync, &three[..1]),
        libc::SYS_sendfile => call(Call::sendfile, &[int(0), int(1), word(2), word(3)]),
        libc::SYS_splice => call(Call::splice, &[int(0), word(1), int(2), word(3), word(4), int(5)]),
        libc::SYS_tee => call(Call::tee, &[int(0), int(1), word(2), int(3)]),
        libc::SYS_vmsplice => call(Call::vmsplice, &[int(0), word(1), word(2), int(3)]),
        libc::SYS_close => call(Call::close, &three[..1]),

        libc::SYS_ppoll => {
            timed(Call::ppoll, &[word(0), word(1), word(2), word(3)], TimeArgument::Nanoseconds(word(2)))
        }
        // What glibc makes of select has no signals to block.
        libc::SYS_pselect6 if word(5) == 0 => {
            timed(Call::select, &[int(0), word(1), word(2), word(3), word(4)], TimeArgument::Nanoseconds(word(4)))
        }
        libc::SYS_pselect6 => timed(
            Call::pselect,
            &[int(0), word(1), word(2), word(3), word(4), word(5)],
            TimeArgument::Nanoseconds(word(4)),
        ),
        libc::SYS_epoll_pwait => {
            timed(Call::epoll_wait, &[int(0), word(1), int(2), int(3)], TimeArgument::Milliseconds(int(3) as i32))
        }

        // On some architectures an older call does the work of several.
        #[cfg(not(target_arch = "s390x"))]
        libc::SYS_accept => call(Call::accept, &three),
        libc::SYS_accept4 => call(Call::accept4, &[int(0), word(1), word(2), int(3)]),
        libc::SYS_connect => call(Call::connect, &three),
        libc::SYS_recvfrom if word(4) == 0 => call(Call::recv, &[int(0), word(1), word(2), int(3)]),
        libc::SYS_recvfrom => call(Call::recvfrom, &[int(0), word(1), word(2), int(3), word(4), word(5)]),
        libc::SYS_sendto if word(4) == 0 => call(Call::send, &[int(0), word(1), word(2), int(3)]),
        libc::SYS_sendto => call(Call::sendto, &[int(0), word(1), word(2), int(3), word(4), word(5)]),
        libc::SYS_recvmsg => call(Call::recvmsg, &[int(0), word(1), int(2)]),
        libc::SYS_sendmsg => call(Call::sendmsg, &[int(0), word(1), int(2)]),

        libc::SYS_mq_timedsend if word(4) == 0 => call(Call::mq_send, &[int(0), word(1), word(2), word(3)]),
        libc::SYS_mq_timedsend => {
            timed(Call::mq_timedsend, &[int(0), word(1), word(2), word(3), word(4)], at_limit(word(4)))
        }
        libc::SYS_mq_timedreceive if word(4) == 0 => call(Call::mq_receive, &[int(0), word(1), word(2), word(3)]),
        libc::SYS_mq_timedreceive => {
            timed(Call::mq_timedreceive, &[int(0), word(1), word(2), word(3), word(4)], at_limit(word(4)))
        }
        #[cfg(not(any(target_arch = "powerpc64", target_arch = "s390x")))]
        libc::SYS_msgsnd => call(Call::msgsnd, &[int(0), word(1), word(2), int(3)]),
        #[cfg(not(any(target_arch = "powerpc64", target_arch = "s390x")))]
        libc::SYS_msgrcv => call(Call::msgrcv, &[int(0), word(1), word(2), word(3), int(4)]),
        #[cfg(not(any(target_arch = "powerpc64", target_arch = "s390x")))]
        libc::SYS_semop => call(Call::semop, &three),
        #[cfg(not(any(target_arch = "powerpc64", target_arch = "s390x")))]
        libc::SYS_semtimedop if word(3) == 0 => call(Call::semop, &three),
        #[cfg(not(any(target_arch = "powerpc64", target_arch = "s390x")))]
        libc::SYS_semtimedop => {
            timed(Call::semtimedop, &[int(0), word(1), word(2), word(3)], TimeArgument::Nanoseconds(word(3)))
        }

        libc::SYS_wait4 if word(3) == 0 => call(Call::waitpid, &[int(0), word(1), int(2)]),
        libc::SYS_wait4 => call(Call::wait4, &[int(0), word(1), int(2), word(3)]),
        libc::SYS_waitid => call(Call::waitid, &[int(0), int(1), word(2), int(3)]),

        libc::SYS_rt_sigtimedwait if word(2) == 0 => call(Call::sigwaitinfo, &[word(0), word(1)]),
        libc::SYS_rt_sigtimedwait => {
            timed(Call::sigtimedwait, &[word(0), word(1), word(2)], TimeArgument::Nanoseconds(word(2)))
        }
        libc::SYS_rt_sigsuspend => call(Call::sigsuspend, &[word(0)]),

        libc::SYS_futex => decoded(Function::Futex, &made.args, futex_limit(&made)),
        libc::SYS_nanosleep => decoded(Function::Sleep, &[word(0)], TimeArgument::Nanoseconds(word(0))),
        libc::SYS_clock_nanosleep if int(1) as i32 & libc::TIMER_ABSTIME != 0 => {
            decoded(Function::Sleep, &[word(2)], TimeArgument::Until(int(0) as clockid_t, word(2)))
        }
        libc::SYS_clock_nanosleep => decoded(Function::Sleep, &[word(2)], TimeArgument::Nanoseconds(word(2))),
        libc::SYS_clone | libc::SYS_clone3 => decoded(Function::Vfork, &[], TimeArgument::None),
        number => decoded(
            NAMES
                .iter()
                .find(|(of, _)| *of == number)
                .map_or(Function::Unknown(number), |(_, name)| Function::Named(name)),
            &made.args,
            TimeArgument::None,
        ),
    }
}

/// Those that newer architectures do not have.
#[cfg(target_arch = "x86_64")]
fn decode_old(made: &SystemCall) -> Option<Decoded> {
    let word = |index: usize| made.args[index];
    let int = |index: usize| made.args[index] as i32 as u64;
    let timed = |call, words: &[u64], time| {
        let words = std::array::from_fn(|index| words.get(index).copied().unwrap_or(0));
        Some(Decoded { function: Function::Mirrored(call), words, time })
    };
    let call = |call, words: &[u64]| timed(call, words, TimeArgument::None);
    match made.number as c_long {
        libc::SYS_open => call(Call::open, &[word(0), int(1), word(2)]),
        libc::SYS_creat => call(Call::creat, &[word(0), word(1)]),
        libc::SYS_pause => call(Call::pause, &[]),
        libc::SYS_poll => timed(Call::poll, &[word(0), word(1), int(2)], TimeArgument::Milliseconds(int(2) as i32)),
        libc::SYS_select => {
            timed(Call::select, &[int(0), word(1), word(2), word(3), word(4)], TimeArgument::Microseconds(word(4)))
        }
        libc::SYS_epoll_wait => {
            timed(Call::epoll_wait, &[int(0), word(1), int(2), int(3)], TimeArgument::Milliseconds(int(3) as i32))
        }
        libc::SYS_vfork => Some(Decoded { function: Function::Vfork, words: [0; 7], time: TimeArgument::None }),
        _ => None,
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn decode_old(_: &SystemCall) -> Option<Decoded> {
    None
}

/// Others that may block, or that a reader may wonder about.
const NAMES: &[(c_long, &str)] = &[
    (libc::SYS_restart_syscall, "a call that was interrupted and goes on"),
    (libc::SYS_io_uring_enter, "io_uring_enter"),
    (libc::SYS_epoll_pwait2, "epoll_pwait2"),
    (libc::SYS_preadv, "preadv"),
    (libc::SYS_pwritev, "pwritev"),
    (libc::SYS_recvmmsg, "recvmmsg"),
    (libc::SYS_sendmmsg, "sendmmsg"),
    (libc::SYS_fdatasync, "fdatasync"),
    (libc::SYS_sync, "sync"),
    (libc::SYS_execve, "execve"),
    (libc::SYS_exit, "its own end"),
    (libc::SYS_exit_group, "exit"),
];

/// From linux/futex.h.
pub(super) const FUTEX_COMMAND: u64 = 0x7f;
pub(super) const FUTEX_WAIT: u64 = 0;
pub(super) const FUTEX_LOCK_PI: u64 = 6;
pub(super) const FUTEX_WAIT_BITSET: u64 = 9;
pub(super) const FUTEX_WAIT_REQUEUE_PI: u64 = 11;
pub(super) const FUTEX_LOCK_PI2: u64 = 13;
pub(super) const FUTEX_PRIVATE: u64 = 0x80;
const FUTEX_CLOCK_REALTIME: u64 = 0x100;

/// FUTEX_WAIT says how long; the others until when.
fn futex_limit(made: &SystemCall) -> TimeArgument {
    let [_, operation, _, time, ..] = made.args;
    let clock = if operation & FUTEX_CLOCK_REALTIME != 0 { libc::CLOCK_REALTIME } else { libc::CLOCK_MONOTONIC };
    match operation & FUTEX_COMMAND {
        FUTEX_WAIT => TimeArgument::Nanoseconds(time),
        FUTEX_LOCK_PI => TimeArgument::Until(libc::CLOCK_REALTIME, time),
        FUTEX_WAIT_BITSET | FUTEX_WAIT_REQUEUE_PI | FUTEX_LOCK_PI2 => TimeArgument::Until(clock, time),
        _ => TimeArgument::None,
    }
}

/// A call that was interrupted and goes on is restart_syscall, whose arguments are still those of the first. The number
/// of that is in the instruction in front of the one that made it, if it is written as libc writes it.
fn original(process: Process, made: &SystemCall) -> SystemCall {
    #[cfg(target_arch = "x86_64")]
    if made.number as c_long == libc::SYS_restart_syscall
        && let Ok([0xb8, a, b, c, d, 0x0f, 0x05]) = peek::array::<7>(process, made.counter.wrapping_sub(7))
    {
        // mov $number, %eax; syscall
        let number = u32::from_le_bytes([a, b, c, d]);
        // Those that are restarted so.
        let restarted = [libc::SYS_poll, libc::SYS_nanosleep, libc::SYS_clock_nanosleep, libc::SYS_futex];
        if restarted.contains(&c_long::from(number)) {
            return SystemCall { number: i64::from(number), ..*made };
        }
    }
    let _ = process;
    *made
}

/// How a call is written: `read(3, 0x7ffd…, 4096)`.
pub(in crate::explain) struct WrittenCall<'a> {
    pub process: Process,
    pub decoded: &'a Decoded,
    /// What the futex is, if it is one.
    pub futex: Option<&'a Futex>,
    /// What an argument points to, with its index.
    pub copy: Option<(usize, &'a Bytes)>,
}

impl fmt::Display for WrittenCall<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let [first, second, third, ..] = self.decoded.words;
        match self.decoded.function {
            // Both are the same system call.
            Function::Mirrored(Call::sigwaitinfo) => write!(to, "sigwait or sigwaitinfo({first:#x}, ...)"),
            Function::Mirrored(call) => self.mirrored(call, to),
            Function::Futex => match self.futex {
                Some(futex) => write_futex(futex, third, to),
                None => write!(to, "futex({first:#x}, {second:#x}, {})", third as u32),
            },
            Function::Sleep => to.write_str("sleep or nanosleep"),
            Function::Vfork => to.write_str("vfork or posix_spawn"),
            Function::Named(name) if name.contains(' ') => to.write_str(name),
            Function::Named(name) => write!(to, "{name}({first:#x}, {second:#x}, {third:#x}, ...)"),
            Function::Unknown(number) => write!(to, "system call {number} of this machine"),
        }
    }
}

impl WrittenCall<'_> {
    fn mirrored(&self, call: Call, to: &mut fmt::Formatter) -> fmt::Result {
        let copied = self.copy.map(|(index, bytes)| (index, Copied { bytes, missing: Missing::Nothing }));
        let failure = Failure {
            own: None,
            call,
            space: Space::Errno,
            code: 0,
            words: self.decoded.words,
            copies: [copied, None],
            now: 0,
            process: self.process,
            asked: Moment::now(),
        };
        write_invocation(&failure, to)
    }
}

/// The function is not in the call, but the object tells it.
fn write_futex(futex: &Futex, expected: u64, to: &mut fmt::Formatter) -> fmt::Result {
    let object = futex.object;
    match futex.kind {
        FutexKind::Mutex { .. } => write!(to, "pthread_mutex_lock({object:#x})"),
        FutexKind::Semaphore { .. } => write!(to, "sem_wait({object:#x})"),
        FutexKind::Condition => write!(to, "pthread_cond_wait({object:#x}, ...)"),
        FutexKind::ReadWriteLock { writing: true, .. } => write!(to, "pthread_rwlock_wrlock({object:#x})"),
        FutexKind::ReadWriteLock { .. } => write!(to, "pthread_rwlock_rdlock({object:#x})"),
        FutexKind::Barrier { .. } => write!(to, "pthread_barrier_wait({object:#x})"),
        FutexKind::ThreadEnd { .. } => to.write_str("pthread_join"),
        FutexKind::Unknown => write!(to, "futex({object:#x}, FUTEX_WAIT, {})", expected as u32),
    }
}
