//! The memory of processes, and the clocks that their calls wait by.

use std::mem::MaybeUninit;

use libc::{clockid_t, pid_t};

use super::checked;
use crate::explain::facts::file::Errno;

/// Reads what a process has at an address: as much as is there. (Of this process too: an address of nothing is EFAULT.)
pub(in crate::explain::facts) fn read(pid: pid_t, address: u64, into: &mut [u8]) -> Result<usize, Errno> {
    let local = libc::iovec { iov_base: into.as_mut_ptr().cast(), iov_len: into.len() };
    let remote = libc::iovec { iov_base: address as usize as *mut _, iov_len: into.len() };
    // SAFETY: the kernel writes into the slice alone, and looks for the other process's memory itself.
    checked(unsafe { libc::process_vm_readv(pid, &raw const local, 1, &raw const remote, 1, 0) })
        .map(|count| count as usize)
}

/// What clock_gettime(2) says.
pub(in crate::explain::facts) fn clock(clock: clockid_t) -> Result<libc::timespec, Errno> {
    let mut now = MaybeUninit::zeroed();
    // SAFETY: there is room for the result.
    checked(unsafe { libc::clock_gettime(clock, now.as_mut_ptr()) })?;
    // SAFETY: clock_gettime has filled it in.
    Ok(unsafe { now.assume_init() })
}

pub(in crate::explain::facts) fn page_size() -> Result<libc::c_long, Errno> {
    // SAFETY: takes a constant.
    checked(unsafe { libc::sysconf(libc::_SC_PAGESIZE) })
}
