//! What a descriptor, or the open file behind it, is set to.

use std::ffi::c_int;

use libc::{F_GETFD, F_GETFL, F_SETFD, F_SETFL, FD_CLOEXEC, O_NONBLOCK};

use super::sys;
use crate::boundary::error::{Error, step};

/// Sets O_NONBLOCK, or takes it away. Was it set?
pub(super) fn nonblocking(fd: c_int, on: bool) -> Result<bool, Error> {
    switch(fd, (F_GETFL, F_SETFL), O_NONBLOCK, on)
}

/// Takes FD_CLOEXEC away, or sets it. Was it away?
pub(super) fn inherited(fd: c_int, on: bool) -> Result<bool, Error> {
    switch(fd, (F_GETFD, F_SETFD), FD_CLOEXEC, !on).map(|closed| !closed)
}

fn switch(fd: c_int, (get, set): (c_int, c_int), flag: c_int, on: bool) -> Result<bool, Error> {
    let before = sys::fcntl(fd, get, 0).map_err(|errno| errno.of(step!(fcntl(fd, get, 0))))?;
    let wanted = if on { before | flag } else { before & !flag };
    if wanted != before {
        sys::fcntl(fd, set, wanted).map_err(|errno| errno.of(step!(fcntl(fd, set, wanted))))?;
    }
    Ok(before & flag != 0)
}
