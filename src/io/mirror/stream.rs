//! Streams of the C library.

use crate::mirror::mirror;
use libc::{FILE, c_char, c_int};

unsafe extern "C-unwind" {
    fn fopen(path: *const c_char, mode: *const c_char) -> *mut FILE;
    fn fdopen(fd: c_int, mode: *const c_char) -> *mut FILE;
    fn freopen(path: *const c_char, mode: *const c_char, stream: *mut FILE) -> *mut FILE;
    fn fclose(stream: *mut FILE) -> c_int;
}

/// Mirrors fopen(3). Errors: as fopen(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fopen(path: *const c_char, mode: *const c_char) -> *mut FILE {
    mirror!(fopen(path, mode))
}

/// Mirrors fdopen(3). Errors: as fdopen(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fdopen(fd: c_int, mode: *const c_char) -> *mut FILE {
    mirror!(fdopen(fd, mode))
}

/// Mirrors freopen(3). Errors: as freopen(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_freopen(path: *const c_char, mode: *const c_char, stream: *mut FILE) -> *mut FILE {
    mirror!(freopen(path, mode, stream))
}

/// Mirrors fclose(3). Errors: as fclose(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fclose(stream: *mut FILE) -> c_int {
    mirror!(fclose(stream))
}
