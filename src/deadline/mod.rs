//! Until when a call may block: the time that it was given, and the stop that is attached to its thread.
//!
//! A blocking own function makes one `Deadline` when it is entered, and whatever it then does, and however often it is
//! interrupted by signals, that is its end:
//!
//! ```text
//!   timeout_ms   what blocks            when it is over
//!   -1           for ever               never
//!   0            nothing                EAGAIN
//!   n            n ms from the entry    ETIMEDOUT
//!                                       and ECANCELED whenever the stop is thrown
//! ```

pub(crate) mod ffi;
pub(crate) mod pace;
pub(crate) mod wait;

mod sys;

use std::ffi::c_int;

use libc::{EAGAIN, ECANCELED, EINVAL, ETIMEDOUT};

use crate::boundary::error::Error;
use crate::explain::refuse;
use crate::stop::{self, Attached};

/// The end of a call that may block.
pub(crate) struct Deadline {
    limit: Limit,
    stop: Option<Attached>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Limit {
    Forever,
    Immediate,
    At {
        /// On the monotonic clock.
        nanoseconds: i64,
        given_ms: c_int,
    },
}

/// In base.h, too.
pub(crate) const LEAT_FOREVER: c_int = -1;
const MILLISECOND: i64 = 1_000_000;

impl Deadline {
    /// So many milliseconds from now.
    pub(crate) fn after(timeout_ms: c_int) -> Result<Deadline, Error> {
        Deadline::named(timeout_ms, "timeout_ms")
    }

    /// The same, of a parameter of that name.
    pub(crate) fn named(timeout_ms: c_int, name: &'static str) -> Result<Deadline, Error> {
        let limit = match timeout_ms {
            LEAT_FOREVER => Limit::Forever,
            0 => Limit::Immediate,
            1.. => Limit::At {
                nanoseconds: sys::now().saturating_add(i64::from(timeout_ms) * MILLISECOND),
                given_ms: timeout_ms,
            },
            _ => return Err(Error::refused(EINVAL, refuse::timeout(name, i64::from(timeout_ms)))),
        };
        Ok(Deadline { limit, stop: stop::attached() })
    }

    /// Never over, whatever is thrown: for what must be done to its end, and does not last.
    pub(crate) fn none() -> Deadline {
        Deadline { limit: Limit::Forever, stop: None }
    }

    /// Over at once: for what must not wait now.
    pub(crate) fn now() -> Deadline {
        Deadline { limit: Limit::Immediate, stop: None }
    }

    /// So many milliseconds from now at most: a part of a call with its own limit.
    pub(crate) fn sooner(&self, ms: c_int) -> Deadline {
        let part = sys::now().saturating_add(i64::from(ms) * MILLISECOND);
        let limit = match self.limit {
            Limit::At { nanoseconds, .. } if nanoseconds <= part => self.limit,
            Limit::Immediate => Limit::Immediate,
            _ => Limit::At { nanoseconds: part, given_ms: ms },
        };
        Deadline { limit, stop: self.stop.clone() }
    }

    /// May it block for ever? Then a system call that cannot be ended may be made.
    pub(crate) fn is_patient(&self) -> bool {
        self.limit == Limit::Forever && self.stop.is_none()
    }

    /// Must it not block at all?
    pub(crate) fn is_immediate(&self) -> bool {
        self.limit == Limit::Immediate
    }

    /// The milliseconds that were given.
    pub(crate) fn given_ms(&self) -> i64 {
        match self.limit {
            Limit::Forever => i64::from(LEAT_FOREVER),
            Limit::Immediate => 0,
            Limit::At { given_ms, .. } => i64::from(given_ms),
        }
    }

    /// Has the stop been thrown?
    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| stop.is_thrown())
    }

    /// Is the time over? (An immediate call has none, and may still do what does not block.)
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.limit, Limit::At { nanoseconds, .. } if sys::now() >= nanoseconds)
    }

    /// May nothing be waited for, as there was no time, or is none any more?
    pub(crate) fn has_no_time(&self) -> bool {
        self.is_immediate() || self.is_over()
    }

    /// ECANCELED if the stop was thrown: what is asked before each step of work that need not block.
    pub(crate) fn check_stop(&self) -> Result<(), Error> {
        if self.is_stopped() { Err(Deadline::stopped()) } else { Ok(()) }
    }

    /// ECANCELED if the stop was thrown, ETIMEDOUT if the time is over.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.check_stop()?;
        if self.is_over() { Err(self.over()) } else { Ok(()) }
    }

    /// The failure of what would have to wait longer: ETIMEDOUT, or EAGAIN where there was no time at all.
    pub(crate) fn over(&self) -> Error {
        match self.limit {
            Limit::At { given_ms, .. } => Error::refused(ETIMEDOUT, refuse::timed_out(i64::from(given_ms))),
            Limit::Forever | Limit::Immediate => Error::refused(EAGAIN, refuse::would_block()),
        }
    }

    fn stopped() -> Error {
        Error::refused(ECANCELED, refuse::stopped())
    }

    /// What is left of the time, as poll(2) takes it; -1 for ever.
    fn left_ms(&self) -> c_int {
        match self.limit {
            Limit::Forever => LEAT_FOREVER,
            Limit::Immediate => 0,
            Limit::At { nanoseconds, .. } => ms_until(nanoseconds),
        }
    }
}

/// The milliseconds until then, of which a part is a whole one; 0 if that is over.
fn ms_until(nanoseconds: i64) -> c_int {
    let left = nanoseconds.saturating_sub(sys::now()).max(0);
    c_int::try_from(left / MILLISECOND + i64::from(left % MILLISECOND != 0)).unwrap_or(c_int::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits() {
        assert_eq!(Deadline::after(-2).map(|_| ()).unwrap_err().errno(), EINVAL);
        assert!(Deadline::after(-1).unwrap().is_patient());
        assert!(Deadline::after(c_int::MAX).unwrap().check().is_ok());
        let now = Deadline::after(0).unwrap();
        assert!(now.is_immediate() && now.check().is_ok());
        assert_eq!(now.over().errno(), EAGAIN);
        let soon = Deadline::after(1).unwrap();
        while !soon.is_over() {}
        assert_eq!(soon.check().unwrap_err().errno(), ETIMEDOUT);
        assert!(soon.sooner(c_int::MAX).is_over());
        assert!(!Deadline::none().sooner(c_int::MAX).is_over());
    }
}
