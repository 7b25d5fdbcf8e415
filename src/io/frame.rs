//! Frames: messages in a stream of bytes, each behind its size.

use std::ffi::c_int;

use libc::EMSGSIZE;

use super::parts::{Parts, part};
use super::transfer;
use crate::boundary::error::Error;
use crate::deadline::Deadline;
use crate::explain::refuse;

/// The size, with the highest byte first.
pub(crate) const HEADER: usize = 4;

pub(super) fn write(fd: c_int, data: &[u8], until: &Deadline) -> Result<(), Error> {
    let Ok(size) = u32::try_from(data.len()) else {
        return Err(Error::refused(EMSGSIZE, refuse::value("size", data.len() as i64, 0, i64::from(u32::MAX))));
    };
    let header = size.to_be_bytes();
    let mut moved = 0;
    transfer::writev_all(fd, Parts::new(&[part(&header), part(data)])?, until, &mut moved)
}
