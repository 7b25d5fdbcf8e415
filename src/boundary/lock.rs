//! A lock between threads.
//!
//! It is the C library's and not Rust's, which the checkers of C programs (helgrind, drd, ThreadSanitizer) do not see: they
//! would find races in programs that have none.
#![allow(unsafe_code, reason = "calls of libc, and what the lock guards")]

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};

use libc::pthread_mutex_t;

use super::error::Error;
use super::memory;

/// A value that one thread at a time has. Held for moments only, never where a callback of the caller's runs or something may
/// block: who waits for it has no deadline, and no stop ends that.
pub(crate) struct Lock<T> {
    /// It may not be moved.
    mutex: Box<UnsafeCell<pthread_mutex_t>>,
    value: UnsafeCell<T>,
}

// SAFETY: one thread at a time has the value.
unsafe impl<T: Send> Sync for Lock<T> {}
// SAFETY: it is not moved while somebody holds it.
unsafe impl<T: Send> Send for Lock<T> {}

pub(crate) struct Locked<'a, T>(&'a Lock<T>);

impl<T> Lock<T> {
    pub(crate) fn new(value: T) -> Result<Lock<T>, Error> {
        let mutex = memory::boxed(UnsafeCell::new(libc::PTHREAD_MUTEX_INITIALIZER))?;
        Ok(Lock { mutex, value: UnsafeCell::new(value) })
    }

    pub(crate) fn lock(&self) -> Locked<'_, T> {
        // SAFETY: an initialised mutex that stays where it is. (A plain one fails for nobody.)
        unsafe { libc::pthread_mutex_lock(self.mutex.get()) };
        Locked(self)
    }

    /// Without locking, as nobody else has it.
    pub(crate) fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }
}

impl<T> Drop for Lock<T> {
    fn drop(&mut self) {
        // SAFETY: nobody has it any more.
        unsafe { libc::pthread_mutex_destroy(self.mutex.get()) };
    }
}

impl<T> Deref for Locked<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this thread has the lock.
        unsafe { &*self.0.value.get() }
    }
}

impl<T> DerefMut for Locked<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this thread has the lock.
        unsafe { &mut *self.0.value.get() }
    }
}

impl<T> Drop for Locked<'_, T> {
    fn drop(&mut self) {
        // SAFETY: this thread has locked it.
        unsafe { libc::pthread_mutex_unlock(self.0.mutex.get()) };
    }
}
