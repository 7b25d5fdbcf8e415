//! The stop of this thread, which hangs on a pthread key, as the thread's text does (`error/buffer.rs`): a thread that ends
//! gives it back.
#![allow(unsafe_code, reason = "pthread keys hold pointers, and stops are counted")]

use std::ffi::c_void;
use std::ops::Deref;
use std::ptr::NonNull;

use super::leat_stop;
use crate::boundary::error::Error;
use crate::boundary::thread_key::ThreadKey;

static KEY: ThreadKey = ThreadKey::new(give_back);

/// A stop that stays at least as long as this.
pub(crate) struct Attached(NonNull<leat_stop>);

impl Attached {
    /// Counts the stop once more.
    pub(super) fn of(stop: &leat_stop) -> Attached {
        stop.take();
        Attached(NonNull::from(stop))
    }

    /// Leaves the counting to whoever gets the pointer.
    fn into_raw(self) -> *mut leat_stop {
        std::mem::ManuallyDrop::new(self).0.as_ptr()
    }

    /// The one that `into_raw` has left.
    ///
    /// # Safety
    /// It comes from there, once.
    pub(super) unsafe fn from_raw(stop: *mut leat_stop) -> Option<Attached> {
        NonNull::new(stop).map(Attached)
    }
}

impl Deref for Attached {
    type Target = leat_stop;

    fn deref(&self) -> &leat_stop {
        // SAFETY: it is counted.
        unsafe { self.0.as_ref() }
    }
}

impl Clone for Attached {
    fn clone(&self) -> Attached {
        Attached::of(self)
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        if self.give_back() {
            // SAFETY: it came from a Box, and was the last to count it.
            drop(unsafe { Box::from_raw(self.0.as_ptr()) });
        }
    }
}

extern "C" fn give_back(stop: *mut c_void) {
    // SAFETY: the key's value is what attach() has left there.
    drop(unsafe { Attached::from_raw(stop.cast()) });
}

/// The stop that is attached to this thread. A forked child has none: its parent's is not to end its calls.
pub(crate) fn attached() -> Option<Attached> {
    with_attached(Attached::of)
}

/// Was it thrown?
pub(crate) fn is_thrown_here() -> bool {
    with_attached(leat_stop::is_thrown).unwrap_or(false)
}

fn with_attached<R>(body: impl FnOnce(&leat_stop) -> R) -> Option<R> {
    let stop = KEY.get().cast::<leat_stop>();
    // SAFETY: the key holds a counted stop, or NULL.
    let stop = unsafe { stop.as_ref() }?;
    stop.is_ours().then(|| body(stop))
}

/// Attaches it to this thread, or none, and gives the one before.
pub(super) fn attach(stop: Option<Attached>) -> Result<Option<Attached>, Error> {
    let before = KEY.get().cast::<leat_stop>();
    let stop = stop.map_or(std::ptr::null_mut(), Attached::into_raw);
    if let Err(error) = KEY.set(stop.cast()) {
        // SAFETY: it is the one above, which the key did not take.
        drop(unsafe { Attached::from_raw(stop) });
        return Err(error);
    }
    // SAFETY: the key does not have it any more.
    Ok(unsafe { Attached::from_raw(before) })
}
