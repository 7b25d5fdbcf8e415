//! Files and directories by name.

use crate::mirror::mirror;
use libc::{DIR, c_char, c_int, mode_t};

unsafe extern "C-unwind" {
    fn creat(path: *const c_char, mode: mode_t) -> c_int;
    fn unlink(path: *const c_char) -> c_int;
    fn rename(old_path: *const c_char, new_path: *const c_char) -> c_int;
    fn mkdir(path: *const c_char, mode: mode_t) -> c_int;
    fn chdir(path: *const c_char) -> c_int;
    fn chmod(path: *const c_char, mode: mode_t) -> c_int;
    fn access(path: *const c_char, mode: c_int) -> c_int;
    fn stat(path: *const c_char, status: *mut libc::stat) -> c_int;
    fn fstat(fd: c_int, status: *mut libc::stat) -> c_int;
    fn lstat(path: *const c_char, status: *mut libc::stat) -> c_int;
    fn umask(mask: mode_t) -> mode_t;
    fn opendir(path: *const c_char) -> *mut DIR;
}

/// Mirrors creat(2): opens a file for writing and returns its descriptor; makes the file, or empties the one that
/// is there. Errors: as creat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_creat(path: *const c_char, mode: mode_t) -> c_int {
    mirror!(creat(path, mode))
}

/// Mirrors unlink(2): removes a name of a file. The file itself goes with its last name and its last open
/// descriptor. Errors: as unlink(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_unlink(path: *const c_char) -> c_int {
    mirror!(unlink(path))
}

/// Mirrors rename(2): gives a file another name, in one step; a file that had that name is replaced.
/// Errors: as rename(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_rename(old_path: *const c_char, new_path: *const c_char) -> c_int {
    mirror!(rename(old_path, new_path))
}

/// Mirrors mkdir(2): makes a directory. The umask takes bits from the mode. Errors: as mkdir(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mkdir(path: *const c_char, mode: mode_t) -> c_int {
    mirror!(mkdir(path, mode))
}

/// Mirrors chdir(2): changes the working directory of the process. Errors: as chdir(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_chdir(path: *const c_char) -> c_int {
    mirror!(chdir(path))
}

/// Mirrors chmod(2): sets the permission bits of a file. Errors: as chmod(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_chmod(path: *const c_char, mode: mode_t) -> c_int {
    mirror!(chmod(path, mode))
}

/// Mirrors access(2): asks whether the real user may read, write or execute a file (R_OK, W_OK, X_OK), or whether
/// it is there (F_OK). Errors: as access(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_access(path: *const c_char, mode: c_int) -> c_int {
    mirror!(access(path, mode))
}

/// Mirrors stat(2): tells a file's kind, mode, owner, size and times; of a symbolic link, those of what it points
/// to. Errors: as stat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_stat(path: *const c_char, status: *mut libc::stat) -> c_int {
    mirror!(stat(path, status))
}

/// Mirrors fstat(2): as leat_stat, of the file that a descriptor is open for. Errors: as fstat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fstat(fd: c_int, status: *mut libc::stat) -> c_int {
    mirror!(fstat(fd, status))
}

/// Mirrors lstat(2): as leat_stat, but of a symbolic link itself. Errors: as lstat(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_lstat(path: *const c_char, status: *mut libc::stat) -> c_int {
    mirror!(lstat(path, status))
}

/// Mirrors umask(2): sets which permission bits the files that the process makes shall not have; returns the ones
/// before. Errors: none, as umask(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_umask(mask: mode_t) -> mode_t {
    mirror!(umask(mask) unrecorded)
}

/// Mirrors opendir(3): opens a directory, to be read with readdir(3); returns NULL on failure.
/// Errors: as opendir(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_opendir(path: *const c_char) -> *mut DIR {
    mirror!(opendir(path))
}
