//! `LEAT_EXPLAIN=all`: a failure is explained when it happens, whoever looks at its result.
//!
//! Mirrors fail anywhere, and a text needs memory and stack. So nothing is written in a signal handler, which may have
//! interrupted malloc, nor from a call that an explanation itself makes: those failures are only recorded. And nobody waits:
//! a thread that finds all places taken is not explained to either.

use std::ffi::c_int;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64};

use super::sys;
use crate::boundary::record::{Record, Space, What};
use crate::boundary::{cancel, errno, guard::guard, handler, stack};
use crate::explain::call::Call;
use crate::explain::own::Own;
use crate::explain::{explain_record, text::Text};

/// Was it asked for when the program started?
static ASKED: AtomicBool = AtomicBool::new(false);

/// One bit a function and error that was told. Errors are errnos, or what getaddrinfo and gethostbyname give, from the end.
static TOLD: [AtomicU64; FUNCTIONS * WORDS] = [const { AtomicU64::new(0) }; FUNCTIONS * WORDS];
const FUNCTIONS: usize = Call::ALL.len() + Own::ALL.len();
const WORDS: usize = 3;

/// The process whose `TOLD` it is: a child tells what its parent has told, too.
static TELLER: AtomicI32 = AtomicI32::new(0);

/// The threads that are telling.
static TELLING: [AtomicI32; 8] = [const { AtomicI32::new(0) }; 8];

/// Runs when the library is loaded, as later the environment may be changing while a call fails.
#[used]
#[unsafe(link_section = ".init_array")]
#[allow(unsafe_code, reason = "the place of a function that the loader calls")]
static START: extern "C" fn() = start;

extern "C" fn start() {
    if sys::environment(c"LEAT_EXPLAIN").is_some_and(|value| value == c"all") {
        ASKED.store(true, Relaxed);
    }
}

/// Explains a failure that has just been recorded, if that was asked for. Leaves errno alone.
#[inline]
pub(crate) fn tell(record: impl FnOnce() -> Option<Record>) {
    if ASKED.load(Relaxed) {
        errno::kept(|| tell_now(record()));
    }
}

#[cold]
fn tell_now(record: Option<Record>) {
    let Some(record) = record else { return };
    // They are how a program is told to go on or to wait; and of an own function, that the time it was given is over, or that
    // the program has stopped it.
    let is_usual = match (record.space, record.code) {
        (Space::Errno, libc::EINTR | libc::EAGAIN | libc::EINPROGRESS) => true,
        (Space::Errno, libc::ETIMEDOUT | libc::ECANCELED) => record.own.is_some(),
        _ => false,
    };
    if is_usual || record.refers_to_errno() {
        return;
    }
    if TELLER.swap(sys::pid(), Relaxed) != sys::pid() {
        TOLD.iter().for_each(|word| word.store(0, Relaxed));
        TELLING.iter().for_each(|thread| thread.store(0, Relaxed));
    }
    if was_told(&record) || handler::may_be_in_one() {
        return;
    }
    // A handler may leave the call by siglongjmp, but must not leave malloc so, nor cancellation disabled.
    sys::without_signals(|| {
        cancel::disabled(|| {
            with_place(|| {
                let (word, bit) = place(&record);
                if stack::left().is_none_or(|left| left >= super::STACK_FOR_A_CAUSE)
                    && word.fetch_or(bit, Relaxed) & bit == 0
                {
                    guard((), || write(&record));
                }
            })
        })
    });
}

fn write(record: &Record) {
    use std::fmt::Write;
    let mut label = Text::of_capacity(32);
    let _ = write!(label, "leat[{}]: ", sys::pid());
    let mut line = Text::new();
    explain_record(record, super::depth(), Some(label.as_str()), &mut line);
    if !line.is_empty() {
        line.end_line();
        sys::write_unbuffered(line.as_str());
    }
}

/// Runs `body` unless this thread is telling already, or too many others are.
fn with_place(body: impl FnOnce()) {
    let thread = sys::thread();
    if TELLING.iter().any(|telling| telling.load(Relaxed) == thread) {
        return;
    }
    if let Some(mine) = TELLING.iter().find(|place| place.compare_exchange(0, thread, Acquire, Relaxed).is_ok()) {
        body();
        mine.store(0, Release);
    }
}

/// Where `TOLD` says it of this failure.
fn place(record: &Record) -> (&'static AtomicU64, u64) {
    // EAI codes are negative.
    let code = record.code.rem_euclid(WORDS as c_int * 64) as usize;
    let function = match (record.own, record.what) {
        (Some(own), _) => Call::ALL.len() + own as usize,
        (None, What::Call(call)) => call as usize,
        // Nobody but own functions refuses.
        (None, What::Refusal(_)) => 0,
    };
    (&TOLD[function * WORDS + code / 64], 1 << (code % 64))
}

/// Was a failure of this function with this error told?
pub(super) fn was_told(record: &Record) -> bool {
    let (word, bit) = place(record);
    word.load(Relaxed) & bit != 0
}
