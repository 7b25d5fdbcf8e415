//! Which file a program is, and what it is given.

use std::ffi::{CStr, c_char};

use libc::{E2BIG, ENAMETOOLONG, ENOENT, NAME_MAX, PATH_MAX};

use super::environment::{Environment, Vector, name, strings};
use super::sys;
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::memory;
use crate::explain::given::{Most, TooMuch};
use crate::explain::refuse;

/// A program: the file that it may be, and its arguments.
pub(crate) struct Program<'a> {
    name: &'a CStr,
    pub(super) arguments: Vector,
    /// The paths in PATH, if it is looked for there.
    bytes: Vec<u8>,
    /// They point into that, or to the name.
    paths: Vec<*const c_char>,
}

/// Where programs are looked for without PATH, as by execvp(3).
const DEFAULT_PATH: &[u8] = b"/bin:/usr/bin";

impl<'a> Program<'a> {
    /// A name with a slash is a path; another is looked for in the directories of this process's PATH.
    pub(crate) fn find(name: &'a CStr, arguments: Vector) -> Result<Program<'a>, Error> {
        let mut program = Program { name, arguments, bytes: Vec::new(), paths: memory::vector(1)? };
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
        program.bytes = bytes;
        Ok(program)
    }

    fn is_searched(&self) -> bool {
        !self.name.to_bytes().contains(&b'/')
    }

    /// In the order in which they are tried.
    pub(super) fn paths(&self) -> &[*const c_char] {
        &self.paths
    }

    /// Why none of the paths could be executed; the one of that index has decided it, unless that is ENOENT. The child was in
    /// another directory, where whoever explains is not.
    pub(super) fn failure(&self, errno: Errno, index: usize, directory: Option<&CStr>) -> Error {
        let program = |path: &CStr| errno.of(step!(execve(path.as_ptr(), self.arguments, sys::environment())));
        if !self.is_searched() {
            return from_here(directory, self.name, program);
        }
        if directory.is_none() || self.found().all(is_absolute) {
            return errno.of(step!(execvp(self.name.as_ptr(), self.arguments)));
        }
        let decided = match errno.0 {
            // Of a script it may be the interpreter that is not there.
            ENOENT => self.found().find(|path| from_here(directory, path, sys::exists)),
            _ => self.found().nth(index),
        };
        match decided {
            Some(path) => from_here(directory, path, program),
            None => Error::refused(errno.0, refuse::not_found_from(self.name)),
        }
    }

    /// What it is given too much of, with that limit of its stack, if it has one of its own. None: nothing that is seen.
    pub(super) fn too_much(&self, environment: &Environment, stack: Option<u64>) -> Option<Error> {
        let (arguments, variables) = (strings(self.arguments).ok()?, strings(environment.pointer()).ok()?);
        let most = stack.map(Most::of_stack).or_else(Most::here)?;
        let name_size = self.name.count_bytes() as u64 + 1;
        let refused = match most.exceeded(name_size, sizes(&arguments), sizes(&variables))? {
            TooMuch::Argument(index, size) => refuse::argument_too_long(index as i64, size as i64, most.string as i64),
            TooMuch::Variable(index, size) => {
                let name = variables.get(index).map(|variable| name(variable)).unwrap_or_default();
                let told = name.get(..TOLD).unwrap_or(name).utf8_chunks().next().map_or("", |chunk| chunk.valid());
                refuse::variable_too_long(told, size as i64, most.string as i64)
            }
            TooMuch::Both(arguments, environment) => {
                refuse::given_too_much(arguments as i64, environment as i64, most.all as i64)
            }
        };
        Some(Error::refused(E2BIG, refused))
    }

    /// The path in PATH that would be executed by a child in that directory; None if there is none now, or the name is a path.
    pub(crate) fn path_in(&self, directory: Option<&CStr>) -> Option<&CStr> {
        self.found().find(|path| from_here(directory, path, sys::is_executable))
    }

    /// The paths in PATH.
    fn found(&self) -> impl Iterator<Item = &CStr> {
        self.bytes.split_inclusive(|byte| *byte == 0).filter_map(|path| CStr::from_bytes_with_nul(path).ok())
    }
}

/// How many bytes each has, with its NUL.
fn sizes(strings: &[&CStr]) -> impl Iterator<Item = Option<u64>> {
    strings.iter().map(|string| Some(string.count_bytes() as u64 + 1))
}

fn is_absolute(path: &CStr) -> bool {
    path.to_bytes().starts_with(b"/")
}

/// Calls `body` with what a path in that directory is from outside.
fn from_here<R>(directory: Option<&CStr>, path: &CStr, body: impl FnOnce(&CStr) -> R) -> R {
    let outside = directory.and_then(|directory| path_from_here(directory, path));
    body(outside.as_deref().and_then(|path| CStr::from_bytes_with_nul(path).ok()).unwrap_or(path))
}

/// None: the same, or there is no memory.
fn path_from_here(directory: &CStr, path: &CStr) -> Option<Vec<u8>> {
    if is_absolute(path) || directory.is_empty() {
        return None;
    }
    let mut whole = memory::vector(directory.count_bytes() + path.count_bytes() + 2).ok()?;
    whole.extend_from_slice(directory.to_bytes());
    whole.push(b'/');
    whole.extend_from_slice(path.to_bytes_with_nul());
    Some(whole)
}

const NAME_LENGTH: usize = NAME_MAX as usize;
/// So much of the name of a variable is told.
const TOLD: usize = 64;
