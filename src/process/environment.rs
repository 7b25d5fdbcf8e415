//! The environment that a child gets.
#![allow(unsafe_code, reason = "vectors of C strings")]

use std::ffi::{CStr, c_char};
use std::ptr::null;

use libc::EINVAL;

use super::sys;
use crate::boundary::error::Error;
use crate::boundary::{memory, ptr};
use crate::explain::refuse;

/// A vector of strings that ends with NULL, as exec takes it.
pub(crate) type Vector = *const *const c_char;

/// The strings are the caller's, or this process's own.
pub(crate) enum Environment {
    /// That vector, or if it is NULL this process's.
    Whole(Vector),
    /// Put together; it ends with NULL.
    Merged(Vec<*const c_char>),
}

impl Environment {
    /// This process's.
    pub(crate) fn inherited() -> Environment {
        Environment::Whole(null())
    }

    /// That vector, or if it is NULL this process's; and in it those variables ("NAME=value"), or not ("NAME").
    ///
    /// # Safety
    /// Both are NULL, or vectors of strings that end with NULL and stay as long as this.
    pub(crate) unsafe fn new(whole: Vector, added: Vector) -> Result<Environment, Error> {
        if added.is_null() {
            return Ok(Environment::Whole(whole));
        }
        let base = if whole.is_null() { sys::environment() } else { whole };
        // SAFETY: as of this function.
        let added = Added::new(unsafe { ptr::strings(added, "added")? })?;
        // A process can be without an environment.
        // SAFETY: as of this function; or what every C program has.
        let base = if base.is_null() { Vec::new() } else { unsafe { ptr::strings(base, "environment")? } };
        if added.has(b"") {
            return Err(Error::refused(EINVAL, refuse::variable("added")));
        }
        let mut merged = memory::vector(base.len() + added.all.len() + 1)?;
        merged.extend(base.iter().filter(|each| !added.has(name(each))).map(|each| each.as_ptr()));
        merged.extend(added.that_count().filter(|each| is_set(each)).map(CStr::as_ptr));
        merged.push(null());
        Ok(Environment::Merged(merged))
    }

    /// As exec takes it.
    pub(super) fn pointer(&self) -> Vector {
        match self {
            Environment::Whole(whole) if whole.is_null() => sys::environment(),
            Environment::Whole(whole) => *whole,
            Environment::Merged(merged) => merged.as_ptr(),
        }
    }
}

/// Variables that are added to an environment: "NAME=value" sets one, "NAME" removes it, and the last of a name counts.
pub(crate) struct Added<'a> {
    all: Vec<&'a CStr>,
    /// The name of each and where it is, sorted: there may be very many.
    names: Vec<(&'a [u8], usize)>,
}

impl<'a> Added<'a> {
    pub(crate) fn new(all: Vec<&'a CStr>) -> Result<Added<'a>, Error> {
        let mut names = memory::vector(all.len())?;
        names.extend(all.iter().enumerate().map(|(index, each)| (name(each), index)));
        names.sort_unstable();
        Ok(Added { all, names })
    }

    /// Is that variable set or removed?
    pub(crate) fn has(&self, name: &[u8]) -> bool {
        self.last(name).is_some()
    }

    /// In their order.
    pub(crate) fn that_count(&self) -> impl Iterator<Item = &'a CStr> {
        let last = |index: &usize, each| self.last(name(each)) == Some(*index);
        self.all.iter().enumerate().filter(move |(index, each)| last(index, each)).map(|(_, each)| *each)
    }

    /// Where the last of that name is.
    fn last(&self, wanted: &[u8]) -> Option<usize> {
        let behind = self.names.partition_point(|(name, _)| *name <= wanted);
        let (name, index) = self.names.get(behind.checked_sub(1)?)?;
        (*name == wanted).then_some(*index)
    }
}

/// The strings of a vector that a child is given: its arguments, or its environment.
pub(super) fn strings<'a>(vector: Vector) -> Result<Vec<&'a CStr>, Error> {
    // SAFETY: NULL, or a vector that stays until the child is started, as whoever asks for that has said.
    if vector.is_null() { Ok(Vec::new()) } else { unsafe { ptr::strings(vector, "strings") } }
}

pub(crate) fn is_set(variable: &CStr) -> bool {
    variable.to_bytes().contains(&b'=')
}

pub(crate) fn name(variable: &CStr) -> &[u8] {
    variable.to_bytes().split(|byte| *byte == b'=').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_added_replaced_and_removed() {
        let vector = |strings: &[&CStr]| strings.iter().map(|each| each.as_ptr()).chain([null()]).collect::<Vec<_>>();
        let base = vector(&[c"A=1", c"B=2", c"C", c"AB=3"]);
        let added = vector(&[c"B=4", c"A", c"D=5", c"B=6", c"X"]);
        // SAFETY: they stay until the end.
        let merged = unsafe { Environment::new(base.as_ptr(), added.as_ptr()) }.unwrap();
        // SAFETY: as above.
        let strings = unsafe { ptr::strings(merged.pointer(), "merged") }.unwrap();
        assert_eq!(strings, [c"C", c"AB=3", c"D=5", c"B=6"]);
        let nameless = vector(&[c"=1"]);
        // SAFETY: as above.
        let refused = unsafe { Environment::new(base.as_ptr(), nameless.as_ptr()) };
        assert_eq!(refused.map(|_| ()).unwrap_err().errno(), EINVAL);
    }
}
