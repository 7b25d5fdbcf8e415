//! Which file a program is, and what it is given.

use std::ffi::{CStr, c_char};

use libc::{ENAMETOOLONG, ENOENT, NAME_MAX, PATH_MAX};

use super::environment::Vector;
use super::sys;
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::memory;

/// A program: the file that it may be, and its arguments.
pub(crate) struct Program<'a> {
    name: &'a CStr,
    pub(super) arguments: Vector,
    /// What the pointers point into.
    _bytes: Vec<u8>,
    paths: Vec<*const c_char>,
}

/// Where programs are looked for without PATH, as by execvp(3).
const DEFAULT_PATH: &[u8] = b"/bin:/usr/bin";

impl<'a> Program<'a> {
    /// A name with a slash is a path; another is looked for in the directories of this process's PATH.
    pub(crate) fn find(name: &'a CStr, arguments: Vector) -> Result<Program<'a>, Error> {
        let mut program = Program { name, arguments, _bytes: Vec::new(), paths: memory::vector(1)? };
        if !program.is_searched() {
            program.paths.push(name.as_ptr());
            return Ok(program);
        }
        let refused = |errno: i32| Err(Errno(errno).of(step!(execvp(name.as_ptr(), arguments))));
        let name = name.to_bytes();
        match name.len() {
            0 => return refused(ENOENT),
            1..=NAME_LENGTH => {}
            _ => return refused(ENAMETOOLONG),
        }
        let path = sys::variable(c"PATH").map_or(DEFAULT_PATH, CStr::to_bytes);
        let directories = || path.split(|byte| *byte == b':');
        // Each with a slash and a NUL.
        let mut bytes = memory::vector(directories().map(|directory| directory.len() + name.len() + 2).sum())?;
        program.paths.try_reserve(directories().count())?;
        let mut starts = memory::vector(directories().count())?;
        for directory in directories().filter(|directory| directory.len() + name.len() + 2 <= PATH_MAX as usize) {
            starts.push(bytes.len());
            bytes.extend_from_slice(directory);
            if !directory.is_empty() {
                bytes.push(b'/');
            }
            bytes.extend_from_slice(name);
            bytes.push(0);
        }
        program.paths.extend(starts.iter().map(|start| bytes.as_ptr().wrapping_add(*start).cast()));
        program._bytes = bytes;
        Ok(program)
    }

    fn is_searched(&self) -> bool {
        !self.name.to_bytes().contains(&b'/')
    }

    /// In the order in which they are tried.
    pub(super) fn paths(&self) -> &[*const c_char] {
        &self.paths
    }

    /// Why none of the paths could be executed.
    pub(super) fn failure(&self, errno: Errno, directory: Option<&CStr>) -> Error {
        if self.is_searched() {
            return errno.of(step!(execvp(self.name.as_ptr(), self.arguments)));
        }
        // The child was in another directory, where whoever explains is not.
        let from_here = directory.and_then(|directory| path_from_here(directory, self.name));
        let path = from_here.as_ref().map_or(self.name.as_ptr(), |path| path.as_ptr().cast());
        errno.of(step!(execve(path, self.arguments, sys::environment())))
    }
}

/// The path that a path in that directory is from outside; None: the same, or there is no memory.
fn path_from_here(directory: &CStr, path: &CStr) -> Option<Vec<u8>> {
    if path.to_bytes().starts_with(b"/") || directory.is_empty() {
        return None;
    }
    let mut whole = memory::vector(directory.count_bytes() + path.count_bytes() + 2).ok()?;
    whole.extend_from_slice(directory.to_bytes());
    whole.push(b'/');
    whole.extend_from_slice(path.to_bytes_with_nul());
    Some(whole)
}

const NAME_LENGTH: usize = NAME_MAX as usize;
