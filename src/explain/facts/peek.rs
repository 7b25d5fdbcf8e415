//! What other processes have in their memory. It is read without stopping them, by who may attach to them with ptrace.

use std::time::Duration;

use libc::{clockid_t, timespec};

use super::clock::Moment;
use super::file::{Bytes, Errno};
use super::process::Process;
use super::sys;
use crate::boundary::record::PAGE;

/// Fills `into` with what the process has at an address; EFAULT if that is not all memory.
pub(crate) fn read(process: Process, address: u64, into: &mut [u8]) -> Result<(), Errno> {
    match sys::memory::read(process.pid, address, into)? {
        count if count == into.len() => Ok(()),
        _ => Err(libc::EFAULT),
    }
}

/// So many bytes.
pub(crate) fn array<const N: usize>(process: Process, address: u64) -> Result<[u8; N], Errno> {
    let mut bytes = [0; N];
    read(process, address, &mut bytes)?;
    Ok(bytes)
}

/// At most `most` bytes, with what follows them in memory left out.
pub(crate) fn bytes(process: Process, address: u64, most: usize) -> Result<Bytes, Errno> {
    let mut bytes = Bytes::of_zeros(most)?;
    read(process, address, bytes.as_mut_slice())?;
    Ok(bytes)
}

/// A string without its NUL, of at most PATH_MAX bytes.
pub(crate) fn string(process: Process, address: u64) -> Result<Bytes, Errno> {
    let mut string = Bytes::of_zeros(libc::PATH_MAX as usize)?;
    let mut length = 0;
    while length < string.len() {
        let from = address.wrapping_add(length as u64);
        // Reading stops at a page that is not there.
        let to_page_end = PAGE - from as usize % PAGE;
        let end = string.len().min(length + to_page_end);
        let part = &mut string.as_mut_slice()[length..end];
        read(process, from, part)?;
        if let Some(end) = part.iter().position(|byte| *byte == 0) {
            string.shorten(length + end);
            return Ok(string);
        }
        length = end;
    }
    Err(libc::ENAMETOOLONG)
}

/// How many bytes a string has with its NUL, whatever they are; ETIMEDOUT if that takes longer.
pub(crate) fn string_size(process: Process, address: u64, until: Moment) -> Result<u64, Errno> {
    let (mut part, mut size) = ([0; PAGE], 0);
    while Moment::now() < until {
        let from = address.wrapping_add(size);
        let part = &mut part[..PAGE - from as usize % PAGE];
        read(process, from, part)?;
        if let Some(end) = part.iter().position(|byte| *byte == 0) {
            return Ok(size + end as u64 + 1);
        }
        size += part.len() as u64;
    }
    Err(libc::ETIMEDOUT)
}

/// Where the environment of this process is, which is a vector of strings; None of others.
pub(crate) fn environment(process: Process) -> Option<u64> {
    process.is_this().then(sys::environment::address)
}

/// How long it is until a point of time of a clock: nothing if that has passed.
pub(crate) fn time_until(clock: clockid_t, at: timespec) -> Result<Duration, Errno> {
    let now = sys::memory::clock(clock)?;
    Ok(duration(at).ok_or(libc::EINVAL)?.saturating_sub(duration(now).ok_or(libc::EINVAL)?))
}

/// A time that is not negative.
pub(crate) fn duration(time: timespec) -> Option<Duration> {
    let nanoseconds = u32::try_from(time.tv_nsec).ok().filter(|nanoseconds| *nanoseconds < 1_000_000_000)?;
    Some(Duration::new(u64::try_from(time.tv_sec).ok()?, nanoseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_of_this_process() {
        let this = Process::this();
        let text = c"in memory";
        assert_eq!(&*string(this, text.as_ptr() as u64).unwrap(), b"in memory");
        let long = [&[b'x'; 4095][..], b"\0"].concat();
        assert_eq!(string(this, long.as_ptr() as u64).unwrap().len(), 4095);
        assert_eq!(string(this, [b'x'; 4096].as_ptr() as u64).err(), Some(libc::ENAMETOOLONG));
        let number = 0x1234_5678_u32;
        assert_eq!(array(this, &raw const number as u64), Ok(number.to_ne_bytes()));
        let until = Moment::now() + Duration::from_secs(60);
        assert_eq!(string_size(this, long.as_ptr() as u64, until), Ok(4096));
        assert_eq!(string_size(this, c"".as_ptr() as u64, until), Ok(1));
        assert_eq!(string_size(this, 16, until), Err(libc::EFAULT));
        assert_eq!(string_size(this, c"".as_ptr() as u64, Moment::now()), Err(libc::ETIMEDOUT));
        assert_eq!(array::<4>(this, 16), Err(libc::EFAULT));
        assert_eq!(array::<4>(this, u64::MAX), Err(libc::EFAULT));
        assert_eq!(array::<4>(Process { pid: 99_999_999 }, 16), Err(libc::ESRCH));
    }

    #[test]
    fn times() {
        let time = |tv_sec, tv_nsec| timespec { tv_sec, tv_nsec };
        assert_eq!(duration(time(2, 500_000_000)), Some(Duration::from_millis(2500)));
        assert_eq!(duration(time(-1, 0)).or(duration(time(0, 1_000_000_000))), None);
        assert_eq!(time_until(libc::CLOCK_MONOTONIC, time(1, 0)), Ok(Duration::ZERO));
        assert!(time_until(libc::CLOCK_REALTIME, time(i64::MAX / 2, 0)).unwrap() > Duration::from_secs(1 << 40));
    }
}
