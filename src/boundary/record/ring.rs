//! Where the last few records of a thread are kept.
//!
//! A record must cost little and be safe to make wherever the failing call was, also in a signal handler that
//! interrupts a record being made, which a lock could not be. So the records are numbered, and number n goes into entry
//! n % 4:
//!
//! ```text
//!   this thread                               its signal handler
//!   ───────────                               ──────────────────
//!   entry 6%4 is unsealed
//!   newest = 6
//!   half of the words are written  ─────────> newest = 7; entry 7%4 is written and sealed
//!   the rest is written, and sealed <──────── returns
//!   newest is 7, not 6: write again as 8, so that the newest record is that of the newest failure
//! ```
//!
//! The seal is a hash of the words and their number, and an entry whose seal is not right does not exist. So nobody
//! reads what was interrupted half way: not the handler, not the thread that jumped out of the handler and never came
//! back to its entry, and not a second handler that finds the work of the first one half overwritten by the thread (a
//! handler that fails four times comes round to the entry it interrupted).

use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::sync::atomic::{AtomicU32, AtomicU64, compiler_fence};

/// How many records are kept.
const ENTRIES: usize = 4;
/// The size of a record.
pub(crate) const WORDS: usize = 12;

/// One thread's ring. Zeroes are an empty one. The atomics are for the handlers of the same thread: relaxed accesses,
/// and fences that cost the processor nothing, fix the order in which a handler sees them.
#[repr(C)]
pub(super) struct Ring {
    newest: AtomicU32,
    entries: [Entry; ENTRIES],
}

#[repr(C)]
struct Entry {
    seal: AtomicU64,
    words: [AtomicU64; WORDS],
}

const _: () = assert!(size_of::<Ring>() == 424, "csrc/ring.c reserves this many bytes");

/// The seal of an entry that does not exist.
const UNSEALED: u64 = 0;

impl Ring {
    /// Adds the newest record.
    pub(super) fn push(&self, words: &[u64; WORDS]) {
        self.push_stepwise(words, &|| ());
    }

    /// `step` is called wherever a signal handler may come in between.
    fn push_stepwise(&self, words: &[u64; WORDS], step: &impl Fn()) {
        loop {
            let number = self.newest.load(Relaxed).wrapping_add(1);
            step();
            let entry = self.entry(number);
            // First, or a handler's old record of this number might become the newest one.
            entry.seal.store(UNSEALED, Relaxed);
            compiler_fence(SeqCst);
            step();
            self.newest.store(number, Relaxed);
            compiler_fence(SeqCst);
            step();
            for (to, &word) in entry.words.iter().zip(words) {
                to.store(word, Relaxed);
                step();
            }
            entry.seal.store(seal(number, words), Relaxed);
            compiler_fence(SeqCst);
            step();
            // Each further round answers to a handler that has failed meanwhile.
            if self.newest.load(Relaxed) == number {
                return;
            }
        }
    }

    /// The records, from the newest to the oldest.
    pub(super) fn newest_first(&self) -> impl Iterator<Item = [u64; WORDS]> {
        let newest = self.newest.load(Relaxed);
        (0..ENTRIES as u32).filter_map(move |age| self.get(newest.wrapping_sub(age)))
    }

    /// The record of that number, unless it was never made, is overwritten or being written. Should a handler fail just
    /// now, it overwrites the oldest first: no record vanishes while an older one, which would be taken for it,
    /// remains.
    fn get(&self, number: u32) -> Option<[u64; WORDS]> {
        let entry = self.entry(number);
        let words = entry.words.each_ref().map(|word| word.load(Relaxed));
        (entry.seal.load(Relaxed) == seal(number, &words)).then_some(words)
    }

    pub(super) fn clear(&self) {
        for entry in &self.entries {
            entry.seal.store(UNSEALED, Relaxed);
        }
    }

    fn entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize % ENTRIES]
    }
}

