//! Objects that C knows by an incomplete struct.
//!
//! A handle belongs to the process that made it, and one call at a time is under way on it, unless its value is made for
//! several (`share`). Who frees it while such a call is under way, as a handler does that has interrupted it, has it freed when
//! that returns.
#![allow(unsafe_code, reason = "handles are pointers of C")]

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

use libc::{EBUSY, EFAULT, ELIBBAD, EPERM};

use super::error::Error;
use super::fork::Maker;
use super::memory;
use crate::explain::refuse;

pub(crate) struct Handle<T> {
    maker: Maker,
    state: AtomicU32,
    value: UnsafeCell<T>,
}

/// A call is under way.
const BUSY: u32 = 1;
/// It is to be freed when that returns.
const DOOMED: u32 = 2;
/// A call has panicked.
const BROKEN: u32 = 4;

/// A new handle, which is C's from now on.
pub(crate) fn new<T>(value: T) -> Result<*mut Handle<T>, Error> {
    Place::new().map(|place| place.fill(value))
}

/// The memory of a handle to come, for a value that is not to be made in vain: what was started cannot be taken back.
pub(crate) struct Place<T>(Box<MaybeUninit<Handle<T>>>);

impl<T> Place<T> {
    pub(crate) fn new() -> Result<Place<T>, Error> {
        memory::boxed(MaybeUninit::uninit()).map(Place)
    }

    /// As `new`.
    pub(crate) fn fill(self, value: T) -> *mut Handle<T> {
        let handle = Handle { maker: Maker::this(), state: AtomicU32::new(0), value: UnsafeCell::new(value) };
        Box::into_raw(Box::write(self.0, handle))
    }
}

/// The handle behind a pointer of C, if this process may use it.
unsafe fn of<'a, T>(pointer: *const Handle<T>, name: &'static str) -> Result<&'a Handle<T>, Error> {
    // SAFETY: the caller says that it is NULL or a handle that was not freed.
    let Some(handle) = (unsafe { pointer.as_ref() }) else {
        return Err(Error::refused(EFAULT, refuse::no_handle(name)));
    };
    if !handle.maker.is_this() {
        return Err(Error::refused(EPERM, refuse::forked(name, i64::from(handle.maker.pid()))));
    }
    Ok(handle)
}

/// The value, for this call alone: EBUSY while another is under way.
///
/// # Safety
/// NULL, or a handle that is not freed while the call is under way, but by itself.
pub(crate) unsafe fn enter<'a, T>(pointer: *mut Handle<T>, name: &'static str) -> Result<Entered<'a, T>, Error> {
    // SAFETY: as of this function.
    let handle = unsafe { of(pointer, name)? };
    match handle.state.fetch_or(BUSY, Acquire) {
        before if before & BUSY != 0 => Err(Error::refused(EBUSY, refuse::busy(name))),
        before if before & BROKEN != 0 => {
            handle.state.fetch_and(!BUSY, Release);
            Err(Error::refused(ELIBBAD, refuse::broken(name)))
        }
        _ => Ok(Entered { handle }),
    }
}

/// The value, for any number of calls at a time.
///
/// # Safety
/// NULL, or a handle that is not freed while the reference lives, nor is ever entered.
pub(crate) unsafe fn share<'a, T: Sync>(pointer: *const Handle<T>, name: &'static str) -> Result<&'a T, Error> {
    // SAFETY: as of this function.
    let handle = unsafe { of(pointer, name)? };
    // SAFETY: nobody has it for himself.
    Ok(unsafe { &*handle.value.get() })
}

/// Frees the handle: at once, or when the call returns that is under way. Dropping the value ends what it stands for; a child
/// that has inherited the handle by fork(2) must not do that, and has `inherited` take the value, which only closes; and one in
/// which that was closed already leaves it.
///
/// # Safety
/// NULL, or a handle that nobody uses afterwards.
pub(crate) unsafe fn free<T>(pointer: *mut Handle<T>, inherited: impl FnOnce(T)) {
    // SAFETY: as of this function.
    let Some(handle) = (unsafe { pointer.as_ref() }) else { return };
    if !handle.maker.is_this() {
        if handle.maker.has_lost_descriptors() {
            return;
        }
        // SAFETY: it came from new(), and nobody has it any more.
        let handle = unsafe { Box::from_raw(pointer) };
        return inherited(handle.value.into_inner());
    }
    if handle.state.fetch_or(DOOMED, AcqRel) & BUSY == 0 {
        // SAFETY: as above.
        drop(unsafe { Box::from_raw(pointer) });
    }
}

/// A call that has the handle for itself.
pub(crate) struct Entered<'a, T> {
    handle: &'a Handle<T>,
}

impl<T> Deref for Entered<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: there is one Entered of a handle at a time.
        unsafe { &*self.handle.value.get() }
    }
}

impl<T> DerefMut for Entered<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above.
        unsafe { &mut *self.handle.value.get() }
    }
}

impl<T> Drop for Entered<'_, T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.handle.state.fetch_or(BROKEN, Relaxed);
        }
        if self.handle.state.fetch_and(!BUSY, AcqRel) & DOOMED != 0 {
            // SAFETY: it came from new(); free() has left it to this call, and nobody else has it.
            drop(unsafe { Box::from_raw(std::ptr::from_ref(self.handle).cast_mut()) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundary::guard::guard;
    use crate::explain::refusal::Refusal;
    use std::sync::Arc;

    #[test]
    fn one_call_at_a_time_and_freed_behind_the_last() {
        let counted = Arc::new(());
        let handle = new(counted.clone()).unwrap();
        // SAFETY: it is freed below.
        let entered = unsafe { enter(handle, "it") }.unwrap();
        // SAFETY: as above.
        let refused = unsafe { enter(handle, "it") }.map(|_| ()).unwrap_err();
        assert_eq!((refused.errno(), refused.refusal()), (EBUSY, Some(Refusal::busy)));
        // SAFETY: nobody uses it but `entered`.
        unsafe { free(handle, |_| panic!("it is ours")) };
        assert_eq!(Arc::strong_count(&counted), 2);
        drop(entered);
        assert_eq!(Arc::strong_count(&counted), 1);
    }

    #[test]
    fn after_a_panic_it_can_only_be_freed() {
        let handle = new(1).unwrap();
        let result = guard(-1, || {
            // SAFETY: it is freed below.
            let _entered = unsafe { enter(handle, "it") }.unwrap();
            panic!("a bug");
        });
        assert_eq!(result, -1);
        // SAFETY: as above.
        let refused = unsafe { enter(handle, "it") }.map(|_| ()).unwrap_err();
        assert_eq!(refused.errno(), ELIBBAD);
        // SAFETY: nobody uses it afterwards.
        unsafe { free(handle, |_| ()) };
    }
}
