//! The content of files, and transfers in general.

mod place;
mod room;
mod transfer;

pub(in crate::explain) use place::{no_allocation, no_data, no_length, no_range, no_such_mode, position_refused};
pub(in crate::explain) use room::{append_only, no_space, too_large};
pub(in crate::explain) use transfer::{copy_refused, directory, send_refused, terminal, transfer_refused};

use super::descriptor::{all, first};
use crate::explain::answer::Answer;
use crate::explain::argument::Written;
use crate::explain::call::Call;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::limits::Limit;
use crate::explain::failure::Failure;
use crate::explain::sentences::file as say;

/// What the call writes to: the last descriptor, but of sendfile the first.
fn target(failure: &Failure) -> Option<Descriptor> {
    let fd = match failure.call {
        Call::sendfile => failure.int(0),
        _ => all(failure).last()?.1,
    };
    Descriptor::of(failure.process, fd).ok()
}

/// Has its file a content of its own, as regular files do?
fn has_content(descriptor: &Descriptor) -> bool {
    matches!(descriptor.what, What::File { .. } | What::Memory { .. } | What::BlockDevice { .. })
}

pub(in crate::explain) fn no_sync(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let descriptor = first(failure).filter(|descriptor| !has_content(descriptor))?;
    say::no_sync::kind(answer, &descriptor.fd, &descriptor);
    Some(())
}

pub(in crate::explain) fn too_many_to_poll(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let limit = Limit::of(failure.process, libc::RLIMIT_NOFILE).ok()?.soft;
    if failure.word(1) <= limit.0 {
        return None;
    }
    say::too_many_to_poll::count(answer, &Written(failure, 1), &limit);
    Some(())
}

pub(in crate::explain) fn no_select(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let count = failure.int(0);
    if count >= 0 {
        return None;
    }
    say::no_select::count(answer, &count);
    Some(())
}

pub(in crate::explain) fn copy_apart(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::copy_apart::any(answer);
    Some(())
}

pub(in crate::explain) fn event_flags(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::event_flags::unknown(answer, &Written(failure, 1));
    Some(())
}
