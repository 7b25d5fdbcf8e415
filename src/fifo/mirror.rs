//! → include/leat/fifo.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int, dev_t, mode_t};

unsafe extern "C-unwind" {
    fn mkfifo(path: *const c_char, mode: mode_t) -> c_int;
    fn mkfifoat(dir_fd: c_int, path: *const c_char, mode: mode_t) -> c_int;
    fn mknod(path: *const c_char, mode: mode_t, device: dev_t) -> c_int;
}

/// Mirrors mkfifo(3): makes a FIFO, a pipe with a name in the file system. The umask takes bits from the mode.
/// Errors: as mkfifo(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mkfifo(path: *const c_char, mode: mode_t) -> c_int {
    mirror!(mkfifo(path, mode))
}

/// Mirrors mkfifoat(3): as leat_mkfifo; a relative path starts at the given directory (AT_FDCWD: at the working
/// directory). Errors: as mkfifoat(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mkfifoat(dir_fd: c_int, path: *const c_char, mode: mode_t) -> c_int {
    mirror!(mkfifoat(dir_fd, path, mode))
}

/// Mirrors mknod(2): makes a file of the kind that the mode says: a FIFO (S_IFIFO), a regular file, a socket, or a
/// device. Errors: as mknod(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mknod(path: *const c_char, mode: mode_t, device: dev_t) -> c_int {
    mirror!(mknod(path, mode, device))
}
