//! One text a thread, made at its first use and freed at the thread's end.
#![allow(unsafe_code, reason = "a thread's key holds pointers")]

use std::ffi::c_void;

use crate::boundary::thread_key::ThreadKey;
use crate::explain::text::Text;

static KEY: ThreadKey = ThreadKey::new(free);

/// This thread's text; None if there is no key or no memory left.
pub(super) fn this_threads() -> Option<&'static mut Text> {
    let mut text = KEY.get().cast::<Text>();
    if text.is_null() {
        KEY.prepare().ok()?;
        // SAFETY: takes a size.
        text = unsafe { libc::malloc(size_of::<Text>()) }.cast();
        if text.is_null() {
            return None;
        }
        // SAFETY: malloc gave this many bytes, aligned for anything.
        unsafe { text.write(Text::new()) };
        if KEY.set(text.cast()).is_err() {
            // SAFETY: it came from malloc and nobody has it.
            unsafe { libc::free(text.cast()) };
            return None;
        }
    }
    // SAFETY: it is initialised and is this thread's alone; callers hold it for one call of leat, which is not
    // reentered.
    unsafe { text.as_mut() }
}

extern "C" fn free(text: *mut c_void) {
    // SAFETY: it is initialised, and its thread is gone.
    unsafe { text.cast::<Text>().drop_in_place() };
    // SAFETY: it came from malloc.
    unsafe { libc::free(text) };
}
