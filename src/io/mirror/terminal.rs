//! Terminals, and pseudoterminals, whose other end is a program.

use crate::mirror::mirror;
use libc::{c_char, c_int, termios};

unsafe extern "C-unwind" {
    fn isatty(fd: c_int) -> c_int;
    fn tcgetattr(fd: c_int, attributes: *mut termios) -> c_int;
    fn tcsetattr(fd: c_int, when: c_int, attributes: *const termios) -> c_int;
    fn posix_openpt(flags: c_int) -> c_int;
    fn grantpt(fd: c_int) -> c_int;
    fn unlockpt(fd: c_int) -> c_int;
    fn ptsname(fd: c_int) -> *mut c_char;
}

/// Mirrors isatty(3): asks whether a descriptor is open for a terminal: 1, or 0 with errno. Errors: as isatty(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_isatty(fd: c_int) -> c_int {
    mirror!(isatty(fd) fails NO_TERMINAL)
}

/// Mirrors tcgetattr(3): tells a terminal's settings: echo, whole lines or single characters, which characters make
/// signals. Errors: as tcgetattr(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_tcgetattr(fd: c_int, attributes: *mut termios) -> c_int {
    mirror!(tcgetattr(fd, attributes))
}

/// Mirrors tcsetattr(3): changes a terminal's settings, at once (TCSANOW), when all output is written (TCSADRAIN), or
/// then and without the input not yet read (TCSAFLUSH). 0 also if only some could be changed.
/// Errors: as tcsetattr(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_tcsetattr(fd: c_int, when: c_int, attributes: *const termios) -> c_int {
    mirror!(tcsetattr(fd, when, attributes))
}

/// Mirrors posix_openpt(3): makes a pseudoterminal and returns the descriptor of its master, at which a program stands
/// for the user. Errors: as posix_openpt(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_posix_openpt(flags: c_int) -> c_int {
    mirror!(posix_openpt(flags))
}

/// Mirrors grantpt(3): gives the slave of a pseudoterminal, whose master the descriptor is, to this user.
/// Errors: as grantpt(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_grantpt(fd: c_int) -> c_int {
    mirror!(grantpt(fd))
}

/// Mirrors unlockpt(3): lets the slave of a pseudoterminal, whose master the descriptor is, be opened.
/// Errors: as unlockpt(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_unlockpt(fd: c_int) -> c_int {
    mirror!(unlockpt(fd))
}

/// Mirrors ptsname(3): returns the name of the slave of a pseudoterminal, whose master the descriptor is, until the
/// next call, also of another thread; or NULL. Errors: as ptsname(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_ptsname(fd: c_int) -> *mut c_char {
    mirror!(ptsname(fd))
}
