//! Ending what runs, more and more firmly.

use std::ffi::c_int;

use libc::{EAGAIN, ETIMEDOUT, SIGCONT, SIGKILL, SIGTERM};

use super::run::Runs;
use crate::boundary::error::Error;
use crate::deadline::Deadline;
use crate::deadline::pace::Pace;

/// How long it may end by itself, upon SIGTERM, and upon SIGKILL, in milliseconds; LEAT_FOREVER.
pub(crate) struct Ladder {
    pub wait_ms: c_int,
    pub term_ms: c_int,
    pub kill_ms: c_int,
}

/// Nothing tells when a group is empty.
const GROUP_PACE: Pace = Pace::new(5, 5);

impl Ladder {
    /// Ends it, and its group where that is its own. If it ends by itself its group is left alone.
    pub(crate) fn end<R: Runs>(&self, it: &R) -> Result<R::End, Error> {
        let by_itself = Deadline::named(self.wait_ms, "wait_ms")?;
        Deadline::named(self.term_ms, "term_ms")?;
        Deadline::named(self.kill_ms, "kill_ms")?;
        if let Some(end) = patiently(it.wait_for_end(&by_itself))? {
            return Ok(end);
        }
        let terminated = Deadline::after(self.term_ms)?;
        it.kill_all(SIGTERM)?;
        // Who is stopped would not see it.
        it.kill_all(SIGCONT)?;
        wait_for_group(it, &terminated)?;
        let killed = Deadline::after(self.kill_ms)?;
        // Whoever is left. Nobody is reaped yet, so the number of the group is not another's.
        it.kill_all(SIGKILL)?;
        it.wait_for_end(&killed)
    }
}

/// Waits until it has ended, without reaping it, and so have the others of its group; or until the time is over.
fn wait_for_group(it: &impl Runs, until: &Deadline) -> Result<(), Error> {
    let mut pace = GROUP_PACE;
    if it.wait_unreaped(until)? {
        while it.group_lives() && patiently(pace.wait(&mut [], until))?.is_some() {}
    }
    Ok(())
}

/// None if the time was over.
pub(crate) fn patiently<T>(result: Result<T, Error>) -> Result<Option<T>, Error> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.errno(), EAGAIN | ETIMEDOUT) => Ok(None),
        Err(error) => Err(error),
    }
}
