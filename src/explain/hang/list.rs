//! A list that grows by asking for memory, and never by force.

use std::ops::Deref;

use crate::explain::facts::file::Errno;

/// A `Vec` whose growth can fail.
#[derive(Debug)]
pub(in crate::explain) struct List<T>(Vec<T>);

impl<T> List<T> {
    pub(in crate::explain) const fn new() -> List<T> {
        List(Vec::new())
    }

    /// Adds an item; ENOMEM if there is no memory for it.
    pub(in crate::explain) fn add(&mut self, item: T) -> Result<(), Errno> {
        self.0.try_reserve(1).map_err(|_| libc::ENOMEM)?;
        self.0.extend([item]);
        Ok(())
    }

    pub(in crate::explain) fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}
