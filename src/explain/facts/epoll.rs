//! What is registered in an epoll descriptor.

use std::ffi::c_int;
use std::fmt;

use super::file::{self, Errno};
use super::process::Process;

/// Calls `each` with every descriptor that is registered and the events that it is registered for, until that returns false.
pub(crate) fn each(process: Process, epoll: c_int, each: &mut dyn FnMut(c_int, u32) -> bool) -> Result<(), Errno> {
    file::lines(format_args!("{process}/fdinfo/{epoll}"), &mut |line| {
        parse(line).is_none_or(|(fd, events)| each(fd, events))
    })
}

/// `tfd:        5 events: 80000019 data:                5  pos:0 ino:3d sdev:6`
fn parse(line: &[u8]) -> Option<(c_int, u32)> {
    let rest = str::from_utf8(line).ok()?.strip_prefix("tfd:")?;
    let mut words = rest.split_ascii_whitespace();
    let fd = words.next()?.parse().ok()?;
    words.find(|word| *word == "events:")?;
    Some((fd, u32::from_str_radix(words.next()?, 16).ok()?))
}

/// Events as C writes them, without those that are always reported.
pub(crate) struct Events(pub u32);

impl fmt::Display for Events {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        const NAMES: &[(&str, c_int)] = &[
            ("EPOLLIN", libc::EPOLLIN),
            ("EPOLLPRI", libc::EPOLLPRI),
            ("EPOLLOUT", libc::EPOLLOUT),
            ("EPOLLRDHUP", libc::EPOLLRDHUP),
            ("EPOLLEXCLUSIVE", libc::EPOLLEXCLUSIVE),
            ("EPOLLONESHOT", libc::EPOLLONESHOT),
            ("EPOLLET", libc::EPOLLET),
        ];
        let mut separator = "";
        for (name, _) in NAMES.iter().filter(|(_, event)| self.0 & *event as u32 != 0) {
            write!(to, "{separator}{name}")?;
            separator = "|";
        }
        if separator.is_empty() { to.write_str("no event but errors") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_registered() {
        let line = b"tfd:        5 events: 80000019 data:                5  pos:0 ino:3d sdev:6";
        assert_eq!(parse(line), Some((5, 0x8000_0019)));
        assert_eq!(parse(b"flags:\t02"), None);
        assert_eq!(Events(0x8000_0019).to_string(), "EPOLLIN|EPOLLET");
        assert_eq!(Events(0x18).to_string(), "no event but errors");
    }
}
