//! What every own function's body is.

use super::cancel::disabled;
use super::errno;
use super::error::Error;
use super::guard::guard;
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
