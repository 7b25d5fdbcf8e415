//! Names that were too long for the record, of which it has the end.
//!
//! The name is read once more where it was, by a system call that an address of nothing does not harm, and believed only if
//! it still ends as the record says: as much as that is more than two names have in common by chance.

use super::facts::file::Bytes;
use super::facts::peek;
use super::failure::Failure;
use crate::boundary::record::{Copied, Missing};

/// The whole names, by their place among the failure's copies.
pub(super) struct LongNames([Option<Bytes>; 2]);

impl LongNames {
    pub(super) fn of(failure: &Failure) -> LongNames {
        LongNames(failure.copies.map(|copy| copy.and_then(|(index, copied)| again(failure, index, copied))))
    }

    /// The failure with them.
    pub(super) fn within<'a>(&'a self, failure: &Failure<'a>) -> Failure<'a> {
        let mut failure = *failure;
        for (copy, name) in failure.copies.iter_mut().zip(&self.0) {
            if let (Some((_, copied)), Some(name)) = (copy, name) {
                *copied = Copied { bytes: name, missing: Missing::Nothing };
            }
        }
        failure
    }
}

fn again(failure: &Failure, index: usize, copied: Copied) -> Option<Bytes> {
    if copied.missing != Missing::Beginning || !failure.process.is_this() {
        return None;
    }
    let name = peek::string(failure.process, failure.word(index)).ok()?;
    (name.len() > copied.bytes.len() && name.ends_with(copied.bytes)).then_some(name)
}
