//! A file system that is full.

use super::new;
use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::facts::memory::Kib;
use crate::explain::facts::mount::Room;
use crate::explain::facts::path::parent;
use crate::explain::failure::Failure;
use crate::explain::sentences::entry as say;

pub(in crate::explain) fn no_room(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let path = new(failure)?;
    let shown = Quoted(path.bytes);
    if failure.code == libc::EDQUOT {
        say::no_room::quota(answer, &shown);
        return Some(());
    }
    let room = Room::at_pieces(&path.pieces(parent(path.bytes))).ok()?;
    match room.files {
        Some((0, count)) => say::no_room::files(answer, &shown, &count),
        _ if room.free == Kib(0) => say::no_room::full(answer, &shown, &room.size),
        _ => say::no_room::room_now(answer, &shown, &room.free, &room.size),
    }
    Some(())
}
