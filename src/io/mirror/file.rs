//! Files and directories by name.

use crate::mirror::mirror;
use libc::{DIR, c_char, c_int, gid_t, mode_t, off_t, uid_t};

unsafe extern "C-unwind" {
    fn creat(path: *const c_char, mode: mode_t) -> c_int;
    fn unlink(path: *const c_char) -> c_int;
    fn remove(path: *const c_char) -> c_int;
    fn rename(old_path: *const c_char, new_path: *const c_char) -> c_int;
    fn mkdir(path: *const c_char, mode: mode_t) -> c_int;
    fn rmdir(path: *const c_char) -> c_int;
    fn chdir(path: *const c_char) -> c_int;
    fn fchdir(fd: c_int) -> c_int;
    fn getcwd(buffer: *mut c_char, size: usize) -> *mut c_char;
    fn chmod(path: *const c_char, mode: mode_t) -> c_int;
    fn fchmod(fd: c_int, mode: mode_t) -> c_int;
    fn chown(path: *const c_char, owner: uid_t, group: gid_t) -> c_int;
    fn lchown(path: *const c_char, owner: uid_t, group: gid_t) -> c_int;
    fn fchown(fd: c_int, owner: uid_t, group: gid_t) -> c_int;
    fn access(path: *const c_char, mode: c_int) -> c_int;
    fn stat(path: *const c_char, status: *mut libc::stat) -> c_int;
    fn fstat(fd: c_int, status: *mut libc::stat) -> c_int;
    fn lstat(path: *const c_char, status: *mut libc::stat) -> c_int;
    fn truncate(path: *const c_char, length: off_t) -> c_int;
    fn umask(mask: mode_t) -> mode_t;
    fn opendir(path: *const c_char) -> *mut DIR;
    fn mkstemp(name: *mut c_char) -> c_int;
    fn mkdtemp(name: *mut c_char) -> *mut c_char;
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

/// Mirrors remove(3): as leat_unlink, and as leat_rmdir if the name is that of a directory. Errors: as remove(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_remove(path: *const c_char) -> c_int {
    mirror!(remove(path))
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

/// Mirrors rmdir(2): removes a directory, which must be empty. Errors: as rmdir(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_rmdir(path: *const c_char) -> c_int {
    mirror!(rmdir(path))
}

/// Mirrors chdir(2): changes the working directory of the process. Errors: as chdir(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_chdir(path: *const c_char) -> c_int {
    mirror!(chdir(path))
}

/// Mirrors fchdir(2): as leat_chdir, to the directory that a descriptor is open for. Errors: as fchdir(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fchdir(fd: c_int) -> c_int {
    mirror!(fchdir(fd))
}

/// Mirrors getcwd(3): stores the path of the working directory, with its NUL, and returns the buffer; NULL if it has
/// not so much room (ERANGE), or on another failure. For a buffer of NULL glibc makes one, which free(3) ends.
/// Errors: as getcwd(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getcwd(buffer: *mut c_char, size: usize) -> *mut c_char {
    mirror!(getcwd(buffer, size))
}

/// Mirrors chmod(2): sets the permission bits of a file. Errors: as chmod(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_chmod(path: *const c_char, mode: mode_t) -> c_int {
    mirror!(chmod(path, mode))
}

/// Mirrors fchmod(2): as leat_chmod, of the file that a descriptor is open for. Errors: as fchmod(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fchmod(fd: c_int, mode: mode_t) -> c_int {
    mirror!(fchmod(fd, mode))
}

/// Mirrors chown(2): gives a file to another owner and group; (uid_t)-1 and (gid_t)-1 leave what it has. Only root may
/// give a file away. Errors: as chown(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_chown(path: *const c_char, owner: uid_t, group: gid_t) -> c_int {
    mirror!(chown(path, owner, group))
}

/// Mirrors lchown(2): as leat_chown, but of a symbolic link itself. Errors: as lchown(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_lchown(path: *const c_char, owner: uid_t, group: gid_t) -> c_int {
    mirror!(lchown(path, owner, group))
}

/// Mirrors fchown(2): as leat_chown, of the file that a descriptor is open for. Errors: as fchown(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fchown(fd: c_int, owner: uid_t, group: gid_t) -> c_int {
    mirror!(fchown(fd, owner, group))
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

/// Mirrors truncate(2): sets the length of a file; what is added reads as zeros. Errors: as truncate(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_truncate(path: *const c_char, length: off_t) -> c_int {
    mirror!(truncate(path, length))
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

/// Mirrors mkstemp(3): makes a file whose name nobody else has, and returns a descriptor to read and write it. The
/// name given ends in XXXXXX, which it replaces, so it must not be a string literal. Errors: as mkstemp(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mkstemp(name: *mut c_char) -> c_int {
    mirror!(mkstemp(name))
}

/// Mirrors mkdtemp(3): as leat_mkstemp, but makes a directory; returns the name, or NULL.
/// Errors: as mkdtemp(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mkdtemp(name: *mut c_char) -> *mut c_char {
    mirror!(mkdtemp(name))
}
