//! Links, and names that start at a directory.

use crate::mirror::mirror;
use libc::{c_char, c_int, mode_t, ssize_t};

unsafe extern "C-unwind" {
    fn link(path: *const c_char, new_path: *const c_char) -> c_int;
    fn symlink(target: *const c_char, path: *const c_char) -> c_int;
    fn readlink(path: *const c_char, buffer: *mut c_char, size: usize) -> ssize_t;
    fn linkat(dir_fd: c_int, path: *const c_char, new_dir_fd: c_int, new_path: *const c_char, flags: c_int) -> c_int;
    fn unlinkat(dir_fd: c_int, path: *const c_char, flags: c_int) -> c_int;
    fn renameat(old_dir_fd: c_int, old_path: *const c_char, new_dir_fd: c_int, new_path: *const c_char) -> c_int;
    fn mkdirat(dir_fd: c_int, path: *const c_char, mode: mode_t) -> c_int;
    fn fstatat(dir_fd: c_int, path: *const c_char, status: *mut libc::stat, flags: c_int) -> c_int;
}

/// Mirrors link(2): gives a file a second name, in the same file system. Errors: as link(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_link(path: *const c_char, new_path: *const c_char) -> c_int {
    mirror!(link(path, new_path))
}

/// Mirrors symlink(2): makes a symbolic link that points to a name; whether there is such a file does not matter.
/// Errors: as symlink(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_symlink(target: *const c_char, path: *const c_char) -> c_int {
    mirror!(symlink(target, path))
}

/// Mirrors readlink(2): stores the name that a symbolic link points to, without a NUL, and returns its length; what
/// does not fit is cut. Errors: as readlink(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_readlink(path: *const c_char, buffer: *mut c_char, size: usize) -> ssize_t {
    mirror!(readlink(path, buffer, size))
}

/// Mirrors linkat(2): as leat_link; a relative path starts at the directory given before it (AT_FDCWD: at the working
/// directory). AT_SYMLINK_FOLLOW: not a symbolic link gets the name, but what it points to. Errors: as linkat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_linkat(
    dir_fd: c_int,
    path: *const c_char,
    new_dir_fd: c_int,
    new_path: *const c_char,
    flags: c_int,
) -> c_int {
    mirror!(linkat(dir_fd, path, new_dir_fd, new_path, flags))
}

/// Mirrors unlinkat(2): as leat_unlink, or with AT_REMOVEDIR as leat_rmdir; a relative path starts at the given
/// directory (AT_FDCWD: at the working directory). Errors: as unlinkat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_unlinkat(dir_fd: c_int, path: *const c_char, flags: c_int) -> c_int {
    mirror!(unlinkat(dir_fd, path, flags))
}

/// Mirrors renameat(2): as leat_rename; a relative path starts at the directory given before it (AT_FDCWD: at the
/// working directory). Errors: as renameat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_renameat(
    old_dir_fd: c_int,
    old_path: *const c_char,
    new_dir_fd: c_int,
    new_path: *const c_char,
) -> c_int {
    mirror!(renameat(old_dir_fd, old_path, new_dir_fd, new_path))
}

/// Mirrors mkdirat(2): as leat_mkdir; a relative path starts at the given directory (AT_FDCWD: at the working
/// directory). Errors: as mkdirat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mkdirat(dir_fd: c_int, path: *const c_char, mode: mode_t) -> c_int {
    mirror!(mkdirat(dir_fd, path, mode))
}

/// Mirrors fstatat(2): as leat_stat, or with AT_SYMLINK_NOFOLLOW as leat_lstat; a relative path starts at the given
/// directory (AT_FDCWD: at the working directory). Errors: as fstatat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fstatat(
    dir_fd: c_int,
    path: *const c_char,
    status: *mut libc::stat,
    flags: c_int,
) -> c_int {
    mirror!(fstatat(dir_fd, path, status, flags))
}
