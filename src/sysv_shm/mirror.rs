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

/// Mirrors shmget(2). Errors: as shmget(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shmget(key: key_t, size: usize, flags: c_int) -> c_int {
    mirror!(shmget(key, size, flags))
}

/// Mirrors shmat(2). Errors: as shmat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shmat(id: c_int, address: *const c_void, flags: c_int) -> *mut c_void {
    mirror!(shmat(id, address, flags) fails NOT_ATTACHED)
}

/// Mirrors shmdt(2). Errors: as shmdt(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shmdt(address: *const c_void) -> c_int {
    mirror!(shmdt(address))
}

/// Mirrors shmctl(2). Errors: as shmctl(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_shmctl(id: c_int, command: c_int, status: *mut shmid_ds) -> c_int {
    mirror!(shmctl(id, command, status))
}
