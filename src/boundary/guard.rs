//! The panic boundary of the own functions: the only `catch_unwind` of the library.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::errno;

/// Runs the body of an own function. A panic in it is a bug in leat: it is caught here, errno becomes ELIBBAD, and
/// `failure` is returned. Nothing is printed: the first guard silences the hook of leat's own copy of std.
pub(crate) fn guard<R>(failure: R, body: impl FnOnce() -> R) -> R {
    silence();
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| {
        errno::set(libc::ELIBBAD);
        failure
    })
}

/// Nobody waits for another thread's first guard, which in a child of fork is not there any more.
#[cfg(not(test))]
fn silence() {
    use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
    static SILENT: AtomicBool = AtomicBool::new(false);
    if !SILENT.load(Relaxed) && !SILENT.swap(true, Relaxed) {
        std::panic::set_hook(Box::new(|_| ()));
    }
}

/// The hook is what prints why a unit test failed.
#[cfg(test)]
fn silence() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_elibbad_and_the_failure_value() {
        let result = guard(-1, || panic!("a bug"));
        assert_eq!((result, errno::get()), (-1, libc::ELIBBAD));
    }

    #[test]
    fn a_result_passes_through() {
        assert_eq!(guard(-1, || 7), 7);
    }
}
