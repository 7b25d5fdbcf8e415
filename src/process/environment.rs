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
        let added = unsafe { ptr::strings(added, "added")? };
        // A process can be without an environment.
        // SAFETY: as of this function; or what every C program has.
        let base = if base.is_null() { Vec::new() } else { unsafe { ptr::strings(base, "environment")? } };
        if added.iter().any(|each| name(each).is_empty()) {
            return Err(Error::refused(EINVAL, refuse::variable("added")));
        }
        let mut merged = memory::vector(base.len() + added.len() + 1)?;
        merged.extend(base.iter().filter(|each| !has(&added, name(each))).map(|each| each.as_ptr()));
        for (index, each) in added.iter().enumerate() {
            // The last of a name counts.
            let later = added.get(index + 1..).unwrap_or_default();
            if is_set(each) && !has(later, name(each)) {
                merged.push(each.as_ptr());
            }
        }
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

/// The strings of a vector that a child is given: its arguments, or its environment.
pub(super) fn strings<'a>(vector: Vector) -> Result<Vec<&'a CStr>, Error> {
    // SAFETY: NULL, or a vector that stays until the child is started, as whoever asks for that has said.
    if vector.is_null() { Ok(Vec::new()) } else { unsafe { ptr::strings(vector, "strings") } }
}

fn has(variables: &[&CStr], wanted: &[u8]) -> bool {
    variables.iter().any(|each| name(each) == wanted)
}

fn is_set(variable: &CStr) -> bool {
    variable.to_bytes().contains(&b'=')
}

pub(super) fn name(variable: &CStr) -> &[u8] {
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