/// Four lanes, which the processor does side by side, and then their fold. Each step is a bijection of what came before
/// and of the word, and none starts with 0: so zeroes are not the seal of zeroes, and two records that differ in one
/// word never have the same.
fn seal(number: u32, words: &[u64; WORDS]) -> u64 {
    let step = |seal: u64, word: u64| (seal ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    let mut lanes = [1 << 32 | u64::from(number); 4];
    for words in words.as_chunks::<4>().0 {
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = step(*lane, *word);
        }
    }
    lanes.into_iter().fold(1, step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    /// The steps of one push in one round.
    const STEPS: u32 = 4 + WORDS as u32;

    fn empty() -> Ring {
        Ring {
            newest: AtomicU32::new(0),
            entries: [const { Entry { seal: AtomicU64::new(0), words: [const { AtomicU64::new(0) }; WORDS] } };
                ENTRIES],
        }
    }

    /// A record that shows when it is mixed with another.
    fn sample(id: u64) -> [u64; WORDS] {
        [id; WORDS]
    }

    fn ids(ring: &Ring) -> Vec<u64> {
        let whole = |words: [u64; WORDS]| {
            assert_eq!(words, sample(words[0]), "a mixed record was read");
            words[0]
        };
        ring.newest_first().map(whole).collect()
    }

    /// Pushes `id`; at the given steps of it, counted through all rounds, the handler runs.
    fn push_interrupted(ring: &Ring, id: u64, steps: &[u32], handler: &dyn Fn()) {
        let count = Cell::new(0);
        ring.push_stepwise(&sample(id), &|| {
            if steps.contains(&count.replace(count.get() + 1)) {
                handler();
            }
        });
    }

    #[test]
    fn the_last_four_are_kept() {
        let ring = empty();
        assert!(ids(&ring).is_empty());
        for id in 1..=6 {
            ring.push(&sample(id));
        }
        assert_eq!(ids(&ring), [6, 5, 4, 3]);
        ring.clear();
        assert!(ids(&ring).is_empty());
        ring.push(&sample(7));
        assert_eq!(ids(&ring), [7]);
    }

    #[test]
    fn a_record_of_zeroes_is_a_record() {
        let ring = empty();
        ring.push(&sample(0));
        assert_eq!(ids(&ring), [0]);
    }

    #[test]
    fn numbers_wrap_around() {
        let ring = empty();
        ring.newest.store(u32::MAX - 2, Relaxed);
        for id in 1..=6 {
            ring.push(&sample(id));
        }
        assert_eq!(ring.newest.load(Relaxed), 3);
        assert_eq!(ids(&ring), [6, 5, 4, 3]);
    }

    #[test]
    fn interrupted_anywhere_by_any_number_of_failures_the_newest_is_the_interrupted_one() {
        for step in 0..STEPS {
            for failures in 1..=2 * ENTRIES as u64 + 1 {
                let ring = empty();
                (1..=4).for_each(|id| ring.push(&sample(id)));
                push_interrupted(&ring, 5, &[step], &|| {
                    for id in 100..100 + failures {
                        ring.push(&sample(id));
                        assert_eq!(ids(&ring)[0], id, "step {step}");
                    }
                });
                assert_eq!(ids(&ring)[0], 5, "step {step}, {failures} failures");
                ring.push(&sample(6));
                assert_eq!(ids(&ring)[..2], [6, 5], "step {step}, {failures} failures");
            }
        }
    }

    #[test]
    fn a_second_handler_never_reads_what_the_first_and_the_thread_wrote_over_each_other() {
        for first in 0..STEPS {
            for second in first + 1..STEPS {
                let ring = empty();
                let handlers = Cell::new(0);
                push_interrupted(&ring, 5, &[first, second], &|| {
                    // ids() fails the test if it meets a mixture.
                    ids(&ring);
                    handlers.set(handlers.get() + 1);
                    if handlers.get() == 1 {
                        (100..104).for_each(|id| ring.push(&sample(id)));
                    }
                });
                assert_eq!((ids(&ring)[0], handlers.get()), (5, 2), "steps {first} and {second}");
            }
        }
    }

    #[test]
    fn handlers_interrupt_handlers() {
        for outer in 0..STEPS {
            for inner in 0..STEPS {
                let ring = empty();
                push_interrupted(&ring, 5, &[outer], &|| {
                    push_interrupted(&ring, 100, &[inner], &|| (200..203).for_each(|id| ring.push(&sample(id))));
                    assert_eq!(ids(&ring)[0], 100, "steps {outer} and {inner}");
                });
                assert_eq!(ids(&ring)[0], 5, "steps {outer} and {inner}");
            }
        }
    }

    #[test]
    fn a_jump_out_of_a_handler_leaves_no_half_record() {
        for step in 0..STEPS {
            for failures in 0..=ENTRIES as u64 {
                let ring = empty();
                ring.push(&sample(1));
                let jump = catch_unwind(AssertUnwindSafe(|| {
                    push_interrupted(&ring, 2, &[step], &|| {
                        (100..100 + failures).for_each(|id| ring.push(&sample(id)));
                        resume_unwind(Box::new(()));
                    });
                }));
                assert!(jump.is_err());
                // The abandoned record is there or not, but whole; the next is as always.
                ids(&ring);
                ring.push(&sample(3));
                assert_eq!(ids(&ring)[0], 3, "step {step}");
            }
        }
    }

    #[test]
    fn no_stale_record_of_a_handler_becomes_the_newest() {
        for step in 0..STEPS {
            let ring = empty();
            // The handler numbers 1 to 4, then the thread stores its own 1: 2 to 4 are there, but not yet.
            push_interrupted(&ring, 1, &[0], &|| (100..104).for_each(|id| ring.push(&sample(id))));
            let jump = catch_unwind(AssertUnwindSafe(|| {
                push_interrupted(&ring, 2, &[step], &|| resume_unwind(Box::new(())));
            }));
            assert!(jump.is_err());
            assert!(ids(&ring).iter().all(|id| [1, 2].contains(id)), "step {step}: {:?}", ids(&ring));
        }
    }
}
