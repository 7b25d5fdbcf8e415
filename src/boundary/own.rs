//! What every own function's body is.

use std::ffi::c_int;

use super::cancel::disabled;
use super::errno;
use super::error::Error;
use super::guard::guard;
use super::ptr::Out;
use crate::explain::own::Own;

/// Runs the body of an own function, which is no cancellation point, and in which a panic becomes ELIBBAD. Its failure is
/// recorded and becomes `failure` and errno; a success leaves errno as it was.
pub(crate) fn own<R>(own: Own, failure: R, body: impl FnOnce() -> Result<R, Error>) -> R
where
    R: Copy,
{
    let before = errno::get();
    disabled(|| {
        guard(failure, || match body() {
            Ok(result) => {
                errno::set(before);
                result
            }
            Err(error) => {
                error.fail(own);
                failure
            }
        })
    })
}

/// The same of a transfer, which tells on every way out how much it has moved.
pub(crate) fn moving<N: Default + Copy>(
    name: Own,
    mut ret_moved: Out<N>,
    body: impl FnOnce(&mut N) -> Result<c_int, Error>,
) -> c_int {
    let mut moved = N::default();
    let result = own(name, -1, || body(&mut moved));
    ret_moved.set(moved);
    result
}

/// Runs the body of a function that frees something: it cannot fail, and leaves errno as it was. It closes descriptors, which
/// would be a cancellation point.
pub(crate) fn freeing(body: impl FnOnce()) {
    errno::kept(|| disabled(|| guard((), body)));
}
