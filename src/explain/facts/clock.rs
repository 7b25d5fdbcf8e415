//! How long looking for facts may take.
//!
//! What is bounded is the work: a thread that has to share its processor with others is not late because of them, until it
//! has taken ten times as long.

use std::ops::{Add, Sub};
use std::time::Duration;

use super::sys;

/// A moment in the life of this thread, to be compared with others of the same thread.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Moment(i64);

/// How much longer than its work a thread may take.
const WALL: i64 = 10;

impl Moment {
    /// The thread's processor time, and a part of the time that has passed for everybody.
    pub(crate) fn now() -> Moment {
        Moment(sys::nanoseconds(libc::CLOCK_THREAD_CPUTIME_ID) + sys::nanoseconds(libc::CLOCK_MONOTONIC) / WALL)
    }
}

impl Add<Duration> for Moment {
    type Output = Moment;

    fn add(self, time: Duration) -> Moment {
        Moment(self.0.saturating_add(i64::try_from(time.as_nanos()).unwrap_or(i64::MAX)))
    }
}

impl Sub<Duration> for Moment {
    type Output = Moment;

    fn sub(self, time: Duration) -> Moment {
        Moment(self.0.saturating_sub(i64::try_from(time.as_nanos()).unwrap_or(i64::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on_with_the_thread_and_with_the_time() {
        let start = Moment::now();
        while Moment::now() <= start + Duration::from_millis(1) {}
        let worked = Moment::now();
        assert!(worked > start && worked - Duration::from_secs(1) < start);
        std::thread::sleep(Duration::from_millis(50));
        assert!(Moment::now() >= worked + Duration::from_millis(5));
    }
}
