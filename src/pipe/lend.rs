//! Lending memory to a pipe.
//!
//! vmsplice(2) puts the pages themselves into the pipe, and the kernel tells nobody when a reader has taken them out: poll(2)
//! says that there is room, never that a pipe is empty. But a pipe is a queue of a fixed number of pages. So only what
//! comes before the last pipeful is lent, and the last is written, which copies it: when all of that is in, nothing else is.
//!
//! ```text
//!   data   │ lent ............................ │ written: as much as the pipe holds │
//!
//!   pipe                          ◁ reader │ w │ w │ w │ w │ w │ w │ w │ w │ ◁ full of copies: what was lent has left it
//! ```
//!
//! That holds whoever else writes, as others' bytes take room too, and across several calls, as each lends only what leaves
//! a pipeful to come.

use std::ffi::c_int;

use libc::{EAGAIN, EINTR, EPIPE, O_ACCMODE, O_DIRECT, O_RDONLY, POLLOUT};

use super::sys;
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::sigpipe;
use crate::deadline::pace::Pace;
use crate::deadline::{Deadline, wait};
use crate::io::transfer;

/// What makes lending worthwhile: in a smaller pipe each pipeful costs the writer and the reader a turn of waking.
const ROOMY: c_int = 512 << 10;
/// A pipe is made roomy for no less.
const MUCH: usize = 4 * ROOMY as usize;

/// Moves all of the data into the pipe, by lending what can be lent. `moved` is how much of it is in the pipe or has left it.
/// When it succeeds the kernel does not look at the data any more.
pub(crate) fn lend(fd: c_int, data: &[u8], until: &Deadline, moved: &mut usize) -> Result<(), Error> {
    let capacity = capacity_for(fd, data.len());
    let lendable = capacity.map_or(0, |capacity| data.len().saturating_sub(capacity));
    if lendable != 0 {
        let part = data.get(..lendable).unwrap_or_default();
        sigpipe::withheld(|| lend_part(fd, part, until, moved), |error| error.errno() == EPIPE)?;
    }
    let lent = *moved != 0;
    let (before, mut written) = (*moved, 0);
    let result = transfer::write_all(fd, data.get(before..).unwrap_or_default(), until, &mut written);
    *moved += written;
    result?;
    match capacity {
        Some(capacity) if lent => settle(fd, capacity, until),
        _ => Ok(()),
    }
}

/// What the pipe holds, after it was made roomy for much data if it may be. None: nothing can be lent to it, as it is none,
/// not its end to write to, or one of packets.
fn capacity_for(fd: c_int, size: usize) -> Option<usize> {
    let capacity = sys::capacity(fd).ok()?;
    let flags = sys::flags(fd).ok()?;
    // From an end to read from vmsplice would read, into the data.
    if flags & O_ACCMODE == O_RDONLY || flags & O_DIRECT != 0 {
        return None;
    }
    let roomier = [ROOMY, ROOMY / 2, ROOMY / 4].into_iter().filter(|roomier| size >= MUCH && *roomier > capacity);
    let capacity = roomier.filter_map(|roomier| sys::set_capacity(fd, roomier).ok()).next().unwrap_or(capacity);
    usize::try_from(capacity).ok()
}

/// Lends that, or as much of it as the kernel will: it may not have the call, or not for this kind of memory.
fn lend_part(fd: c_int, data: &[u8], until: &Deadline, moved: &mut usize) -> Result<(), Error> {
    let mut waits = until.is_patient();
    while let Some(rest @ [_, ..]) = data.get(*moved..) {
        until.check()?;
        match sys::lend(fd, rest, waits) {
            Ok(count) => *moved += count,
            Err(Errno(EINTR)) => {}
            // A patient call comes here if somebody has made the open file non-blocking.
            Err(Errno(EAGAIN)) => {
                waits = false;
                if until.is_immediate() {
                    return Err(wait::not_ready(fd, POLLOUT, until));
                }
                wait::ready(fd, POLLOUT, until)?;
            }
            Err(errno @ Errno(EPIPE)) => return Err(errno.of(step!(vmsplice(fd, rest.as_ptr(), 1, 0)))),
            Err(_) => break,
        }
    }
    Ok(())
}

/// Somebody may have enlarged the pipe meanwhile, so that not all of it is copies now. Of that there is no event; it is looked
/// at from time to time.
fn settle(fd: c_int, copied: usize, until: &Deadline) -> Result<(), Error> {
    let mut pace = Pace::new(1, 16);
    while sys::capacity(fd).is_ok_and(|capacity| capacity as usize > copied)
        && sys::queued(fd).is_ok_and(|queued| queued as usize > copied)
    {
        pace.wait(&mut [], until)?;
    }
    Ok(())
}
