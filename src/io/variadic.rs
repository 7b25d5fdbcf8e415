//! The Rust halves of the variadic mirrors, which `csrc/variadic.c` defines, and their declarations for the header.
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int, c_ulong, mode_t};

unsafe extern "C-unwind" {
    fn open(path: *const c_char, flags: c_int, ...) -> c_int;
    fn openat(dir_fd: c_int, path: *const c_char, flags: c_int, ...) -> c_int;
    fn fcntl(fd: c_int, command: c_int, ...) -> c_int;
    fn ioctl(fd: c_int, request: c_ulong, ...) -> c_int;
}

#[allow(dead_code, reason = "defined in C; declared for the header")]
unsafe extern "C-unwind" {
    /// Mirrors open(2): opens a file and returns its descriptor, the lowest that is free. The mode is read if the flags
    /// have O_CREAT or O_TMPFILE. Errors: as open(2).
    pub fn leat_open(path: *const c_char, flags: c_int, ...) -> c_int;
    /// Mirrors openat(2): as leat_open; a relative path starts at the given directory (AT_FDCWD: at the working
    /// directory). The mode is read if the flags have O_CREAT or O_TMPFILE. Errors: as openat(2).
    pub fn leat_openat(dir_fd: c_int, path: *const c_char, flags: c_int, ...) -> c_int;
    /// Mirrors fcntl(2): duplicates a descriptor, reads or sets its flags, or locks a part of its file, as the command
    /// says. The command also decides whether a further argument is read, and of which type. Errors: as fcntl(2).
    pub fn leat_fcntl(fd: c_int, command: c_int, ...) -> c_int;
    /// Mirrors ioctl(2): asks something of the driver of a device, or of the kernel about a terminal or socket, or sets
    /// it. Whether there is a further argument, and which, is known to the driver alone. Errors: as ioctl(2).
    pub fn leat_ioctl(fd: c_int, request: c_ulong, ...) -> c_int;
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    mirror!(open(path, flags, mode))
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_openat(dir_fd: c_int, path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    mirror!(openat(dir_fd, path, flags, mode))
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_fcntl(fd: c_int, command: c_int, argument: c_ulong) -> c_int {
    mirror!(fcntl(fd, command, argument))
}

/// cbindgen:ignore
#[unsafe(no_mangle)]
unsafe extern "C-unwind" fn leat_half_ioctl(fd: c_int, request: c_ulong, argument: c_ulong) -> c_int {
    mirror!(ioctl(fd, request, argument))
}
