//! Names in directories: what is made, removed and renamed.

mod made;
mod owned;
mod refused;
mod room;

pub(in crate::explain) use made::{apart, exists, no_file, no_replacement, no_unlink, not_empty, read_only, running};
pub(in crate::explain) use owned::{
    frozen, keeps, no_device, no_fifos, no_link, no_symbolic_links, not_owner, owner_only, owner_only_open,
};
pub(in crate::explain) use refused::*;
pub(in crate::explain) use room::no_room;

use crate::explain::causes::path::{of, second};
use crate::explain::facts::path::Path;
use crate::explain::failure::Failure;

/// The first path among the arguments.
fn first<'a>(failure: &Failure<'a>) -> Option<Path<'a>> {
    let (directory, bytes) = of(failure)?;
    Path::new(failure.process, directory, bytes)
}

/// The path of what is made: the last.
fn new<'a>(failure: &Failure<'a>) -> Option<Path<'a>> {
    second(failure).or_else(|| first(failure))
}
