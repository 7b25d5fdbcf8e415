//! Does this code run in a signal handler?
//!
//! The kernel does not say, but the stack does: between a handler and what it interrupted is the frame to which the
//! handler returns, and the unwinder knows it. A stack that cannot be followed to its beginning, as a frame on it was
//! compiled without unwind tables, might be a handler's too.
#![allow(unsafe_code, reason = "the unwinder is C")]

use std::ffi::{c_int, c_void};

unsafe extern "C" {
    fn _Unwind_Backtrace(each: extern "C" fn(*mut c_void, *mut c_void) -> c_int, user: *mut c_void) -> c_int;
    fn _Unwind_GetIPInfo(frame: *mut c_void, ret_before: *mut c_int) -> usize;
}

/// Unwind.h: go on.
const URC_NO_REASON: c_int = 0;
/// No honest stack is deeper, and walking it must end.
const DEEPEST: usize = 10_000;

struct Walk {
    depth: usize,
    in_handler: bool,
    /// The last frame's instruction: 0 behind the first function of a thread.
    last: usize,
}

/// Async-signal-safe where the unwinder finds its tables without a lock, which it does with glibc 2.35 and gcc 12.
pub(crate) fn may_be_in_one() -> bool {
    if is_on_signal_stack() {
        return true;
    }
    let mut walk = Walk { depth: 0, in_handler: false, last: usize::MAX };
    // SAFETY: `look` gets what is given here, while it lives.
    unsafe { _Unwind_Backtrace(look, (&raw mut walk).cast()) };
    walk.in_handler || walk.last != 0
}

/// Is this a stack for handlers (sigaltstack)? On it there may be too little room to walk.
fn is_on_signal_stack() -> bool {
    let mut stack = libc::stack_t { ss_sp: std::ptr::null_mut(), ss_flags: 0, ss_size: 0 };
    // SAFETY: there is room for the answer, and nothing is set.
    unsafe { libc::sigaltstack(std::ptr::null(), &raw mut stack) == 0 && stack.ss_flags & libc::SS_ONSTACK != 0 }
}

extern "C" fn look(frame: *mut c_void, walk: *mut c_void) -> c_int {
    // SAFETY: it is the walk of may_be_in_one, which nobody else uses meanwhile.
    let Some(walk) = (unsafe { walk.cast::<Walk>().as_mut() }) else { return !URC_NO_REASON };
    let mut before = 0;
    // SAFETY: the unwinder's frame, and room for the answer.
    walk.last = unsafe { _Unwind_GetIPInfo(frame, &raw mut before) };
    // Of a call the return address is behind the instruction; of what a signal has interrupted it is the instruction.
    walk.in_handler |= before != 0;
    walk.depth += 1;
    if walk.in_handler || walk.depth > DEEPEST { !URC_NO_REASON } else { URC_NO_REASON }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;
    use std::sync::atomic::Ordering::SeqCst;

    static SEEN: AtomicU32 = AtomicU32::new(0);

    extern "C" fn handler(_: c_int) {
        SEEN.store(1 + u32::from(may_be_in_one()), SeqCst);
    }

    #[test]
    fn in_a_handler_and_not() {
        assert!(!may_be_in_one());
        std::thread::spawn(|| assert!(!may_be_in_one())).join().unwrap();
        // That no other test uses.
        let signal = libc::SIGRTMIN() + 7;
        // SAFETY: the handler only uses atomics and the unwinder.
        unsafe { libc::signal(signal, handler as extern "C" fn(c_int) as usize) };
        // SAFETY: raises a signal that is handled.
        unsafe { libc::raise(signal) };
        assert_eq!(SEEN.load(SeqCst), 2);
        assert!(!may_be_in_one());
    }
}
