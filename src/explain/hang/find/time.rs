//! How long a call waits at most.

use std::time::Duration;

use libc::{time_t, timespec};

use crate::explain::facts::file::Errno;
use crate::explain::facts::peek;
use crate::explain::facts::process::Process;
use crate::explain::hang::object::Limit;
use crate::explain::hang::syscall::TimeArgument;

/// None: for ever.
pub(super) fn limit(process: Process, time: TimeArgument) -> Option<Limit> {
    let read = match time {
        TimeArgument::None | TimeArgument::Nanoseconds(0) | TimeArgument::Microseconds(0) => return None,
        TimeArgument::Until(_, 0) | TimeArgument::Milliseconds(..0) => return None,
        TimeArgument::Milliseconds(count) => Ok(Limit::After(Duration::from_millis(count as u64))),
        TimeArgument::Nanoseconds(address) => numbers(process, address).and_then(|time| after(time, 1)),
        TimeArgument::Microseconds(address) => numbers(process, address).and_then(|time| after(time, 1000)),
        TimeArgument::Until(clock, address) => {
            numbers(process, address).and_then(|time| peek::time_until(clock, time)).map(Limit::In)
        }
    };
    Some(read.unwrap_or(Limit::Unknown))
}

/// Seconds, and a fraction.
fn numbers(process: Process, address: u64) -> Result<timespec, Errno> {
    let bytes: [u8; 2 * size_of::<time_t>()] = peek::array(process, address)?;
    let (seconds, fraction) = bytes.split_at(size_of::<time_t>());
    let (Ok(seconds), Ok(fraction)) = (seconds.try_into(), fraction.try_into()) else { return Err(libc::EIO) };
    Ok(timespec { tv_sec: time_t::from_ne_bytes(seconds), tv_nsec: time_t::from_ne_bytes(fraction) as _ })
}

fn after(time: timespec, unit: libc::c_long) -> Result<Limit, Errno> {
    let time = timespec { tv_nsec: time.tv_nsec.wrapping_mul(unit), ..time };
    peek::duration(time).map(Limit::After).ok_or(libc::EINVAL)
}
