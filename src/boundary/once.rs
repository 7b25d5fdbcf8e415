//! A value that is set once, and then only read: by any number of threads at a time, for as long as they like.
//!
//! Whether it is there is asked for under a lock, and not of an atomic variable, for the reason that `lock` tells.
#![allow(unsafe_code, reason = "what was set stays where it is")]

use super::error::Error;
use super::lock::Lock;

pub(crate) struct Once<T>(Lock<Option<T>>);

impl<T: Send + Sync> Once<T> {
    pub(crate) fn new() -> Result<Once<T>, Error> {
        Ok(Once(Lock::new(None)?))
    }

    /// Sets it, if it was not.
    pub(crate) fn set(&self, value: T) {
        let mut place = self.0.lock();
        if place.is_none() {
            *place = Some(value);
        }
    }

    pub(crate) fn get(&self) -> Option<&T> {
        let place = self.0.lock();
        let value = place.as_ref().map(std::ptr::from_ref);
        // SAFETY: once it is there nobody changes it, while this is shared.
        value.map(|value| unsafe { &*value })
    }

    /// Without locking, as nobody else has it.
    pub(crate) fn get_mut(&mut self) -> Option<&mut T> {
        self.0.get_mut().as_mut()
    }
}
