//! Positions and lengths.

use super::{first, has_content};
use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::facts::open_file;
use crate::explain::failure::Failure;
use crate::explain::sentences::file as say;

pub(in crate::explain) fn no_length(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let length = failure.word(1) as i64;
    if length < 0 {
        say::no_length::negative(answer, &length);
        return Some(());
    }
    let descriptor = first(failure)?;
    if !has_content(&descriptor) {
        say::no_length::kind(answer, &descriptor.fd, &descriptor);
    } else if !descriptor.writes() {
        say::no_length::read_only(answer, &descriptor.fd, &descriptor);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn no_range(failure: &Failure, answer: &mut Answer) -> Option<()> {
    // fallocate has the mode in front.
    let at = failure.call.kinds().len() - 2;
    let (offset, length) = (failure.word(at) as i64, failure.word(at + 1) as i64);
    if offset >= 0 && length > 0 {
        return None;
    }
    say::no_range::range(answer, &offset, &length);
    Some(())
}

pub(in crate::explain) fn no_allocation(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = first(failure).filter(|descriptor| !has_content(descriptor))?;
    say::no_allocation::kind(answer, &descriptor.fd, &descriptor);
    Some(())
}

pub(in crate::explain) fn no_such_mode(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::no_such_mode as say;
    let keeping = libc::FALLOC_FL_KEEP_SIZE;
    match failure.int(1) {
        libc::FALLOC_FL_PUNCH_HOLE => say::alone(answer),
        mode if (mode & !keeping).count_ones() > 1 => {
            say::no_mode(answer, &Written(failure, 1));
        }
        _ => {
            let descriptor = first(failure)?;
            say::mode(answer, &descriptor.fd, &descriptor, &Written(failure, 1));
        }
    }
    Some(())
}

pub(in crate::explain) fn position_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::position_refused as say;
    let offset = failure.word(1) as i64;
    match failure.int(2) {
        _ if !failure.is_named(2) => say::whence(answer, &Written(failure, 2)),
        libc::SEEK_SET if offset < 0 => say::from_start(answer, &offset),
        libc::SEEK_CUR => {
            let position = open_file::position(failure.process, failure.int(0)).ok()?;
            if position.saturating_add(offset) >= 0 {
                return None;
            }
            say::from_here(answer, &offset, &position);
        }
        libc::SEEK_END => {
            let size = first(failure)?.size;
            if size.saturating_add(offset) >= 0 {
                return None;
            }
            say::from_end(answer, &offset, &size);
        }
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn no_data(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if !matches!(failure.int(2), libc::SEEK_DATA | libc::SEEK_HOLE) {
        return None;
    }
    say::no_data::after(answer, &(failure.word(1) as i64), &first(failure)?.size);
    Some(())
}
