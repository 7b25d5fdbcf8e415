//! Names of hosts: gethostbyname and gethostbyaddr.

use super::rows;

rows! { HErrno, host;
    gethostbyname | gethostbyaddr: HOST_NOT_FOUND | NO_DATA => unknown {
        in_hosts6(host, addresses): "/etc/hosts has {host} as {addresses} only, and gethostbyname looks for IPv4."
            do "call getaddrinfo, which knows IPv6 too.";
        only_files(host): "{host} is not in /etc/hosts, and nobody else is asked (hosts: in /etc/nsswitch.conf)."
            do "check the name, or add it to /etc/hosts.";
        no_servers(host): "{host} is not in /etc/hosts, and /etc/resolv.conf names no name server that could be asked."
            do "check the name; in a container, give it a network.";
        not_known(host, servers):
            "{host} is not in /etc/hosts, and the name servers ({servers}, of /etc/resolv.conf) have no IPv4 address of it."
            do "check the name; getaddrinfo finds IPv6 addresses too.";
        nameless(): "no name is known for the address." do "show the address itself: inet_ntop.";
        unclear(): "the host is not known, or has no IPv4 address."
            do "check the name; getaddrinfo finds IPv6 addresses too.";
    }
    gethostbyname | gethostbyaddr: TRY_AGAIN => no_answer {
        cut_off(servers):
            "the name servers ({servers}, of /etc/resolv.conf) cannot be reached: this machine has no route to them now."
            do "connect the machine, or container, to a network; numeric addresses work without name servers.";
        silent(servers): "the name servers ({servers}, of /etc/resolv.conf) did not answer."
            do "try again later; numeric addresses work without name servers.";
        no_servers(): "/etc/resolv.conf names no name server that could be asked."
            do "connect the machine, or container, to a network; numeric addresses work without name servers.";
    }
    gethostbyname | gethostbyaddr: NO_RECOVERY => refused {
        empty(): "the name is an empty string." do "look where the string comes from: was it ever filled in?";
        failed(): "a name server answered that it cannot answer this, now or later, or the name is malformed."
            do "check the name.";
    }
    gethostbyname | gethostbyaddr: NETDB_INTERNAL => internal {
        errno(): "a system call failed while the answer was looked for, or an argument was refused: errno says how."
            do "look at errno right after the call (strerror), not at h_errno.";
    }
}
