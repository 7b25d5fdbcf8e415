//! How much a program may be given (fs/exec.c of Linux): of its name, its environment and its arguments each string, and all of
//! them together, with their NULs and a pointer to each.

use super::facts::limits::Limit;
use super::facts::memory::page_size;
use super::facts::process::Process;

/// In bytes.
pub(crate) struct Most {
    /// Of a string (MAX_ARG_STRLEN).
    pub string: u64,
    /// Of all.
    pub all: u64,
}

/// What is too much.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TooMuch {
    /// Which of the arguments, and how many bytes it has with its NUL.
    Argument(usize, u64),
    /// Which of the variables.
    Variable(usize, u64),
    /// The arguments, with the name, and the environment together.
    Both(u64, u64),
}

const PAGES: u64 = 32;
const LEAST: u64 = 128 << 10;
const MOST: u64 = 6 << 20;
const POINTER: u64 = size_of::<usize>() as u64;

impl Most {
    /// With that soft limit RLIMIT_STACK.
    pub(crate) fn of_stack(stack: u64) -> Most {
        Most { string: PAGES * page_size(), all: (stack / 4).clamp(LEAST, MOST) }
    }

    /// With the limit that this process has.
    pub(crate) fn here() -> Option<Most> {
        Some(Most::of_stack(Limit::of(Process::this(), libc::RLIMIT_STACK).ok()?.soft.0))
    }

    /// What is too much of strings that have so many bytes, with their NULs; None if that is something else, or how many one has is
    /// not known.
    pub(crate) fn exceeded(
        &self,
        name: u64,
        arguments: impl Iterator<Item = Option<u64>>,
        environment: impl Iterator<Item = Option<u64>>,
    ) -> Option<TooMuch> {
        let (mut first, mut second) = (name, 0);
        for (index, size) in arguments.enumerate() {
            let size = size?;
            if size > self.string {
                return Some(TooMuch::Argument(index, size));
            }
            first += size + POINTER;
        }
        for (index, size) in environment.enumerate() {
            let size = size?;
            if size > self.string {
                return Some(TooMuch::Variable(index, size));
            }
            second += size + POINTER;
        }
        (first + second > self.all).then_some(TooMuch::Both(first, second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_string_or_all_of_them() {
        let most = Most { string: 100, all: 300 };
        let of = |arguments: &[u64], environment: &[u64]| {
            most.exceeded(10, arguments.iter().copied().map(Some), environment.iter().copied().map(Some))
        };
        assert_eq!(of(&[100], &[100]), None);
        assert_eq!(of(&[100, 101], &[200]), Some(TooMuch::Argument(1, 101)));
        assert_eq!(of(&[100], &[101]), Some(TooMuch::Variable(0, 101)));
        assert_eq!(of(&[92, 92], &[82]), None);
        assert_eq!(of(&[92, 92], &[83]), Some(TooMuch::Both(210, 91)));
        assert_eq!(most.exceeded(1, [Some(400)].into_iter(), [None].into_iter()), Some(TooMuch::Argument(0, 400)));
        assert_eq!(most.exceeded(1, [None].into_iter(), [Some(400)].into_iter()), None);
    }

    #[test]
    fn a_quarter_of_the_stack() {
        for (stack, all) in [(0, 128 << 10), (8 << 20, 2 << 20), (u64::MAX, 6 << 20)] {
            assert_eq!(Most::of_stack(stack).all, all);
        }
    }
}
