//! What is explained: a call, its error, and its arguments.

use std::ffi::c_int;
use std::time::Duration;

use super::call::{Call, Kind, Words, word};
use super::constants::name_of;
use super::facts::process::Process;
use super::own::Own;
use crate::boundary::record::{Copied, Record, Space};
use crate::explain::facts::clock::Moment;

/// The most time that finding out facts may take.
const FACTS: Duration = Duration::from_millis(20);
/// The same where a holder is looked for among all processes.
const WALK: Duration = Duration::from_millis(200);

/// A failed call, which need not have been one of leat's, nor of this process.
#[derive(Clone, Copy)]
pub(crate) struct Failure<'a> {
    /// The own function that made the call.
    pub own: Option<Own>,
    pub call: Call,
    pub space: Space,
    /// An errno, or what else `space` says.
    pub code: c_int,
    /// The arguments, each as one word; signed ones are sign-extended.
    pub words: Words,
    /// What some of them pointed to, with the argument's index.
    pub copies: [Option<(usize, Copied<'a>)>; 2],
    /// Which arguments' copies were not made then, but when the explanation was asked for: a bit for each.
    pub now: u8,
    /// Whose call it was.
    pub process: Process,
    /// When the explanation was asked for.
    pub asked: Moment,
}

impl<'a> Failure<'a> {
    /// A failure of this process.
    pub(crate) fn new(call: Call, code: c_int, words: &[u64]) -> Failure<'a> {
        let words = std::array::from_fn(|index| words.get(index).copied().unwrap_or(0));
        let (process, asked) = (Process::this(), Moment::now());
        Failure { own: None, call, space: Space::Errno, code, words, copies: [None; 2], now: 0, process, asked }
    }

    pub(crate) fn from_record(record: &'a Record, call: Call) -> Failure<'a> {
        let words: Words = std::array::from_fn(|index| record.word(index));
        let mut copies = (0..record.len()).filter_map(|index| Some((index, record.copied(index)?)));
        let copies = std::array::from_fn(|_| copies.next());
        Failure { own: record.own, space: record.space, copies, ..Failure::new(call, record.code, &words) }
    }

    pub(crate) fn word(&self, index: usize) -> u64 {
        word(&self.words, index)
    }

    /// Argument number `index`, which is an int.
    pub(crate) fn int(&self, index: usize) -> c_int {
        self.word(index) as c_int
    }

    /// What argument number `index` pointed to, if that was copied.
    pub(crate) fn copied(&self, index: usize) -> Option<Copied<'a>> {
        self.copies.iter().flatten().find(|(of, _)| *of == index).map(|(_, copied)| *copied)
    }

    /// Is that copy of what was there when the explanation was asked for?
    pub(crate) fn is_now(&self, index: usize) -> bool {
        self.now >> index & 1 != 0
    }

    /// The whole string that argument number `index` pointed to: None if it was not copied, or not to its end.
    pub(crate) fn string(&self, index: usize) -> Option<&'a [u8]> {
        self.copied(index).filter(Copied::is_whole).map(|copied| copied.bytes)
    }

    /// What argument number `index` is; None if the call did not have it.
    pub(crate) fn kind(&self, index: usize) -> Option<Kind> {
        self.call.kind(index, &self.words)
    }

    /// Is an argument one of the constants that it should be one of?
    pub(crate) fn is_named(&self, index: usize) -> bool {
        matches!(self.kind(index), Some(Kind::OneOf(names)) if name_of(names, self.word(index)).is_some())
    }

    /// The index of the first argument for which `wanted` holds.
    pub(crate) fn index_of(&self, wanted: impl Fn(Kind) -> bool) -> Option<usize> {
        (0..self.call.kinds().len()).find(|&index| self.kind(index).is_some_and(&wanted))
    }

    /// Until when facts may be read.
    pub(crate) fn facts_until(&self) -> Moment {
        self.asked + FACTS
    }

    /// Until when a holder may be looked for among all processes.
    pub(crate) fn walk_until(&self) -> Moment {
        self.asked + WALK
    }
}
