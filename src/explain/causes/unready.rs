//! A descriptor that did not become ready in the time that an own function had.

use std::ffi::c_int;

use libc::EAGAIN;

use crate::explain::answer::Answer;
use crate::explain::call::Call;
use crate::explain::causes::pipe::{say_readers, say_writers};
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::holders::Holder;
use crate::explain::facts::pipe;
use crate::explain::failure::Failure;
use crate::explain::refusal::Refusal;
use crate::explain::sentences::descriptor as say_descriptor;

/// Adds to such a refusal what the descriptor is, and who has the other end of a pipe.
pub(in crate::explain) fn add_facts(which: Refusal, fd: i64, answer: &mut Answer) {
    let reads = match which {
        Refusal::not_readable_before | Refusal::not_readable_now => true,
        Refusal::not_writable_before | Refusal::not_writable_now => false,
        _ => return,
    };
    let failure = Failure::new(if reads { Call::read } else { Call::write }, EAGAIN, &[fd as u64]);
    let Ok(descriptor) = Descriptor::of(failure.process, fd as c_int) else { return };
    say_descriptor::at_last::is_now(answer, &fd, &descriptor);
    if !descriptor.is_pipe() {
        return;
    }
    let wanted = if reads { Holder::writes } else { Holder::reads };
    let Some(peers) = pipe::ends(&descriptor, wanted, failure.walk_until()).filter(|peers| peers.count > 0) else {
        return;
    };
    match reads {
        true => say_writers(answer, &peers),
        false => say_readers(answer, &peers),
    }
}
