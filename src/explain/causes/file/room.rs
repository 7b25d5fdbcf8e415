//! A file that may not grow, or not be changed.

use super::{has_content, target};
use crate::explain::answer::Answer;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::file;
use crate::explain::facts::limits::Limit;
use crate::explain::facts::memory::Kib;
use crate::explain::facts::mount::Room;
use crate::explain::failure::Failure;
use crate::explain::sentences::file as say;

pub(in crate::explain) fn too_large(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = target(failure);
    let limit = Limit::of(failure.process, libc::RLIMIT_FSIZE).ok()?.soft;
    match (&descriptor, limit.number()) {
        (_, Some(limit)) => {
            say::too_large::limit(answer, &limit);
            if let Some(descriptor) = &descriptor {
                say::too_large::size(answer, &descriptor.fd, descriptor, &descriptor.size);
            }
        }
        (Some(descriptor), None) if has_content(descriptor) => {
            say::too_large::system(answer, &descriptor.fd, descriptor);
        }
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn no_space(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::no_space as say;
    let descriptor = target(failure)?;
    let fd = descriptor.fd;
    if failure.code == libc::EDQUOT {
        say::quota(answer, &fd, &descriptor);
        return Some(());
    }
    if matches!(descriptor.what, What::CharacterDevice { .. } | What::BlockDevice { .. }) {
        say::device(answer, &fd, &descriptor);
        return Some(());
    }
    let room = room(&descriptor)?;
    // What is kept for root, or less than a block.
    if room.free < Kib(4) {
        say::full(answer, &fd, &descriptor, &room.size);
    } else {
        say::room_now(answer, &fd, &descriptor, &room.free, &room.size);
    }
    Some(())
}

/// The room of the file system of an open file.
fn room(descriptor: &Descriptor) -> Option<Room> {
    if descriptor.process.is_this() {
        return Room::of(descriptor.fd).ok();
    }
    None
}

pub(in crate::explain) fn append_only(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = target(failure).filter(has_content)?;
    let status = file::extended(format_args!("{}/fd/{}", failure.process, descriptor.fd)).ok()?;
    let kept = (libc::STATX_ATTR_IMMUTABLE | libc::STATX_ATTR_APPEND) as u64;
    if status.stx_attributes & kept == 0 {
        return None;
    }
    say::append_only::is(answer, &descriptor.fd, &descriptor);
    Some(())
}
