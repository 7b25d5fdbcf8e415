//! One text a thread, made at its first use and freed at the thread's end.
//!
//! It hangs on a pthread key: a thread-local variable would take the scarce initial-exec storage that the record needs.
#![allow(unsafe_code, reason = "pthread keys hold pointers")]

use std::ffi::{c_int, c_void};

use libc::pthread_key_t;
use once_cell::sync::OnceCell;

use crate::explain::text::Text;

static KEY: OnceCell<pthread_key_t> = OnceCell::new();

/// This thread's text; None if there is no key or no memory left.
pub(super) fn this_threads() -> Option<&'static mut Text> {
    let key = *KEY.get_or_try_init(new_key).ok()?;
    // SAFETY: the key exists.
    let mut text = unsafe { libc::pthread_getspecific(key) }.cast::<Text>();
    if text.is_null() {
        // SAFETY: takes a size.
        text = unsafe { libc::malloc(size_of::<Text>()) }.cast();
        if text.is_null() {
            return None;
        }
        // SAFETY: malloc gave this many bytes, aligned for anything.
        unsafe { text.write(Text::new()) };
        // SAFETY: the key exists.
        if unsafe { libc::pthread_setspecific(key, text.cast()) } != 0 {
            // SAFETY: it came from malloc and nobody has it.
            unsafe { libc::free(text.cast()) };
            return None;
        }
    }
    // SAFETY: it is initialised and is this thread's alone; callers hold it for one call of leat, which is not reentered.
    unsafe { text.as_mut() }
}

fn new_key() -> Result<pthread_key_t, c_int> {
    let mut key = 0;
    // SAFETY: the destructor takes what pthread_setspecific was given.
    match unsafe { libc::pthread_key_create(&raw mut key, Some(free)) } {
        0 => Ok(key),
        error => Err(error),
    }
}

extern "C" fn free(text: *mut c_void) {
    // SAFETY: it came from malloc, and its thread is gone.
    unsafe { libc::free(text) };
}
