//! The numbers that the descriptors of a child have: what is opened for it in the parent has others.

use std::ffi::c_int;

use crate::boundary::error::Error;
use crate::boundary::memory;

pub(crate) enum Targets {
    /// Standard input, output and error alone.
    Standard,
    /// In their order.
    All(Vec<c_int>),
}

const ERROR: c_int = libc::STDERR_FILENO;

impl Targets {
    pub(super) fn of(numbers: impl Iterator<Item = c_int> + Clone) -> Result<Targets, Error> {
        let mut all = memory::vector(numbers.clone().count())?;
        all.extend(numbers);
        all.sort_unstable();
        Ok(Targets::All(all))
    }

    /// The first number that is above all of them.
    pub(super) fn above_all(&self) -> c_int {
        let highest = match self {
            Targets::Standard => ERROR,
            Targets::All(all) => all.last().copied().unwrap_or(ERROR),
        };
        highest.saturating_add(1)
    }

    /// If that is one of them: the next number that is none.
    pub(super) fn free_above(&self, number: c_int) -> Option<c_int> {
        let all = match self {
            Targets::Standard => return (number <= ERROR).then_some(ERROR + 1),
            Targets::All(all) => all,
        };
        let from = all.binary_search(&number).ok()?;
        let run = (number..=c_int::MAX).zip(all.get(from..)?).take_while(|(next, target)| next == *target);
        run.last().map(|(last, _)| last.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_that_is_free() {
        let targets = Targets::of([9, 0, 2, 1, 7, 3, c_int::MAX].into_iter()).unwrap();
        for (number, free) in
            [(0, Some(4)), (3, Some(4)), (4, None), (7, Some(8)), (8, None), (9, Some(10)), (11, None)]
        {
            assert_eq!(targets.free_above(number), free);
        }
        assert_eq!(targets.free_above(c_int::MAX), Some(c_int::MAX));
        assert_eq!((targets.above_all(), Targets::Standard.above_all()), (c_int::MAX, 3));
        assert_eq!(Targets::of([7, 0].into_iter()).unwrap().above_all(), 8);
        assert_eq!([0, 2, 3].map(|number| Targets::Standard.free_above(number)), [Some(3), Some(3), None]);
    }
}
