//! Streams of the C library.

use crate::mirror::mirror;
use libc::{FILE, c_char, c_int};

unsafe extern "C-unwind" {
    fn fopen(path: *const c_char, mode: *const c_char) -> *mut FILE;
    fn fdopen(fd: c_int, mode: *const c_char) -> *mut FILE;
    fn freopen(path: *const c_char, mode: *const c_char, stream: *mut FILE) -> *mut FILE;
    fn fflush(stream: *mut FILE) -> c_int;
    fn fclose(stream: *mut FILE) -> c_int;
}

/// Mirrors fopen(3): opens a file as a stream ("r", "w", "a", each also with "+" or "e"); returns NULL on failure.
/// Errors: as fopen(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fopen(path: *const c_char, mode: *const c_char) -> *mut FILE {
    mirror!(fopen(path, mode))
}

/// Mirrors fdopen(3): makes a stream of a descriptor, which fclose will then close too; returns NULL on failure.
/// Errors: as fdopen(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fdopen(fd: c_int, mode: *const c_char) -> *mut FILE {
    mirror!(fdopen(fd, mode))
}

/// Mirrors freopen(3): closes a stream's file and opens another in its place, as for sending stdout elsewhere;
/// returns NULL on failure. Errors: as freopen(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_freopen(path: *const c_char, mode: *const c_char, stream: *mut FILE) -> *mut FILE {
    mirror!(freopen(path, mode, stream) silently)
}

/// Mirrors fflush(3): writes what a stream has buffered (NULL: what all have); 0, or EOF. Errors: as fflush(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fflush(stream: *mut FILE) -> c_int {
    mirror!(fflush(stream))
}

/// Mirrors fclose(3): writes what a stream has buffered, then closes it and its descriptor; 0, or EOF.
/// Errors: as fclose(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fclose(stream: *mut FILE) -> c_int {
    mirror!(fclose(stream))
}
