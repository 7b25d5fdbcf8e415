//! Threads.

use crate::mirror::mirror;
use crate::process::leat_thread_start;
use libc::{c_int, c_void, pthread_attr_t, pthread_t};

unsafe extern "C-unwind" {
    fn pthread_create(
        ret_thread: *mut pthread_t,
        attributes: *const pthread_attr_t,
        start: leat_thread_start,
        argument: *mut c_void,
    ) -> c_int;
    fn pthread_join(thread: pthread_t, ret_result: *mut *mut c_void) -> c_int;
}

/// Mirrors pthread_create(3): starts a thread, which calls the function with the argument, and stores its id.
/// Attributes may be NULL. Returns 0, or an error number; errno is not set. Errors: as pthread_create(3).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_create(
    ret_thread: *mut pthread_t,
    attributes: *const pthread_attr_t,
    start: leat_thread_start,
    argument: *mut c_void,
) -> c_int {
    mirror!(pthread_create(ret_thread, attributes, start, argument) returns errno)
}

/// Mirrors pthread_join(3): waits until a thread ends, and stores what its function returned, or PTHREAD_CANCELED,
/// unless the place is NULL. Returns 0, or an error number; errno is not set. Errors: as pthread_join(3).
#[cfg(leat_have_pthread)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pthread_join(thread: pthread_t, ret_result: *mut *mut c_void) -> c_int {
    mirror!(pthread_join(thread, ret_result) returns errno)
}
