//! Several pieces of memory that are written one behind the other.

use libc::iovec;

use crate::boundary::error::Error;
use crate::boundary::memory;

/// The most that one call takes (UIO_MAXIOV).
const MOST: usize = 1024;

/// What is left to be written.
pub(crate) struct Parts {
    parts: Vec<iovec>,
    next: usize,
}

/// One that is not followed but by the kernel.
pub(crate) fn part(data: &[u8]) -> iovec {
    iovec { iov_base: data.as_ptr().cast_mut().cast(), iov_len: data.len() }
}

/// At most so many bytes of the first that has any.
pub(super) fn beginning(parts: &[iovec], most: usize) -> iovec {
    let first = parts.iter().find(|part| part.iov_len > 0).or(parts.first());
    first.map_or(part(&[]), |first| iovec { iov_len: first.iov_len.min(most), ..*first })
}

/// The bytes of all of them.
pub(super) fn size(parts: &[iovec]) -> usize {
    parts.iter().fold(0, |size, part| size.saturating_add(part.iov_len))
}

impl Parts {
    pub(crate) fn new(parts: &[iovec]) -> Result<Parts, Error> {
        let mut copy = memory::vector(parts.len())?;
        copy.extend(parts.iter().filter(|part| part.iov_len > 0));
        Ok(Parts { parts: copy, next: 0 })
    }

    /// What the next call is given; None when all is written.
    pub(super) fn window(&self) -> Option<&[iovec]> {
        let left = &self.parts[self.next..];
        (!left.is_empty()).then(|| &left[..left.len().min(MOST)])
    }

    /// So many bytes more are written.
    pub(super) fn advance(&mut self, mut count: usize) {
        while let Some(part) = self.parts.get_mut(self.next) {
            if count < part.iov_len {
                part.iov_base = part.iov_base.cast::<u8>().wrapping_add(count).cast();
                part.iov_len -= count;
                return;
            }
            count -= part.iov_len;
            self.next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_fewer_and_shorter() {
        let (one, two, empty) = ([1u8; 10], [2u8; 20], []);
        let mut parts = Parts::new(&[part(&one), part(&empty), part(&two)]).unwrap();
        let lengths = |parts: &Parts| parts.window().unwrap_or(&[]).iter().map(|part| part.iov_len).collect::<Vec<_>>();
        assert_eq!(lengths(&parts), [10, 20]);
        parts.advance(3);
        assert_eq!(lengths(&parts), [7, 20]);
        parts.advance(8);
        assert_eq!(lengths(&parts), [19]);
        assert_eq!(parts.window().unwrap()[0].iov_base.addr(), two.as_ptr().addr() + 1);
        parts.advance(19);
        assert!(parts.window().is_none());
    }
}
