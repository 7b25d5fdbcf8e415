//! Signals and clocks.

use std::fmt::{self, Write};

use super::super::call::Kind::{self, OneOf, Set};
use super::{Flags, Name, name_of, names};

pub(crate) const SIGNALS: &[Name] = names![
    SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM
    SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR
    SIGSYS
];

/// Writes `SIGINT`, `SIGRTMIN+2`, or the number of what is no signal.
pub(crate) fn write_signal(word: u64, text: &mut dyn Write) -> fmt::Result {
    let (number, first, last) = (word as i32, libc::SIGRTMIN(), libc::SIGRTMAX());
    match name_of(SIGNALS, word) {
        Some(name) => text.write_str(name),
        None if number == first => text.write_str("SIGRTMIN"),
        None if number == last => text.write_str("SIGRTMAX"),
        None if (first..last).contains(&number) => write!(text, "SIGRTMIN+{}", number - first),
        None => write!(text, "{number}"),
    }
}

pub(crate) const MASK_HOW: Kind = OneOf(names![SIG_BLOCK SIG_UNBLOCK SIG_SETMASK]);

pub(crate) const CLOCK: Kind = OneOf(names![
    CLOCK_REALTIME CLOCK_MONOTONIC CLOCK_PROCESS_CPUTIME_ID CLOCK_THREAD_CPUTIME_ID CLOCK_MONOTONIC_RAW
    CLOCK_REALTIME_COARSE CLOCK_MONOTONIC_COARSE CLOCK_BOOTTIME CLOCK_REALTIME_ALARM CLOCK_BOOTTIME_ALARM CLOCK_TAI
]);

pub(crate) const SLEEP_FLAGS: Kind = Set(&Flags { bits: names![TIMER_ABSTIME], ..Flags::NONE });

pub(crate) const INTERVAL_TIMER: Kind = OneOf(names![ITIMER_REAL ITIMER_VIRTUAL ITIMER_PROF]);

pub(crate) const TIMERFD_FLAGS: Kind = Set(&Flags { bits: names![TFD_CLOEXEC TFD_NONBLOCK], ..Flags::NONE });

pub(crate) const TIMER_FLAGS: Kind =
    Set(&Flags { bits: names![TFD_TIMER_ABSTIME TFD_TIMER_CANCEL_ON_SET], ..Flags::NONE });

pub(crate) const SIGNALFD_FLAGS: Kind = Set(&Flags { bits: names![SFD_CLOEXEC SFD_NONBLOCK], ..Flags::NONE });
