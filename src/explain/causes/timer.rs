//! Which member of a time is wrong, or which clock.

use std::ffi::c_int;

use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::{Call, Kind};
use crate::explain::facts::caller::Caller;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::signals::{Disposition, Signals};
use crate::explain::failure::Failure;
use crate::explain::sentences::timer as say;
use crate::explain::structure::i64_at;

/// Seconds and their parts; two such pairs for a timer that goes off again.
struct Times {
    pairs: [Option<(i64, i64)>; 2],
    /// How many parts a second has.
    parts: i64,
}

fn times(failure: &Failure) -> Option<Times> {
    let is_time = |kind| matches!(kind, Kind::Time | Kind::MicroTime | Kind::IntervalTime);
    let index = failure.index_of(is_time)?;
    let copied = failure.copied(index)?;
    let at = |index: usize| {
        (copied.bytes.len() >= 8 * index + 16).then(|| (i64_at(copied, index), i64_at(copied, index + 1)))
    };
    let parts = match failure.kind(index)? {
        Kind::MicroTime => 1_000_000,
        Kind::IntervalTime if failure.call == Call::setitimer => 1_000_000,
        _ => 1_000_000_000,
    };
    Some(Times { pairs: [at(0), at(2)], parts })
}

pub(in crate::explain) fn interval(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::interval as say;
    let Times { pairs, parts } = times(failure)?;
    for (seconds, rest) in pairs.into_iter().flatten() {
        // Linux lets select have more than a second in tv_usec.
        let too_many = rest >= parts && failure.call != Call::select;
        if (rest < 0 || too_many) && parts == 1_000_000 {
            say::microseconds(answer, &rest);
        } else if rest < 0 || too_many {
            say::nanoseconds(answer, &rest);
        } else if seconds < 0 {
            say::seconds(answer, &seconds);
        } else {
            continue;
        }
        return Some(());
    }
    None
}

pub(in crate::explain) fn sleep(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let is_handled = |disposition| matches!(disposition, Disposition::Handled { .. });
    let handled = Signals::of(failure.process, is_handled).without_faults();
    if handled.is_empty() {
        say::sleep::no_handler(answer);
    } else {
        say::sleep::left(answer, &handled);
    }
    Some(())
}

pub(in crate::explain) fn clock(failure: &Failure, answer: &mut Answer) -> Option<()> {
    // Were the clock right, the time would be known.
    if times(failure).is_some() {
        return None;
    }
    if failure.int(0) == libc::CLOCK_THREAD_CPUTIME_ID {
        say::clock::own_thread(answer);
    } else {
        say::clock::unknown(answer, &Written(failure, 0));
    }
    Some(())
}

pub(in crate::explain) fn timer(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.int(1) & !(libc::TFD_CLOEXEC | libc::TFD_NONBLOCK) != 0 {
        say::timer::flags(answer, &Written(failure, 1));
    } else {
        say::timer::clock(answer, &Written(failure, 0));
    }
    Some(())
}

pub(in crate::explain) fn waking_clock(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let wakes = matches!(failure.int(0), libc::CLOCK_REALTIME_ALARM | libc::CLOCK_BOOTTIME_ALARM);
    let caller = Caller::of(failure.process)?;
    wakes.then(|| say::waking_clock::said(answer, &Written(failure, 0), &caller.who()))
}

const SETTING: c_int = libc::TFD_TIMER_ABSTIME | libc::TFD_TIMER_CANCEL_ON_SET;

pub(in crate::explain) fn timer_set(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::timer_set as say;
    if failure.int(1) & !SETTING != 0 {
        say::flags(answer, &Written(failure, 1));
        return Some(());
    }
    let descriptor = Descriptor::of(failure.process, failure.int(0)).ok()?;
    (!matches!(descriptor.what, What::TimerFd)).then(|| say::other(answer, &failure.int(0), &descriptor))
}

pub(in crate::explain) fn clock_changed(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::clock_changed::said(answer);
    Some(())
}

pub(in crate::explain) fn which(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let is_known = matches!(failure.int(0), 0..=2);
    (!is_known).then(|| say::which::unknown(answer, &failure.int(0)))
}
