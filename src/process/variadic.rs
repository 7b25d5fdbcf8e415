//! The Rust halves of the variadic mirrors, which `csrc/variadic.c` defines, and their declarations for the header.
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int};

unsafe extern "C-unwind" {
    fn execv(path: *const c_char, argv: *const *mut c_char) -> c_int;
    fn execvp(file: *const c_char, argv: *const *mut c_char) -> c_int;
    fn execve(path: *const c_char, argv: *const *mut c_char, envp: *const *mut c_char) -> c_int;
}

#[allow(dead_code, reason = "defined in C; declared for the header")]
unsafe extern "C-unwind" {
    /// Mirrors execl(3): replaces the program of the process; returns only on failure. The list of arguments ends with
    /// (char *)NULL; execv(3) gets it as a vector. Errors: as execl(3).
    pub fn leat_execl(path: *const c_char, arg0: *const c_char, ...) -> c_int;
    /// Mirrors execlp(3): as leat_execl, but a file name without a slash is looked up in PATH. The list is given to
    /// execvp(3) as a vector. Errors: as execlp(3).
    pub fn leat_execlp(file: *const c_char, arg0: *const c_char, ...) -> c_int;
    /// Mirrors execle(3): as leat_execl, but after the NULL comes the environment of the new program. The list is given
    /// to execve(2) as a vector. Errors: as execle(3).
    pub fn leat_execle(path: *const c_char, arg0: *const c_char, ...) -> c_int;
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_execl(path: *const c_char, argv: *const *mut c_char) -> c_int {
    mirror!(execv(path, argv) as execl(path, argv))
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_execlp(file: *const c_char, argv: *const *mut c_char) -> c_int {
    mirror!(execvp(file, argv) as execlp(file, argv))
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_execle(
    path: *const c_char,
    argv: *const *mut c_char,
    envp: *const *mut c_char,
) -> c_int {
    mirror!(execve(path, argv, envp) as execle(path, argv, envp))
}
