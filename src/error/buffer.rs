//! One text a thread, made at its first use and freed at the thread's end.
//!
//! It hangs on a pthread key: a thread-local variable would take the scarce initial-exec storage that the record needs.
//!
//! Nobody waits for the key. A thread that is just making it is not there any more in a child forked by another, and a
//! handler may have interrupted it: either would wait for ever. So whoever finds no key makes one, and the first stays.
#![allow(unsafe_code, reason = "pthread keys hold pointers")]

use std::ffi::c_void;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{AcqRel, Acquire};

use libc::pthread_key_t;

use crate::explain::text::Text;

/// The key and 1; 0 before it is made.
static KEY: AtomicU32 = AtomicU32::new(0);

/// This thread's text; None if there is no key or no memory left.
pub(super) fn this_threads() -> Option<&'static mut Text> {
    let key = KEY.load(Acquire).checked_sub(1).or_else(new_key)?;
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
    // SAFETY: it is initialised and is this thread's alone; callers hold it for one call of leat, which is not
    // reentered.
    unsafe { text.as_mut() }
}

fn new_key() -> Option<pthread_key_t> {
    let mut key = 0;
    // SAFETY: the destructor takes what pthread_setspecific was given.
    if unsafe { libc::pthread_key_create(&raw mut key, Some(free)) } != 0 {
        return None;
    }
    let Err(first) = KEY.compare_exchange(0, key + 1, AcqRel, Acquire) else { return Some(key) };
    // SAFETY: it was made above, and nobody else knows of it.
    unsafe { libc::pthread_key_delete(key) };
    Some(first - 1)
}

extern "C" fn free(text: *mut c_void) {
    // SAFETY: it is initialised, and its thread is gone.
    unsafe { text.cast::<Text>().drop_in_place() };
    // SAFETY: it came from malloc.
    unsafe { libc::free(text) };
}
