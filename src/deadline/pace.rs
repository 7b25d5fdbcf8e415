//! Waiting for what nothing tells of: it is looked for after a while, then after twice as long, and so on.

use std::ffi::c_int;

use libc::{ETIMEDOUT, pollfd};

use super::{Deadline, wait};
use crate::boundary::error::Error;

pub(crate) struct Pace {
    next_ms: c_int,
    longest_ms: c_int,
}

impl Pace {
    pub(crate) const fn new(first_ms: c_int, longest_ms: c_int) -> Pace {
        Pace { next_ms: first_ms, longest_ms }
    }

    /// Until when to wait this time.
    pub(crate) fn part_of(&mut self, until: &Deadline) -> Deadline {
        let part = until.sooner(self.next_ms);
        self.next_ms = self.longest_ms.min(2 * self.next_ms);
        part
    }

    /// Waits until one of the descriptors is ready, as `wait::any`, or until it is time to look. Is one ready?
    pub(crate) fn wait(&mut self, fds: &mut [pollfd], until: &Deadline) -> Result<bool, Error> {
        match wait::any(fds, &self.part_of(until)) {
            Ok(_) => Ok(true),
            Err(error) if error.errno() != ETIMEDOUT => Err(error),
            Err(_) if until.is_over() => Err(until.over()),
            Err(_) => Ok(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use libc::EAGAIN;

    #[test]
    fn it_is_looked_again_until_the_time_is_over() {
        let mut pace = Pace::new(1, 4);
        assert!(!pace.wait(&mut [], &Deadline::none()).unwrap());
        assert_eq!(pace.next_ms, 2);
        let until = Deadline::after(20).unwrap();
        let over = loop {
            if let Err(error) = pace.wait(&mut [], &until) {
                break error;
            }
        };
        assert_eq!((over.errno(), pace.next_ms), (ETIMEDOUT, 4));
        assert_eq!(pace.wait(&mut [], &Deadline::now()).unwrap_err().errno(), EAGAIN);
    }
}
