//! → include/leat/sysv_shm.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_int, c_void, key_t, shmid_ds};

unsafe extern "C-unwind" {
    fn shmget(key: key_t, size: usize, flags: c_int) -> c_int;
    fn shmat(id: c_int, address: *const c_void, flags: c_int) -> *mut c_void;
    fn shmdt(address: *const c_void) -> c_int;
    fn shmctl(id: c_int, command: c_int, status: *mut shmid_ds) -> c_int;
}

/// Mirrors shmget(2): returns the id of the segment with that key; IPC_CREAT and a mode make it, all zeros, if it
/// is not there, IPC_PRIVATE always does. Errors: as shmget(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shmget(key: key_t, size: usize, flags: c_int) -> c_int {
    mirror!(shmget(key, size, flags))
}

/// Mirrors shmat(2): maps a segment (at NULL: where there is room) and returns its address; (void *)-1 on failure.
/// Errors: as shmat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shmat(id: c_int, address: *const c_void, flags: c_int) -> *mut c_void {
    mirror!(shmat(id, address, flags) fails NOT_ATTACHED)
}

/// Mirrors shmdt(2): unmaps the segment that leat_shmat mapped at that address. Errors: as shmdt(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shmdt(address: *const c_void) -> c_int {
    mirror!(shmdt(address))
}

/// Mirrors shmctl(2): tells about a segment (IPC_STAT), changes its owner or mode (IPC_SET), or removes it once
/// nobody has it mapped (IPC_RMID). Errors: as shmctl(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shmctl(id: c_int, command: c_int, status: *mut shmid_ds) -> c_int {
    mirror!(shmctl(id, command, status))
}
