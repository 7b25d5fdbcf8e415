//! How an own function fails.
//!
//! `sys.rs` makes one system call and gives its `Errno`. Whoever decides that the own function fails with it makes an `Error`
//! of it, which says which call that was, with its arguments; or of leat's own refusal. Nothing is recorded until the
//! function returns to C: what was tried and went wrong meanwhile is nobody's failure.

use std::ffi::c_int;

use super::record::{WORDS, compose_refusal, compose_step, of_function, own_failure};
use super::{errno, record};
use crate::explain::call::Call;
use crate::explain::own::Own;
use crate::explain::refusal::Refused;
use crate::explain::refuse;

/// What a system call has failed with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Errno(pub c_int);

impl Errno {
    /// Of the call of libc that has just failed.
    pub(crate) fn last() -> Errno {
        Errno(errno::get())
    }

    /// The result of a libc function that returns -1 for failure.
    pub(crate) fn check<T: PartialOrd + From<i8>>(result: T) -> Result<T, Errno> {
        if result < T::from(0) { Err(Errno::last()) } else { Ok(result) }
    }

    /// The failure of the own function by that call: `errno.of(step!(open(path.as_ptr(), flags)))`.
    #[cold]
    pub(crate) fn of<const COUNT: usize>(self, (call, words): (Call, [u64; COUNT])) -> Error {
        Error { errno: self.0, record: compose_step(call, self.0, &words) }
    }
}

/// A failure of an own function: its errno, and the words of the record that explains it.
#[derive(Clone, Copy)]
pub(crate) struct Error {
    errno: c_int,
    record: [u64; WORDS],
}

impl Error {
    /// A refusal of leat's: `Error::refused(EINVAL, refuse::flags("flags", unknown))`.
    #[cold]
    pub(crate) fn refused(errno: c_int, refused: Refused) -> Error {
        Error { errno, record: compose_refusal(errno, &refused) }
    }

    /// There is no memory.
    #[cold]
    pub(crate) fn no_memory() -> Error {
        Error::refused(libc::ENOMEM, refuse::no_memory())
    }

    pub(crate) fn errno(&self) -> c_int {
        self.errno
    }

    /// Keeps that it is the failure of that function, whoever tells it.
    pub(crate) fn by(self, own: Own) -> Error {
        Error { record: of_function(own, self.record), ..self }
    }

    /// Records it as the failure of that function, and leaves its errno.
    pub(crate) fn fail(&self, own: Own) {
        own_failure(own, self.record);
        errno::set(self.errno);
    }

    /// What a test compares.
    #[cfg(test)]
    pub(crate) fn refusal(&self) -> Option<crate::explain::refusal::Refusal> {
        match record::Record::from_words(&self.record)?.what {
            record::What::Refusal(which) => Some(which),
            record::What::Call(_) => None,
        }
    }
}

impl std::fmt::Debug for Error {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(to, "errno {} of {:?}", self.errno, record::Record::from_words(&self.record).map(|record| record.what))
    }
}

/// A system call and its arguments, as `Errno::of` takes them. Strings among them must be valid.
macro_rules! step {
    ($name:ident($($argument:expr),* $(,)?)) => {
        $crate::mirror::call_and_words!($name($($argument),*))
    };
}
pub(crate) use step;
