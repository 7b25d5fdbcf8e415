//! What every mirror does: call the libc function of its name exactly once, and record a failure.
//!
//! A mirror has no guard, no value with `Drop`, nothing that can panic, allocate, lock or initialise; it is
//! `extern "C-unwind"` and imports its libc function as `C-unwind` itself. So thread cancellation, a `siglongjmp` out
//! of a handler, signal handlers and the child between fork and exec all work as POSIX says.

use std::ffi::{c_int, c_void};

use libc::{MAP_FAILED, SIG_ERR, sigval};

/// A result in which libc's usual failure, -1 or NULL, can be told from success.
pub(crate) trait Outcome: Copy {
    fn failed(self) -> bool;
}

macro_rules! integer_outcomes {
    ($($type:ty)*) => { $(
        impl Outcome for $type {
            fn failed(self) -> bool {
                self == -1
            }
        }
    )* };
}
integer_outcomes!(c_int isize i64);

impl<T> Outcome for *mut T {
    fn failed(self) -> bool {
        self.is_null()
    }
}

impl<T> Outcome for *const T {
    fn failed(self) -> bool {
        self.is_null()
    }
}

/// An argument as the one word that is recorded; signed numbers are sign-extended.
pub(crate) trait Argument: Copy {
    fn word(self) -> u64;
}

macro_rules! integer_arguments {
    ($($type:ty)*) => { $(
        impl Argument for $type {
            #[allow(clippy::cast_lossless, reason = "one rule for every width and sign")]
            fn word(self) -> u64 {
                self as u64
            }
        }
    )* };
}
integer_arguments!(i32 u32 i64 u64 isize usize);

impl<T> Argument for *const T {
    fn word(self) -> u64 {
        self as usize as u64
    }
}

impl<T> Argument for *mut T {
    fn word(self) -> u64 {
        self as usize as u64
    }
}

impl Argument for sigval {
    fn word(self) -> u64 {
        self.sival_ptr.word()
    }
}

/// What `mmap` and `mremap`, `shmat`, and `signal` return for failure: -1.
pub(crate) const NO_MAP: *mut c_void = MAP_FAILED;
pub(crate) const NOT_ATTACHED: *mut c_void = MAP_FAILED;
pub(crate) const NO_HANDLER: usize = SIG_ERR;

/// What `isatty` returns if it is none.
pub(crate) const NO_TERMINAL: c_int = 0;

/// The body of a mirror.
///
/// | form | for a function that |
/// | --- | --- |
/// | `mirror!(pipe(fds))` | returns -1 or NULL and sets errno |
/// | `mirror!(freopen(…) silently)` | returns NULL, and may leave errno as it was |
/// | `mirror!(mmap(…) fails NO_MAP)` | returns that value and sets errno |
/// | `mirror!(sigwait(…) returns errno)` | returns an error number |
/// | `mirror!(getaddrinfo(…) returns eai)` | returns an EAI code |
/// | `mirror!(gethostbyname(…) sets h_errno)` | returns NULL and sets h_errno |
/// | `mirror!(umask(mask) unrecorded)` | cannot fail, or fails without saying why |
///
/// `mirror!(__read_chk(…) as read(…))` calls the first and records a failure as the second.
macro_rules! mirror {
    ($name:ident($($argument:expr),*) unrecorded) => {
        // SAFETY: the caller keeps the contract of the libc function, which is this function's own.
        unsafe { $name($($argument),*) }
    };
    ($name:ident($($argument:expr),*)) => {
        $crate::mirror::mirror!($name($($argument),*) as $name($($argument),*))
    };
    ($call:ident($($passed:expr),*) as $name:ident($($argument:expr),*)) => {{
        let result = $crate::mirror::mirror!($call($($passed),*) unrecorded);
        if $crate::mirror::Outcome::failed(result) {
            $crate::mirror::record_errno!($name($($argument),*));
        }
        result
    }};
    // An errno from before the call says nothing of it, and proves nothing of what it has read.
    ($name:ident($($argument:expr),*) silently) => {{
        let before = $crate::boundary::errno::get();
        $crate::boundary::errno::set(0);
        let result = $crate::mirror::mirror!($name($($argument),*) unrecorded);
        if $crate::boundary::errno::get() == 0 {
            $crate::boundary::errno::set(before);
        } else if $crate::mirror::Outcome::failed(result) {
            $crate::mirror::record_errno!($name($($argument),*));
        }
        result
    }};
    ($name:ident($($argument:expr),*) fails $failure:ident) => {
        $crate::mirror::mirror!($name($($argument),*) as $name($($argument),*) fails $failure)
    };
    ($call:ident($($passed:expr),*) as $name:ident($($argument:expr),*) fails $failure:ident) => {{
        let result = $crate::mirror::mirror!($call($($passed),*) unrecorded);
        if result == $crate::mirror::$failure {
            $crate::mirror::record_errno!($name($($argument),*));
        }
        result
    }};
    ($name:ident($($argument:expr),*) returns errno) => {
        $crate::mirror::mirror!(@code $name($($argument),*), Errno)
    };
    ($name:ident($($argument:expr),*) returns eai) => {
        $crate::mirror::mirror!(@code $name($($argument),*), Eai)
    };
    (@code $name:ident($($argument:expr),*), $space:ident) => {{
        let code = $crate::mirror::mirror!($name($($argument),*) unrecorded);
        if code != 0 {
            let (call, words) = $crate::mirror::call_and_words!($name($($argument),*));
            $crate::boundary::record::failure(call, $crate::boundary::record::Space::$space, code, &words);
        }
        code
    }};
    ($name:ident($($argument:expr),*) sets h_errno) => {{
        let result = $crate::mirror::mirror!($name($($argument),*) unrecorded);
        if result.is_null() {
            let (call, words) = $crate::mirror::call_and_words!($name($($argument),*));
            let code = $crate::boundary::record::h_errno();
            $crate::boundary::record::failure(call, $crate::boundary::record::Space::HErrno, code, &words);
        }
        result
    }};
}

macro_rules! record_errno {
    ($name:ident($($argument:expr),*)) => {{
        let (call, words) = $crate::mirror::call_and_words!($name($($argument),*));
        $crate::boundary::record::errno_failure(call, &words)
    }};
}

/// What is recorded: the call, and at most as many arguments as it has (fewer for a checked variant without the last).
macro_rules! call_and_words {
    ($name:ident($($argument:expr),*)) => {{
        const CALL: $crate::explain::call::Call = $crate::explain::call::Call::$name;
        const ARGUMENTS: &[&str] = &[$(stringify!($argument)),*];
        const { assert!(ARGUMENTS.len() <= CALL.kinds().len(), "explain/call.rs knows fewer arguments of this call") };
        (CALL, [$($crate::mirror::Argument::word($argument)),*])
    }};
}

pub(crate) use {call_and_words, mirror, record_errno};
