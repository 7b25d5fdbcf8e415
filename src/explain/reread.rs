//! Names that the record lacks, or has only the end of.
//!
//! They are read where they were when the explanation is asked for, by a system call that an address of nothing does not
//! harm. Of a name that was too long for the record this is believed only if it still ends as the record says: as much as
//! that is more than two names have in common by chance. Of a name that was not recorded, because the error does not prove
//! that it was read, there is nothing to compare with: the call says that it is what is there now.

use super::call::Kind;
use super::facts::file::Bytes;
use super::facts::peek;
use super::failure::Failure;
use crate::boundary::record::{Copied, Missing, Space};

/// So many bytes of a name that was not recorded are shown in the call, about as many as of one that was.
const SHOWN: usize = 64;

/// The whole names, by their place among the failure's copies.
pub(super) struct Names([Option<Name>; 2]);

struct Name {
    index: usize,
    bytes: Bytes,
    is_recorded: bool,
}

impl Names {
    pub(super) fn of(failure: &Failure) -> Names {
        let mut names = [None, None];
        if failure.process.is_this() {
            let mut unrecorded = (0..failure.call.kinds().len()).filter_map(|index| unrecorded(failure, index));
            for (copy, name) in failure.copies.iter().zip(&mut names) {
                *name = match copy {
                    Some((index, copied)) => long(failure, *index, *copied),
                    None => unrecorded.next(),
                };
            }
        }
        Names(names)
    }

    /// The failure as its call is written: with the names that it lacks.
    pub(super) fn shown<'a>(&'a self, failure: &Failure<'a>) -> Failure<'a> {
        self.within(failure, |name| {
            let end = name.bytes.get(name.bytes.len().saturating_sub(SHOWN)..).unwrap_or_default();
            let missing = if end.len() < name.bytes.len() { Missing::Beginning } else { Missing::Nothing };
            (!name.is_recorded).then_some(Copied { bytes: end, missing })
        })
    }

    /// The failure as its cause is looked for: with whole names.
    pub(super) fn whole<'a>(&'a self, failure: &Failure<'a>) -> Failure<'a> {
        self.within(failure, |name| Some(Copied { bytes: &name.bytes, missing: Missing::Nothing }))
    }

    fn within<'a>(&'a self, failure: &Failure<'a>, copy_of: impl Fn(&'a Name) -> Option<Copied<'a>>) -> Failure<'a> {
        let mut failure = *failure;
        for (position, name) in self.0.iter().enumerate() {
            let Some(name) = name else { continue };
            if let (Some(copy), Some(copied)) = (failure.copies.get_mut(position), copy_of(name)) {
                *copy = Some((name.index, copied));
                failure.now |= if name.is_recorded { 0 } else { 1 << name.index };
            }
        }
        failure
    }
}

fn long(failure: &Failure, index: usize, copied: Copied) -> Option<Name> {
    if copied.missing != Missing::Beginning {
        return None;
    }
    let bytes = peek::string(failure.process, failure.word(index)).ok()?;
    let is_same = bytes.len() > copied.bytes.len() && bytes.ends_with(copied.bytes);
    is_same.then_some(Name { index, bytes, is_recorded: true })
}

fn unrecorded(failure: &Failure, index: usize) -> Option<Name> {
    let is_name = matches!(
        failure.kind(index)?,
        Kind::Path | Kind::SecondPath | Kind::SpawnPath | Kind::Text | Kind::ObjectName | Kind::QueueName
    );
    // An address that is to blame is what there is to be shown.
    let is_wanted = is_name && failure.space == Space::Errno && failure.code != libc::EFAULT;
    if !is_wanted || failure.copied(index).is_some() {
        return None;
    }
    let bytes = peek::string(failure.process, failure.word(index)).ok()?;
    Some(Name { index, bytes, is_recorded: false })
}
