//! How names of hosts and services are found: /etc/hosts, /etc/services, /etc/resolv.conf, /etc/nsswitch.conf.

use std::fmt;
use std::net::IpAddr;

use super::file::{self, Errno};
use super::process::Process;
use super::sockets::network;
use crate::explain::enumeration::separator;
use crate::explain::facts::clock::Moment;

/// How many name servers, or addresses, a list names.
const NAMED: usize = 3;

/// Where a process sees the files of /etc.
struct Etc(Process);

impl fmt::Display for Etc {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        if self.0.is_this() { to.write_str("/etc") } else { write!(to, "{}/root/etc", self.0) }
    }
}

/// The words of a line, without its comment.
fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end = line.iter().position(|byte| matches!(byte, b'#' | b';')).unwrap_or(line.len());
    line[..end].split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
}

fn text(word: &[u8]) -> &str {
    str::from_utf8(word).unwrap_or_default()
}

/// Some addresses: `10.0.0.1, 10.0.0.2 and more`.
pub(crate) struct List {
    kept: [Option<IpAddr>; NAMED],
    count: usize,
}

impl List {
    const fn new() -> List {
        List { kept: [None; NAMED], count: 0 }
    }

    fn add(&mut self, address: IpAddr) {
        if !self.kept.contains(&Some(address)) {
            if let Some(place) = self.kept.get_mut(self.count) {
                *place = Some(address);
            }
            self.count += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = IpAddr> {
        self.kept.iter().copied().flatten()
    }
}

impl fmt::Display for List {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        for (number, address) in self.iter().enumerate() {
            write!(to, "{}{address}", separator(number, self.count))?;
        }
        to.write_str(if self.count > NAMED { " and more" } else { "" })
    }
}

/// The name servers of /etc/resolv.conf.
pub(crate) fn name_servers(process: Process) -> Result<List, Errno> {
    let mut servers = List::new();
    file::lines(format_args!("{}/resolv.conf", Etc(process)), &mut |line| {
        let mut words = words(line);
        if words.next() == Some(b"nameserver")
            && let Some(address) = words.next()
        {
            // A scope, as in fe80::1%eth0, is of no importance here.
            let address = text(address).split('%').next().unwrap_or_default();
            address.parse().into_iter().for_each(|address| servers.add(address));
        }
        true
    })?;
    Ok(servers)
}

/// The addresses that /etc/hosts has for a name.
pub(crate) fn in_hosts(process: Process, name: &[u8]) -> List {
    let mut found = List::new();
    let _ = file::lines(format_args!("{}/hosts", Etc(process)), &mut |line| {
        let mut words = words(line);
        if let Some(Ok(address)) = words.next().map(|word| text(word).parse())
            && words.any(|word| word.eq_ignore_ascii_case(name))
        {
            found.add(address);
        }
        true
    });
    found
}

/// Are name servers asked at all? They are unless the line `hosts:` of /etc/nsswitch.conf leaves them out.
pub(crate) fn asks_name_servers(process: Process) -> bool {
    let mut asked = true;
    let _ = file::lines(format_args!("{}/nsswitch.conf", Etc(process)), &mut |line| {
        let mut words = words(line);
        let is_hosts = words.next() == Some(b"hosts:");
        if is_hosts {
            asked = words.any(|word| word == b"dns" || word == b"resolve");
        }
        !is_hosts
    });
    asked
}

/// The protocols for which /etc/services has a service: `tcp`, `udp`, both, or none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Protocols {
    pub tcp: bool,
    pub udp: bool,
}

/// Err if the file cannot be read.
pub(crate) fn in_services(process: Process, service: &[u8]) -> Result<Protocols, Errno> {
    let mut found = Protocols { tcp: false, udp: false };
    file::lines(format_args!("{}/services", Etc(process)), &mut |line| {
        let mut words = words(line);
        if let Some((name, place)) = words.next().zip(words.next())
            && (name == service || words.any(|alias| alias == service))
        {
            found.tcp |= place.ends_with(b"/tcp");
            found.udp |= place.ends_with(b"/udp");
        }
        true
    })?;
    Ok(found)
}

/// Has the network of this process no way to any of the servers?
pub(crate) fn is_cut_off(process: Process, servers: &List, until: Moment) -> bool {
    let mut away = servers.iter().filter(|server| network::is_local(process, *server, until) == Some(false)).peekable();
    away.peek().is_some() && away.all(|server| network::has_default_route(process, server, until) == Some(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_this_machine() {
        let this = Process::this();
        let localhost = in_hosts(this, b"LOCALHOST");
        assert!(localhost.iter().any(|address| address.is_loopback()), "{localhost}");
        assert!(in_hosts(this, b"localhos").is_empty());
        assert_eq!(in_services(this, b"nosuch"), Ok(Protocols { tcp: false, udp: false }));
        assert_eq!(in_services(this, b"ssh"), Ok(Protocols { tcp: true, udp: false }));
    }

    #[test]
    fn words_and_lists() {
        assert!(words(b" nameserver\t10.0.0.1 # the first").eq([b"nameserver".as_slice(), b"10.0.0.1"]));
        let mut list = List::new();
        for number in [1, 1, 2, 3] {
            list.add(IpAddr::from([10, 0, 0, number]));
        }
        assert_eq!(list.to_string(), "10.0.0.1, 10.0.0.2 and 10.0.0.3");
        list.add(IpAddr::from([10, 0, 0, 4]));
        assert_eq!(list.to_string(), "10.0.0.1, 10.0.0.2, 10.0.0.3 and more");
    }
}
