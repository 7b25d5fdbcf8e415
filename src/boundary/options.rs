//! Structs that begin with their size: options, which are read, and results, which are written.
//!
//! ```text
//!   the caller's, compiled with an older leat      ┌ size │ a │ b ┐
//!   ours                                           ┌ size │ a │ b │ c ┐     c is 0, its default
//!
//!   the caller's, compiled with a newer leat       ┌ size │ a │ b │ c │ d ┐
//!   ours                                           ┌ size │ a │ b │ c ┐     d must be 0, or it is refused
//! ```
#![allow(unsafe_code, reason = "structs of C callers")]

use std::mem::{MaybeUninit, align_of};

use libc::{E2BIG, EINVAL};

use super::error::Error;
use super::ptr;
use crate::explain::refuse;

/// No struct of leat's will be larger.
const MOST: usize = 4096;

/// A struct whose first member is `size: usize`, of integers and pointers only, and without padding.
///
/// # Safety
/// That it is so: all zeroes are a value of it.
pub(crate) unsafe trait WithSize: Copy {}

/// Reads the caller's struct. NULL is all zeroes.
///
/// # Safety
/// NULL, or as many bytes as the struct says may be read.
pub(crate) unsafe fn read<T: WithSize>(pointer: *const T, name: &'static str) -> Result<T, Error> {
    let mut ours = MaybeUninit::<T>::zeroed();
    if !pointer.is_null() {
        // SAFETY: its first member.
        let size = unsafe { pointer.cast::<usize>().read_unaligned() };
        let known = known::<T>(size, name)?;
        // SAFETY: the caller's struct has `size` bytes, and they fit.
        unsafe { ours.as_mut_ptr().cast::<u8>().copy_from_nonoverlapping(pointer.cast(), known) };
        // SAFETY: the rest of the caller's struct.
        let rest = unsafe { ptr::bytes(pointer.cast::<u8>().wrapping_add(known).cast(), size - known, name)? };
        if rest.iter().any(|byte| *byte != 0) {
            return Err(Error::refused(E2BIG, refuse::newer(name, size as i64, known as i64)));
        }
    }
    // SAFETY: integers and pointers, of which each byte is set.
    Ok(unsafe { ours.assume_init() })
}

/// A place for a result that begins with its size, which the caller has set.
pub(crate) struct Filled<T> {
    place: *mut T,
    size: usize,
}

impl<T: WithSize> Filled<T> {
    /// # Safety
    /// NULL, or the caller's struct, of as many bytes as it says, which may be written while this lives.
    pub(crate) unsafe fn new(pointer: *mut T, name: &'static str) -> Result<Filled<T>, Error> {
        ptr::not_null(pointer, name)?;
        // SAFETY: its first member.
        let size = unsafe { pointer.cast::<usize>().read_unaligned() };
        known::<T>(size, name)?;
        Ok(Filled { place: pointer, size })
    }

    /// One that the caller may not want.
    ///
    /// # Safety
    /// As of `new`.
    pub(crate) unsafe fn optional(pointer: *mut T, name: &'static str) -> Result<Option<Filled<T>>, Error> {
        // SAFETY: the caller says so.
        if pointer.is_null() { Ok(None) } else { unsafe { Filled::new(pointer, name) }.map(Some) }
    }

    /// Refuses one without room for so many bytes, and so for members that the caller could not do without.
    pub(crate) fn with_room(self, least: usize, name: &'static str) -> Result<Filled<T>, Error> {
        if self.size < least { Err(Error::refused(EINVAL, refuse::no_size(name))) } else { Ok(self) }
    }

    /// Writes what the caller has room for, but its size, and zeroes behind what this leat knows.
    pub(crate) fn set(self, value: &T) {
        let header = size_of::<usize>();
        let known = self.size.min(size_of::<T>());
        let from = (&raw const *value).cast::<u8>().wrapping_add(header);
        let to = self.place.cast::<u8>().wrapping_add(header);
        // SAFETY: both have so many bytes, and are different objects.
        unsafe { to.copy_from_nonoverlapping(from, known - header) };
        let rest = self.place.cast::<u8>().wrapping_add(known);
        // SAFETY: the caller's struct has `size` bytes.
        unsafe { rest.write_bytes(0, self.size - known) };
    }
}

/// How many bytes of a struct of that size are known here.
fn known<T: WithSize>(size: usize, name: &'static str) -> Result<usize, Error> {
    const { assert!(size_of::<T>() <= MOST && align_of::<T>() == align_of::<usize>()) };
    match size {
        _ if size < size_of::<usize>() => Err(Error::refused(EINVAL, refuse::no_size(name))),
        _ if size > MOST => Err(Error::refused(E2BIG, refuse::no_struct(name, size as i64))),
        _ => Ok(size.min(size_of::<T>())),
    }
}

/// Refuses bits of flags that this version does not know.
pub(crate) fn known_flags(flags: u64, known: u64, name: &'static str) -> Result<(), Error> {
    match flags & !known {
        0 => Ok(()),
        unknown => Err(Error::refused(EINVAL, refuse::flags(name, unknown as i64))),
    }
}

/// Refuses what is reserved and not 0.
pub(crate) fn reserved(value: u64, name: &'static str) -> Result<(), Error> {
    if value == 0 { Ok(()) } else { Err(Error::refused(EINVAL, refuse::reserved(name))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::refusal::Refusal;

    #[repr(C)]
    #[derive(Clone, Copy, PartialEq, Debug)]
    struct Options {
        size: usize,
        a: u64,
        b: u64,
    }

    // SAFETY: integers without padding.
    unsafe impl WithSize for Options {}

    fn read_words(words: &[usize]) -> Result<Options, Error> {
        // SAFETY: the tests say how long it is, but for the sizes that are refused before.
        unsafe { read(words.as_ptr().cast(), "options") }
    }

    #[test]
    fn older_newer_and_wrong_ones() {
        // SAFETY: NULL.
        assert_eq!(unsafe { read::<Options>(std::ptr::null(), "options") }.unwrap(), Options { size: 0, a: 0, b: 0 });
        assert_eq!(read_words(&[16, 1, 2]).unwrap(), Options { size: 16, a: 1, b: 0 });
        assert_eq!(read_words(&[24, 1, 2]).unwrap(), Options { size: 24, a: 1, b: 2 });
        assert_eq!(read_words(&[32, 1, 2, 0]).unwrap(), Options { size: 32, a: 1, b: 2 });
        let refused = |words: &[usize]| read_words(words).map_err(|error| (error.errno(), error.refusal().unwrap()));
        assert_eq!(refused(&[32, 1, 2, 3]), Err((E2BIG, Refusal::newer)));
        assert_eq!(refused(&[4097, 0, 0]), Err((E2BIG, Refusal::no_struct)));
        assert_eq!(refused(&[0, 0, 0]), Err((EINVAL, Refusal::no_size)));
        assert_eq!(refused(&[7, 0, 0]), Err((EINVAL, Refusal::no_size)));
    }

    #[test]
    fn a_result_is_written_as_far_as_there_is_room() {
        for (size, expected) in [(8usize, [7usize, 7, 7]), (16, [1, 7, 7]), (24, [1, 2, 7]), (32, [1, 2, 0])] {
            let mut words = [size, 7, 7, 7];
            // SAFETY: it has at most 32 bytes.
            let filled = unsafe { Filled::<Options>::new(words.as_mut_ptr().cast(), "result") }.unwrap();
            filled.set(&Options { size: 99, a: 1, b: 2 });
            assert_eq!(words, [size, expected[0], expected[1], expected[2]]);
        }
    }
}
