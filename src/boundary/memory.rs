//! Memory for callers: there may be none.
#![allow(unsafe_code, reason = "a Box that may not be had is made of an allocation")]

use std::alloc::{Layout, alloc};
use std::collections::TryReserveError;
use std::ffi::CString;

use super::error::Error;

/// `Box::new`, but ENOMEM.
pub(crate) fn boxed<T>(value: T) -> Result<Box<T>, Error> {
    const { assert!(size_of::<T>() != 0) };
    // SAFETY: the layout has a size.
    let place = unsafe { alloc(Layout::new::<T>()) }.cast::<T>();
    if place.is_null() {
        return Err(Error::no_memory());
    }
    // SAFETY: it is room for a T, aligned for it.
    unsafe { place.write(value) };
    // SAFETY: it came from the allocator with the layout of a T, and is initialised.
    Ok(unsafe { Box::from_raw(place) })
}

/// A vector with room for so many.
pub(crate) fn vector<T>(capacity: usize) -> Result<Vec<T>, Error> {
    let mut vector = Vec::new();
    vector.try_reserve_exact(capacity)?;
    Ok(vector)
}

/// Makes room for so many bytes more: twice the room, but never more than what may come at most.
pub(crate) fn reserve(vector: &mut Vec<u8>, more: usize, most: usize) -> Result<(), Error> {
    if vector.capacity() - vector.len() < more {
        let wanted = (2 * vector.capacity()).max(vector.len() + more).min(most.max(vector.len() + more));
        vector.try_reserve_exact(wanted - vector.len())?;
    }
    Ok(())
}

impl From<TryReserveError> for Error {
    fn from(_: TryReserveError) -> Error {
        Error::no_memory()
    }
}

/// Bytes without a NUL, as a string.
pub(crate) fn string(bytes: &[u8]) -> Result<CString, Error> {
    let mut room = vector(bytes.len() + 1)?;
    room.extend_from_slice(bytes);
    room.push(0);
    CString::from_vec_with_nul(room).map_err(|_| Error::no_memory())
}
