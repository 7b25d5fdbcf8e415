//! The addresses and routes of a network namespace: /proc/PID/net/{fib_trie,if_inet6,route,ipv6_route}.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Net, words};
use crate::explain::enumeration::separator;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file;
use crate::explain::facts::process::Process;

/// How many addresses are kept.
const KEPT: usize = 8;
/// How many a list names.
const NAMED: usize = 5;

/// The addresses of this machine's interfaces, as one process sees them.
pub(crate) struct Addresses {
    kept: [Option<IpAddr>; KEPT],
    count: usize,
}

/// The rest of this line says that the duplicate test of an IPv6 address goes on, or found one.
const TENTATIVE: u32 = 0x40;
const DUPLICATE: u32 = 0x08;

impl Addresses {
    /// Those of one family (0: of both); None if they cannot be read.
    pub(crate) fn of(process: Process, is_wanted: impl Fn(IpAddr) -> bool, until: Moment) -> Option<Addresses> {
        let mut addresses = Addresses { kept: [None; KEPT], count: 0 };
        let read = each(process, until, &mut |address| {
            if is_wanted(address) && !addresses.kept.contains(&Some(address)) {
                if let Some(place) = addresses.kept.get_mut(addresses.count) {
                    *place = Some(address);
                }
                addresses.count += 1;
            }
            true
        });
        read.then_some(addresses)
    }
}

/// `127.0.0.1, 192.0.2.2 and more`
impl fmt::Display for Addresses {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let named = self.count.min(NAMED);
        for (number, address) in self.kept.iter().flatten().take(named).enumerate() {
            write!(to, "{}{address}", separator(number, self.count))?;
        }
        to.write_str(match self.count {
            0 => "none",
            count if count > named => " and more",
            _ => "",
        })
    }
}

/// The interfaces of the network that a process has: `lo, eth0`.
pub(crate) struct Interfaces(pub Process);

impl fmt::Display for Interfaces {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let (mut count, mut written) = (0, Ok(()));
        let _ = file::lines(format_args!("{}/dev", Net(self.0)), &mut |line| {
            let name = words(line).next().and_then(|word| word.split_once(':')).map(|(name, _)| name);
            if let Some(name) = name {
                written = match count {
                    0 => to.write_str(name),
                    1..NAMED => write!(to, ", {name}"),
                    _ => to.write_str(" and more"),
                };
                count += 1;
            }
            count <= NAMED && written.is_ok()
        });
        if count == 0 { to.write_str("none that can be seen") } else { written }
    }
}

/// Calls `each` with every address of an interface that is up, until that returns false. False if they cannot be read.
fn each(process: Process, until: Moment, each: &mut dyn FnMut(IpAddr) -> bool) -> bool {
    let (mut address, mut going) = (None, true);
    let four = file::lines(format_args!("{}/fib_trie", Net(process)), &mut |line| {
        let mut words = words(line);
        match (words.next(), words.next(), words.next()) {
            (Some("|--"), Some(text), None) => address = text.parse().ok(),
            (Some("/32"), Some("host"), Some("LOCAL")) => {
                going = address.is_none_or(|address: Ipv4Addr| each(IpAddr::V4(address)));
            }
            _ => (),
        }
        going && Moment::now() < until
    });
    let six = file::lines(format_args!("{}/if_inet6", Net(process)), &mut |line| {
        if let Some((address, _)) = interface_address(line) {
            going = going && each(IpAddr::V6(address));
        }
        going && Moment::now() < until
    });
    four.is_ok() || six.is_ok()
}

/// `fe8000000000000000fc00fffe000001 04 40 20 80 eth0`: the address, its interface, prefix, scope, flags. Gives also the
/// flags.
fn interface_address(line: &[u8]) -> Option<(Ipv6Addr, u32)> {
    let mut words = words(line);
    let address = u128::from_str_radix(words.next()?, 16).ok()?;
    let flags = u32::from_str_radix(words.nth(3)?, 16).ok()?;
    Some((Ipv6Addr::from(address), flags))
}

