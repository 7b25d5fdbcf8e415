//! Deadlines that are no times, and those that passed.

use std::fmt;

use crate::explain::answer::Answer;
use crate::explain::call::{Call, Kind};
use crate::explain::causes::posix_mq::{Name, queue};
use crate::explain::causes::sync;
use crate::explain::facts::past::{Ago, now};
use crate::explain::failure::Failure;
use crate::explain::sentences::deadline as say;
use crate::explain::structure::i64_at;

/// The deadline: seconds and nanoseconds.
fn given(failure: &Failure) -> Option<(i64, i64)> {
    let index = failure.index_of(|kind| matches!(kind, Kind::Time))?;
    let copied = failure.copied(index).filter(|copied| copied.bytes.len() >= 16)?;
    Some((i64_at(copied, 0), i64_at(copied, 1)))
}

pub(in crate::explain) fn invalid(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::invalid as say;
    let clocks = [libc::CLOCK_REALTIME, libc::CLOCK_MONOTONIC];
    if failure.call == Call::sem_clockwait && !clocks.contains(&failure.int(1)) {
        say::clock(answer);
        return Some(());
    }
    match given(failure)? {
        (_, fraction) if !(0..1_000_000_000).contains(&fraction) => say::fraction(answer, &fraction),
        (seconds @ ..0, _) => say::negative(answer, &seconds),
        _ => return None,
    }
    Some(())
}

/// The end of 2001: no program that sets a deadline by the time of day sets an earlier one, and no interval is so long.
const LONG_PAST: i64 = 1_000_000_000;

pub(in crate::explain) fn passed(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::passed as say;
    let by_time_of_day = failure.call != Call::sem_clockwait || failure.int(1) == libc::CLOCK_REALTIME;
    let what = match failure.call {
        Call::mq_timedsend => "there was no room in the queue before",
        Call::mq_timedreceive => "no message came before",
        Call::sem_timedwait | Call::sem_clockwait => "the semaphore's value stayed 0 until",
        Call::pthread_mutex_timedlock => "the mutex was not unlocked before",
        _ => "the condition was not signalled before",
    };
    match given(failure).filter(|_| by_time_of_day) {
        // The clock of a condition may be another.
        Some((seconds, fraction)) if seconds < LONG_PAST && failure.call != Call::pthread_cond_timedwait => {
            say::interval(answer, &Seconds(seconds, fraction));
            return Some(());
        }
        Some((seconds, _)) if seconds >= LONG_PAST && seconds <= now() => {
            say::waited_until(answer, &what, &Ago(seconds));
        }
        _ => say::waited(answer, &what),
    }
    if failure.call == Call::pthread_mutex_timedlock {
        if let Some(owner) = sync::holder(failure) {
            say::holder(answer, &owner);
        }
        return Some(());
    }
    match (failure.call, queue(failure)) {
        (Call::mq_timedsend, Some((queue, fd))) if queue.is_full() => {
            say::queue_full(answer, &Name(&fd), &queue.messages, &queue.maxmsg);
        }
        (Call::mq_timedreceive, Some((queue, fd))) if queue.messages == 0 => say::queue_empty(answer, &Name(&fd)),
        _ => (),
    }
    Some(())
}

/// A time with its fraction: `5`, `0.25`, `-1`.
struct Seconds(i64, i64);

impl fmt::Display for Seconds {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Seconds(seconds, mut fraction) = *self;
        write!(to, "{seconds}")?;
        if seconds >= 0 && (1..1_000_000_000).contains(&fraction) {
            let mut digits = 9;
            while fraction % 10 == 0 {
                (fraction, digits) = (fraction / 10, digits - 1);
            }
            write!(to, ".{fraction:0digits$}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundary::record::{Copied, Missing};
    use crate::explain::text::Text;
    use crate::explain::{Depth, explain};

    fn explained(call: Call, words: &[u64], deadline: (i64, i64)) -> String {
        let bytes = [deadline.0.to_ne_bytes(), deadline.1.to_ne_bytes()].concat();
        let index = Failure::new(call, libc::ETIMEDOUT, words).index_of(|kind| matches!(kind, Kind::Time)).unwrap();
        let mut failure = Failure::new(call, libc::ETIMEDOUT, words);
        failure.copies[0] = Some((index, Copied { bytes: &bytes, missing: Missing::Nothing }));
        let mut text = Text::new();
        explain(&failure, Depth::Cause, None, &mut text);
        text.as_str().replace('\n', " ")
    }

    #[test]
    fn an_interval_in_the_place_of_a_deadline() {
        let text = explained(Call::sem_timedwait, &[1, 2], (5, 0));
        assert!(text.contains("the deadline is 5 seconds after the beginning of 1970"), "{text}");
        let text = explained(Call::pthread_mutex_timedlock, &[1, 2], (0, 250_000_000));
        assert!(text.contains("the deadline is 0.25 seconds after"), "{text}");
        // A time of CLOCK_MONOTONIC is small.
        let text = explained(Call::sem_clockwait, &[1, libc::CLOCK_MONOTONIC as u64, 2], (5, 0));
        assert!(text.contains("the semaphore's value stayed 0 until the deadline."), "{text}");
        let text = explained(Call::sem_timedwait, &[1, 2], (now() - 300, 0));
        assert!(
            text.contains("the semaphore's value stayed 0 until the deadline, which passed 5 minutes ago."),
            "{text}"
        );
    }

    #[test]
    fn seconds_with_their_fraction() {
        for ((seconds, fraction), text) in
            [((5, 0), "5"), ((0, 250_000_000), "0.25"), ((2, 1), "2.000000001"), ((-1, 5), "-1"), ((1, -5), "1")]
        {
            assert_eq!(Seconds(seconds, fraction).to_string(), text);
        }
    }
}
