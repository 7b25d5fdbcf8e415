//! Whether a pipeline has failed: as bash with `pipefail` says, but for stages whose reader had enough.

use libc::SIGPIPE;

use crate::process::{Ended, How};

/// What has become of a pipeline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    /// The last stage that has failed, or is stopped.
    pub stage: Option<usize>,
    /// What has become of it; if none has failed, of the last.
    pub ended: Ended,
    pub user_us: i64,
    pub system_us: i64,
}

impl Verdict {
    /// Of the stages, as far as they are known, some of which are lines for the shell. There is at least one.
    pub(super) fn of(stages: &[Ended], is_line: impl Fn(usize) -> bool) -> Option<Verdict> {
        let fails = |(stage, ended): (usize, &Ended)| !is_success(ended) && !had_enough(ended, is_line(stage));
        let (last, before) = stages.split_last()?;
        let failed = match is_success(last) {
            false => Some(before.len()),
            true => before.iter().enumerate().rposition(fails),
        };
        let ended = failed.and_then(|index| stages.get(index)).unwrap_or(last);
        Some(Verdict::told(failed, ended, stages))
    }

    /// That stage is stopped, and those have ended.
    pub(super) fn stopped(stage: usize, stopped: &Ended, ended: &[Ended]) -> Verdict {
        Verdict::told(Some(stage), stopped, ended)
    }

    fn told(stage: Option<usize>, ended: &Ended, stages: &[Ended]) -> Verdict {
        let sum = |of: fn(&Ended) -> i64| stages.iter().map(of).fold(0, i64::saturating_add);
        Verdict { stage, ended: *ended, user_us: sum(|ended| ended.user_us), system_us: sum(|ended| ended.system_us) }
    }

    /// As if it were of one process.
    pub(super) fn ended_as_one(&self) -> Ended {
        Ended { user_us: self.user_us, system_us: self.system_us, ..self.ended }
    }
}

fn is_success(ended: &Ended) -> bool {
    ended.how == How::Exited && ended.code == 0
}

/// `yes | head`: who reads has ended, so nobody misses what was still to be written. A shell that has waited for the command says
/// by its status that a signal has ended it.
fn had_enough(ended: &Ended, is_line: bool) -> bool {
    match ended.how {
        How::Killed => ended.code == SIGPIPE,
        How::Exited => is_line && ended.code == 128 + SIGPIPE,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(how: How, code: i32) -> Ended {
        Ended { how, code, dumped_core: false, user_us: 1, system_us: 2, most_memory_kib: 0 }
    }

    #[test]
    fn the_last_failure_counts_but_not_who_wrote_to_nobody() {
        let fine = ended(How::Exited, 0);
        let (one, two) = (ended(How::Exited, 1), ended(How::Exited, 2));
        let (pipe, lost) = (ended(How::Killed, SIGPIPE), ended(How::Lost, 0));
        // Of which the first is a line for the shell.
        let told = ended(How::Exited, 128 + SIGPIPE);
        for (stages, expected) in [
            (&[fine, fine][..], None),
            (&[one, two, fine], Some(1)),
            (&[one, fine, two], Some(2)),
            (&[pipe, fine], None),
            (&[one, pipe, fine], Some(0)),
            (&[fine, pipe], Some(1)),
            (&[lost, fine], Some(0)),
            (&[told, fine], None),
            (&[one, told, fine], Some(1)),
            (&[told], Some(0)),
        ] {
            let verdict = Verdict::of(stages, |stage| stage == 0).unwrap();
            assert_eq!(verdict.stage, expected, "{stages:?}");
            assert_eq!(verdict.ended.code, stages[expected.unwrap_or(stages.len() - 1)].code);
            assert_eq!((verdict.user_us, verdict.system_us), (stages.len() as i64, 2 * stages.len() as i64));
        }
        assert!(Verdict::of(&[], |_| false).is_none());
    }
}
