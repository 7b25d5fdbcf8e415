//! Addresses of sockets.

use std::ffi::c_int;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};

use crate::boundary::record::{Copied, Missing};
use crate::explain::address;

/// The most bytes of a unix address's name.
const NAME: usize = 108;

/// Where a socket is bound or connected to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Address {
    /// Nowhere, or nowhere with a name.
    None,
    Internet(SocketAddr),
    Local(Name),
    /// Of a family of which no more is known here.
    Other(c_int),
}

/// The name of a unix socket: a path, or behind a NUL an abstract name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    bytes: [u8; NAME],
    length: u8,
}

impl Address {
    /// From a struct sockaddr; None where that is too short for its family.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Address> {
        let (family, rest) = bytes.split_first_chunk()?;
        let family = c_int::from(u16::from_ne_bytes(*family));
        match family {
            libc::AF_INET => {
                let (port, rest) = rest.split_first_chunk()?;
                let ip = Ipv4Addr::from(*rest.first_chunk::<4>()?);
                Some(Address::Internet(SocketAddr::new(IpAddr::V4(ip), u16::from_be_bytes(*port))))
            }
            libc::AF_INET6 => {
                let (port, rest) = rest.split_first_chunk()?;
                let (ip, scope) = rest.get(4..)?.split_first_chunk::<16>()?;
                let scope = scope.first_chunk().map_or(0, |scope| u32::from_ne_bytes(*scope));
                let (ip, port) = (Ipv6Addr::from(*ip), u16::from_be_bytes(*port));
                Some(Address::Internet(SocketAddr::V6(SocketAddrV6::new(ip, port, 0, scope))))
            }
            libc::AF_UNIX if rest.is_empty() => Some(Address::None),
            libc::AF_UNIX => Name::new(rest).map(Address::Local),
            family => Some(Address::Other(family)),
        }
    }

    pub(crate) fn family(&self) -> Option<c_int> {
        match self {
            Address::None => None,
            Address::Internet(SocketAddr::V4(_)) => Some(libc::AF_INET),
            Address::Internet(SocketAddr::V6(_)) => Some(libc::AF_INET6),
            Address::Local(_) => Some(libc::AF_UNIX),
            Address::Other(family) => Some(*family),
        }
    }

    pub(crate) fn internet(&self) -> Option<SocketAddr> {
        if let Address::Internet(address) = self { Some(*address) } else { None }
    }

    pub(crate) fn port(&self) -> Option<u16> {
        self.internet().map(|address| address.port())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Address::None => to.write_str("no address"),
            Address::Internet(address) => write!(to, "{address}"),
            Address::Local(name) => write!(to, "{name}"),
            Address::Other(family) => write!(to, "an address of family {family}"),
        }
    }
}

impl Name {
    /// A path as far as its NUL, or an abstract name with the NUL that it begins with.
    pub(crate) fn new(name: &[u8]) -> Option<Name> {
        let length = match name.first()? {
            0 => name.len(),
            _ => name.iter().position(|byte| *byte == 0).unwrap_or(name.len()),
        };
        let mut bytes = [0; NAME];
        bytes.get_mut(..length)?.copy_from_slice(name.get(..length)?);
        Some(Name { bytes, length: length as u8 })
    }

    /// As /proc/net/unix writes it: an abstract name, in which every NUL is an @, begins with one.
    pub(super) fn from_table(name: &[u8]) -> Option<Name> {
        let mut made = Name::new(name)?;
        if made.bytes[0] == b'@' {
            made.bytes[0] = 0;
        }
        Some(made)
    }

    /// As `from_table` would give it.
    pub(crate) fn as_in_table(&self) -> Name {
        let mut name = *self;
        if name.is_abstract() {
            name.bytes
                .iter_mut()
                .take(usize::from(self.length))
                .skip(1)
                .filter(|byte| **byte == 0)
                .for_each(|byte| *byte = b'@');
        }
        name
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }

    pub(crate) fn path(&self) -> Option<&[u8]> {
        Some(self.bytes()).filter(|bytes| bytes.first() != Some(&0))
    }

    pub(crate) fn is_abstract(&self) -> bool {
        self.bytes().first() == Some(&0)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        address::local(Copied { bytes: self.bytes(), missing: Missing::Nothing }, to)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(family: c_int, rest: &[u8]) -> Option<String> {
        let mut bytes = (family as u16).to_ne_bytes().to_vec();
        bytes.extend_from_slice(rest);
        Address::from_bytes(&bytes).map(|address| address.to_string())
    }

    #[test]
    fn addresses_as_text() {
        assert_eq!(written(libc::AF_INET, &[31, 144, 127, 0, 0, 1]).as_deref(), Some("127.0.0.1:8080"));
        assert_eq!(written(libc::AF_INET, &[31, 144, 127, 0, 0]), None);
        let mut six = [0; 26];
        (six[1], six[21]) = (80, 1);
        assert_eq!(written(libc::AF_INET6, &six).as_deref(), Some("[::1]:80"));
        assert_eq!(written(libc::AF_UNIX, b"/tmp/x\0rest").as_deref(), Some("\"/tmp/x\""));
        assert_eq!(written(libc::AF_UNIX, b"\0hidden").as_deref(), Some("@hidden"));
        assert_eq!(written(libc::AF_UNIX, &[b'x'; 108]).map(|name| name.len()), Some(110));
        assert_eq!(written(libc::AF_UNIX, &[b'x'; 109]), None);
        assert_eq!(written(libc::AF_UNIX, b"").as_deref(), Some("no address"));
        assert_eq!(Address::from_bytes(b"x"), None);
        assert!(Name::from_table(b"@hidden").is_some_and(|name| name.is_abstract() && name.path().is_none()));
    }
}
