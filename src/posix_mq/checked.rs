//! The name that glibc gives mq_open(3) where it can check its arguments.
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int, mqd_t};

unsafe extern "C-unwind" {
    fn __mq_open_2(name: *const c_char, flags: c_int) -> mqd_t;
}

/// Mirrors __mq_open_2, which mq_open(3) without a mode becomes under _FORTIFY_SOURCE: it ends the process if the
/// flags have O_CREAT. Errors: as mq_open(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_open_2(name: *const c_char, flags: c_int) -> mqd_t {
    mirror!(__mq_open_2(name, flags) as mq_open(name, flags))
}
