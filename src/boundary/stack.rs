//! How much of its stack a thread has left.
#![allow(unsafe_code, reason = "calls of libc")]

use std::mem::MaybeUninit;

/// The bytes between here and the end of this thread's stack; None where that is not known: on a stack of somebody
/// else's making, or where there is no limit.
pub(crate) fn left() -> Option<usize> {
    let (end, size) = if is_first_thread() { of_first_thread() } else { of_thread() }?;
    // The stack grows down from its other end, and this variable is on it.
    let here = (&raw const end).addr();
    here.checked_sub(end).filter(|left| *left <= size)
}

fn is_first_thread() -> bool {
    // SAFETY: takes nothing.
    let thread = unsafe { libc::gettid() };
    // SAFETY: takes nothing.
    thread == unsafe { libc::getpid() }
}

/// Of the first thread of a process libc knows no stack: it looks for it in the list of all mappings, which may be long. It
/// begins where the kernel put the program's arguments, and ends at its limit.
fn of_first_thread() -> Option<(usize, usize)> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: there is room for the limit.
    if unsafe { libc::getrlimit(libc::RLIMIT_STACK, &raw mut limit) } != 0 || limit.rlim_cur == libc::RLIM_INFINITY {
        return None;
    }
    // SAFETY: takes a number. The bytes at the address it gives lie between the stack's beginning and the arguments.
    let start = unsafe { libc::getauxval(libc::AT_RANDOM) } as usize;
    let size = usize::try_from(limit.rlim_cur).ok()?;
    Some((start.checked_sub(size)?, size))
}

fn of_thread() -> Option<(usize, usize)> {
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
    (failed == 0).then(|| (end.addr(), size))
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
