//! What belongs to a thread and ends with it: a pointer on a pthread key. (A thread-local variable would take the scarce
//! initial-exec storage that the record needs.)
//!
//! Nobody waits for the key. A thread that is just making it is not there any more in a child forked by another, and a
//! handler may have interrupted it: either would wait for ever. So whoever finds no key makes one, and the first stays.
#![allow(unsafe_code, reason = "pthread keys hold pointers")]

use std::ffi::c_void;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{AcqRel, Acquire};

use libc::pthread_key_t;

use super::error::Error;
use crate::explain::refuse;

pub(crate) struct ThreadKey {
    /// The key and 1; 0 before it is made.
    key: AtomicU32,
    /// Takes what a thread that ends has left.
    end: extern "C" fn(*mut c_void),
}

impl ThreadKey {
    pub(crate) const fn new(end: extern "C" fn(*mut c_void)) -> ThreadKey {
        ThreadKey { key: AtomicU32::new(0), end }
    }

    /// This thread's pointer; NULL before one is set.
    pub(crate) fn get(&self) -> *mut c_void {
        match self.key.load(Acquire).checked_sub(1) {
            // SAFETY: the key exists.
            Some(key) => unsafe { libc::pthread_getspecific(key) },
            None => std::ptr::null_mut(),
        }
    }

    /// Makes the key, if there is none. Whoever allocates what he will set does that before: in a child that is forked
    /// meanwhile by another thread nobody would have it any more.
    pub(crate) fn prepare(&self) -> Result<pthread_key_t, Error> {
        self.key.load(Acquire).checked_sub(1).map_or_else(|| self.make(), Ok)
    }

    /// Sets it. What was there before is the caller's.
    pub(crate) fn set(&self, pointer: *mut c_void) -> Result<(), Error> {
        if pointer.is_null() && self.key.load(Acquire) == 0 {
            return Ok(());
        }
        let key = self.prepare()?;
        // SAFETY: the key exists.
        match unsafe { libc::pthread_setspecific(key, pointer) } {
            0 => Ok(()),
            _ => Err(Error::no_memory()),
        }
    }

    fn make(&self) -> Result<pthread_key_t, Error> {
        let mut key = 0;
        // SAFETY: the destructor takes what pthread_setspecific was given.
        match unsafe { libc::pthread_key_create(&raw mut key, Some(self.end)) } {
            0 => {}
            libc::ENOMEM => return Err(Error::no_memory()),
            errno => return Err(Error::refused(errno, refuse::no_key())),
        }
        let Err(first) = self.key.compare_exchange(0, key + 1, AcqRel, Acquire) else { return Ok(key) };
        // SAFETY: it was made above, and nobody else knows of it.
        unsafe { libc::pthread_key_delete(key) };
        Ok(first - 1)
    }
}
