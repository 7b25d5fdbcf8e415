//! Pointers of C callers, which become references. NULL is refused; whether others are valid is the caller's word.
#![allow(unsafe_code, reason = "pointers of C")]

use std::ffi::{CStr, c_char, c_void};
use std::ptr::NonNull;

use libc::EFAULT;

use super::error::Error;
use super::memory;
use crate::explain::refuse;

pub(super) fn not_null<T>(pointer: *mut T, name: &'static str) -> Result<NonNull<T>, Error> {
    NonNull::new(pointer).ok_or_else(|| Error::refused(EFAULT, refuse::null(name)))
}

/// A place for an output, which is untouched until `set`.
pub(crate) struct Out<T>(Option<NonNull<T>>);

impl<T> Out<T> {
    /// # Safety
    /// NULL, or a T may be written there while this lives.
    pub(crate) unsafe fn new(pointer: *mut T, name: &'static str) -> Result<Out<T>, Error> {
        Ok(Out(Some(not_null(pointer, name)?)))
    }

    /// One that the caller may not want.
    ///
    /// # Safety
    /// As of `new`.
    pub(crate) unsafe fn optional(pointer: *mut T) -> Out<T> {
        Out(NonNull::new(pointer))
    }

    pub(crate) fn set(&mut self, value: T) {
        if let Some(place) = self.0 {
            // SAFETY: the caller of new() says so.
            unsafe { place.write(value) };
        }
    }
}

/// # Safety
/// NULL, or so many bytes may be read there while the slice lives. The size may be 0, and the pointer is then not followed.
pub(crate) unsafe fn bytes<'a>(pointer: *const c_void, size: usize, name: &'static str) -> Result<&'a [u8], Error> {
    if size == 0 {
        return Ok(&[]);
    }
    let start = not_null(pointer.cast_mut().cast(), name)?;
    let size = at_most_half(size, name)?;
    // SAFETY: the caller says so.
    Ok(unsafe { std::slice::from_raw_parts(start.as_ptr(), size) })
}

/// # Safety
/// NULL, or so many bytes may be written there while the slice lives. They need not be initialised, and nothing but the
/// kernel may read them. The size may be 0, and the pointer is then not followed.
pub(crate) unsafe fn bytes_mut<'a>(
    pointer: *mut c_void,
    size: usize,
    name: &'static str,
) -> Result<&'a mut [u8], Error> {
    if size == 0 {
        return Ok(&mut []);
    }
    let start = not_null(pointer.cast(), name)?;
    let size = at_most_half(size, name)?;
    // SAFETY: the caller says so.
    Ok(unsafe { std::slice::from_raw_parts_mut(start.as_ptr(), size) })
}

/// An array of `count` structs. As `bytes`.
///
/// # Safety
/// NULL, or so many may be read there while the slice lives.
pub(crate) unsafe fn items<'a, T>(pointer: *const T, count: usize, name: &'static str) -> Result<&'a [T], Error> {
    if count == 0 {
        return Ok(&[]);
    }
    let start = not_null(pointer.cast_mut(), name)?;
    at_most_half(count.saturating_mul(size_of::<T>()), name)?;
    // SAFETY: the caller says so.
    Ok(unsafe { std::slice::from_raw_parts(start.as_ptr(), count) })
}

/// # Safety
/// NULL, or so many may be read and written there while the slice lives.
pub(crate) unsafe fn items_mut<'a, T>(pointer: *mut T, count: usize, name: &'static str) -> Result<&'a mut [T], Error> {
    if count == 0 {
        return Ok(&mut []);
    }
    let start = not_null(pointer, name)?;
    at_most_half(count.saturating_mul(size_of::<T>()), name)?;
    // SAFETY: the caller says so.
    Ok(unsafe { std::slice::from_raw_parts_mut(start.as_ptr(), count) })
}

/// No object is larger (C11, 7.19 and PTRDIFF_MAX), nor may a slice be.
fn at_most_half(size: usize, name: &'static str) -> Result<usize, Error> {
    if size > isize::MAX as usize {
        return Err(Error::refused(libc::EINVAL, refuse::too_large(name, size as i64)));
    }
    Ok(size)
}

/// # Safety
/// NULL, or a string ended by a NUL that stays while the reference lives.
pub(crate) unsafe fn string<'a>(pointer: *const c_char, name: &'static str) -> Result<&'a CStr, Error> {
    let start = not_null(pointer.cast_mut(), name)?;
    // SAFETY: the caller says so.
    Ok(unsafe { CStr::from_ptr(start.as_ptr()) })
}

/// One that may be NULL.
///
/// # Safety
/// As of `string`.
pub(crate) unsafe fn optional_string<'a>(pointer: *const c_char) -> Option<&'a CStr> {
    // SAFETY: the caller says so.
    (!pointer.is_null()).then(|| unsafe { CStr::from_ptr(pointer) })
}

/// The strings of a vector that ends with NULL, as argv.
///
/// # Safety
/// NULL, or such a vector, that stays while the references live.
pub(crate) unsafe fn strings<'a>(vector: *const *const c_char, name: &'static str) -> Result<Vec<&'a CStr>, Error> {
    let start = not_null(vector.cast_mut(), name)?;
    let mut strings = memory::vector(0)?;
    for index in 0.. {
        let place = start.as_ptr().wrapping_add(index);
        // SAFETY: the vector is read up to its NULL.
        let string = unsafe { place.read() };
        // SAFETY: a string of the vector.
        let Some(string) = (unsafe { optional_string(string) }) else { break };
        strings.try_reserve(1)?;
        strings.push(string);
    }
    Ok(strings)
}
