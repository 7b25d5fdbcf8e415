//! How much of its stack a thread has left.
#![allow(unsafe_code, reason = "calls of libc")]

use std::mem::MaybeUninit;

/// The bytes between here and the end of this thread's stack; None where that is not known: on a stack of somebody
/// else's making.
pub(crate) fn left() -> Option<usize> {
    let mut attributes = MaybeUninit::uninit();
    // SAFETY: takes nothing.
    let this = unsafe { libc::pthread_self() };
    // SAFETY: this thread exists, and there is room for its attributes.
    if unsafe { libc::pthread_getattr_np(this, attributes.as_mut_ptr()) } != 0 {
        return None;
    }
    let (mut end, mut size) = (std::ptr::null_mut(), 0);
    // SAFETY: they were filled in above.
    let failed = unsafe { libc::pthread_attr_getstack(attributes.as_ptr(), &raw mut end, &raw mut size) };
    // SAFETY: as above; this is their last use.
    unsafe { libc::pthread_attr_destroy(attributes.as_mut_ptr()) };
    // The stack grows down from its other end, and this variable is on it.
    let here = (&raw const failed).addr();
    (failed == 0).then(|| here.checked_sub(end.addr())).flatten().filter(|left| *left <= size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_thread_and_deeper_in_it() {
        let thread = std::thread::Builder::new().stack_size(256 << 10);
        thread
            .spawn(|| {
                let here = left().unwrap();
                assert!((100 << 10..=260 << 10).contains(&here), "{here}");
                let deeper = || std::hint::black_box([0u8; 10_000])[0] as usize + left().unwrap();
                assert!(deeper() < here);
            })
            .unwrap()
            .join()
            .unwrap();
    }
}