/// Is it an address of this machine? None if that cannot be found out.
pub(crate) fn is_local(process: Process, address: IpAddr, until: Moment) -> Option<bool> {
    if address.is_loopback() || address.is_unspecified() {
        return Some(true);
    }
    let mut found = false;
    let read = each(process, until, &mut |local| {
        found |= local == address;
        !found
    });
    (read || found).then_some(found)
}

/// Is it an IPv6 address whose test for a duplicate is not over, or has found one?
pub(crate) fn is_tentative(process: Process, address: Ipv6Addr) -> bool {
    let mut found = false;
    let _ = file::lines(format_args!("{}/if_inet6", Net(process)), &mut |line| {
        let flags = interface_address(line).filter(|(local, _)| *local == address).map(|(_, flags)| flags);
        found = flags.is_some_and(|flags| flags & (TENTATIVE | DUPLICATE) != 0);
        !found
    });
    found
}

const RTF_UP: u32 = 0x1;
const RTF_REJECT: u32 = 0x200;

/// Is there a route to everywhere, in the family of that address? None if that cannot be read.
pub(crate) fn has_default_route(process: Process, family_of: IpAddr, until: Moment) -> Option<bool> {
    let mut found = false;
    let is_usable =
        |flags: &str| u32::from_str_radix(flags, 16).is_ok_and(|flags| flags & RTF_UP != 0 && flags & RTF_REJECT == 0);
    let is_default = |line: &[u8]| {
        // Interface, destination, gateway, flags, three counts, mask.
        let word = |place| words(line).nth(place);
        match family_of {
            IpAddr::V4(_) => {
                let (to, flags, mask) = (word(1)?, word(3)?, word(7)?);
                Some(to == "00000000" && mask == "00000000" && is_usable(flags))
            }
            // Destination, its prefix, source, its prefix, next hop, metric, two counts, flags, interface.
            IpAddr::V6(_) => Some(word(1)? == "00" && is_usable(word(8)?) && word(9)? != "lo"),
        }
    };
    let table = if family_of.is_ipv4() { "route" } else { "ipv6_route" };
    file::lines(format_args!("{}/{table}", Net(process)), &mut |line| {
        found |= is_default(line).unwrap_or(false);
        !found && Moment::now() < until
    })
    .ok()
    .map(|()| found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_addresses_of_this_machine() {
        let (this, until) = (Process::this(), Moment::now() + Duration::from_secs(60));
        let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
        assert_eq!(is_local(this, loopback, until), Some(true));
        assert_eq!(is_local(this, IpAddr::V4(Ipv4Addr::new(127, 5, 5, 5)), until), Some(true));
        // A network for documentation, whose broadcast address nobody has.
        assert_eq!(is_local(this, IpAddr::V4(Ipv4Addr::new(203, 0, 113, 255)), until), Some(false));
        let all = Addresses::of(this, |address| address.is_ipv4(), until).unwrap();
        assert!(all.to_string().contains("127.0.0.1"), "{all}");
        assert!(!all.to_string().contains(':'), "{all}");
        assert!(has_default_route(this, loopback, until).is_some());
    }

    #[test]
    fn lists_of_addresses() {
        let mut addresses = Addresses { kept: [None; KEPT], count: 0 };
        assert_eq!(addresses.to_string(), "none");
        for (number, place) in addresses.kept.iter_mut().enumerate() {
            *place = Some(IpAddr::V4(Ipv4Addr::new(10, 0, 0, number as u8)));
        }
        addresses.count = 2;
        assert_eq!(addresses.to_string(), "10.0.0.0 and 10.0.0.1");
        addresses.count = 9;
        assert_eq!(addresses.to_string(), "10.0.0.0, 10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4 and more");
    }
}
