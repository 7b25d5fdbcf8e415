//! How much of its stack a thread has left.
#![allow(unsafe_code, reason = "calls of libc")]

use std::mem::MaybeUninit;

/// The kernel leaves at least so much room below the stack that it makes, whatever its limit.
const LEAST_GAP: usize = 128 << 20;

/// The bytes between here and the end of this thread's stack; None where that is not known: on a stack of somebody
/// else's making.
pub(crate) fn left() -> Option<usize> {
    let marker = 0u8;
    let here = (&raw const marker).addr();
    // In a child that a thread has forked the first thread is on that one's stack.
    if is_first_thread()
        && let Some(left) = left_of_first(here)
    {
        return Some(left);
    }
    let (end, size) = of_thread()?;
    // The stack grows down from its other end.
    here.checked_sub(end).filter(|left| *left <= size)
}

fn is_first_thread() -> bool {
    // SAFETY: takes nothing.
    let thread = unsafe { libc::gettid() };
    // SAFETY: takes nothing.
    thread == unsafe { libc::getpid() }
}

/// Of the first thread of a process libc knows no stack: it looks for it in the list of all mappings, which may be long. It
/// begins above the program's arguments, where its name is, and ends at its limit. None: here is not on it.
fn left_of_first(here: usize) -> Option<usize> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: there is room for the limit.
    if unsafe { libc::getrlimit(libc::RLIMIT_STACK, &raw mut limit) } != 0 {
        return None;
    }
    // SAFETY: takes a number.
    let beginning = unsafe { libc::getauxval(libc::AT_EXECFN) } as usize;
    let size = usize::try_from(limit.rlim_cur).unwrap_or(usize::MAX);
    // The limit may have been lowered since.
    let used = beginning.checked_sub(here).filter(|used| *used <= size.max(LEAST_GAP))?;
    Some(size.saturating_sub(used))
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

    /// The tests are run by threads that were made; of these the first stack is not theirs.
    #[test]
    fn of_the_first_thread() {
        // SAFETY: takes a number.
        let beginning = unsafe { libc::getauxval(libc::AT_EXECFN) } as usize;
        let left = |used| left_of_first(beginning.wrapping_sub(used));
        let whole = left(0).unwrap();
        assert_eq!((left(1000), left(50_000)), (Some(whole - 1000), Some(whole - 50_000)));
        let marker = 0u8;
        assert_eq!(left_of_first((&raw const marker).addr()), None);
        assert_eq!(left_of_first(beginning + 4096), None);
    }

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
