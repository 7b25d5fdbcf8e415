//! What semop is asked to do, and the values that the semaphores have now.

use std::ffi::c_int;

use super::Semaphore;
use crate::explain::facts::file::Errno;
use crate::explain::structure::SemaphoreOperation;

/// An operation that cannot be done, its semaphore as it is now, and what the operations before it do to that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Obstacle {
    pub operation: SemaphoreOperation,
    pub semaphore: Semaphore,
    pub before: c_int,
}

/// Goes through the operations as the kernel does, which does all of them or none: up to the first of which `stops` is
/// true, given the value that its semaphore has by then and what is added to it.
pub(crate) fn first(
    id: c_int,
    operations: &[u8],
    stops: impl Fn(c_int, c_int) -> bool,
) -> Result<Option<Obstacle>, Errno> {
    for (position, operation) in SemaphoreOperation::all(operations).enumerate() {
        let semaphore = Semaphore::of(id, c_int::from(operation.number))?;
        let before = SemaphoreOperation::all(operations).take(position);
        let before = before.filter(|before| before.number == operation.number);
        let before = before.map(|before| c_int::from(before.adds)).sum();
        if stops(semaphore.value + before, c_int::from(operation.adds)) {
            return Ok(Some(Obstacle { operation, semaphore, before }));
        }
    }
    Ok(None)
}

/// Must an operation wait that adds so much to such a value?
pub(crate) fn must_wait(value: c_int, adds: c_int) -> bool {
    if adds == 0 { value != 0 } else { value + adds < 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_operation_waits_for() {
        assert!(must_wait(1, 0) && must_wait(0, -1) && must_wait(1, -2));
        assert!(!must_wait(0, 0) && !must_wait(1, -1) && !must_wait(0, 1));
    }
}
