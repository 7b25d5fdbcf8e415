//! A copied socket address as text.

use std::fmt::{self, Write};
use std::net::{Ipv4Addr, Ipv6Addr};

use super::argument::{escaped, string};
use super::constants::Constant;
use super::constants::socket::FAMILIES;
use crate::boundary::record::{Copied, Missing};

/// Writes `127.0.0.1:8080`, `[::1]:80`, `"/tmp/x"`, `@abstract`; of another family, or too short for its own,
/// `{AF_NETLINK, 0x0000…}`.
pub(super) fn write(address: Copied, text: &mut dyn Write) -> fmt::Result {
    let Some((family, rest)) = address.bytes.split_first_chunk() else {
        return text.write_str("{}");
    };
    let family = u16::from_ne_bytes(*family);
    let written = match i32::from(family) {
        libc::AF_INET => internet(rest, text),
        libc::AF_INET6 => internet6(rest, text),
        libc::AF_UNIX => Some(local(Copied { bytes: rest, ..address }, text)),
        _ => None,
    };
    written.unwrap_or_else(|| other(family, Copied { bytes: rest, ..address }, text))
}

/// Port and address, in network order; None if they are not all there.
fn internet(bytes: &[u8], text: &mut dyn Write) -> Option<fmt::Result> {
    let (port, bytes) = bytes.split_first_chunk()?;
    let address: [u8; 4] = *bytes.first_chunk()?;
    Some(write!(text, "{}:{}", Ipv4Addr::from(address), u16::from_be_bytes(*port)))
}

/// Port, flow, address, scope.
fn internet6(bytes: &[u8], text: &mut dyn Write) -> Option<fmt::Result> {
    let (port, bytes) = bytes.split_first_chunk()?;
    let (address, scope) = bytes.get(4..)?.split_first_chunk::<16>()?;
    let (address, port) = (Ipv6Addr::from(*address), u16::from_be_bytes(*port));
    let scope = scope.first_chunk().map_or(0, |scope| u32::from_ne_bytes(*scope));
    Some(if scope == 0 { write!(text, "[{address}]:{port}") } else { write!(text, "[{address}%{scope}]:{port}") })
}

/// A path ends at its NUL; the name of an abstract address begins with one, and ends where the address ends.
pub(super) fn local(path: Copied, text: &mut dyn Write) -> fmt::Result {
    if let Some((0, name)) = path.bytes.split_first() {
        text.write_char('@')?;
        escaped(Copied { bytes: name, ..path }, text)?;
        return text.write_str(if path.missing == Missing::End { "…" } else { "" });
    }
    match path.bytes.iter().position(|byte| *byte == 0) {
        Some(end) => string(Copied { bytes: &path.bytes[..end], missing: Missing::Nothing }, text),
        None => string(path, text),
    }
}

fn other(family: u16, rest: Copied, text: &mut dyn Write) -> fmt::Result {
    write!(text, "{{{}", Constant(FAMILIES, family.into()))?;
    if !rest.bytes.is_empty() {
        text.write_str(", 0x")?;
        rest.bytes.iter().try_for_each(|byte| write!(text, "{byte:02x}"))?;
    }
    text.write_str(if rest.missing == Missing::End { "…}" } else { "}" })
}
