//! Names of hosts and services: getaddrinfo and getnameinfo.

use super::rows;

rows! { Eai, name;
    getaddrinfo: EAI_NONAME | EAI_NODATA => unknown {
        no_descriptor(limit):
            "nothing can be opened now to find it out: this process has as many descriptors as it may (RLIMIT_NOFILE is {limit})."
            do "close what is no longer used, or raise the limit (ulimit -n).";
        nothing_asked(): "host and service are both NULL."
            do "give one at least: a server gives NULL, a port, and AI_PASSIVE in the hints.";
        empty(): "the host, the first argument, is an empty string."
            do "pass NULL for this machine itself; or look where the string comes from.";
        line_break(host): "the host, {host}, ends with a line break, as fgets leaves it in what it reads."
            do "cut it off first: line[strcspn(line, \"\\r\\n\")] = 0, for one.";
        url(host): "{host} is an address of the web (URL), not the name of a host."
            do "pass only what is between // and the next / or :.";
        port(host): "{host} is the name of a host and a port."
            do "pass the host alone: the port is the second argument of getaddrinfo.";
        brackets(host): "{host} is in brackets, which only URLs have." do "pass what is between the brackets.";
        strange(host): "{host} contains a space or /, and no host has such a name."
            do "look where the string comes from.";
        no_address(host): "{host} has the form of an IPv4 address, and is none: it must be four numbers from 0 to 255."
            do "check the address.";
        in_hosts(host, addresses):
            "/etc/hosts has {host}, as {addresses}, so the hints ask for something else: another ai_family, or AI_NUMERICHOST."
            do "set ai_family to AF_UNSPEC and ai_flags to 0, or memset the hints to zero first.";
        numeric_service(service): "Or the hints contain AI_NUMERICSERV, and {service} is not a number.";
        only_files(host): "{host} is not in /etc/hosts, and nobody else is asked (hosts: in /etc/nsswitch.conf)."
            do "check the name, or add it to /etc/hosts.";
        no_servers(host): "{host} is not in /etc/hosts, and /etc/resolv.conf names no name server that could be asked."
            do "check the name; in a container, give it a network.";
        not_known(host, servers):
            "{host} is not in /etc/hosts, and not known to the name servers ({servers}, of /etc/resolv.conf), or only with addresses of another family."
            do "check the name; a name without a dot is searched in the domains of /etc/resolv.conf only.";
        unclear(): "the host, or with AI_NUMERICSERV the service, is not known." do "check both strings.";
    }
    getaddrinfo: EAI_ADDRFAMILY => other_family {
        numeric(host, family): "{host} is an address of {family}, and the hints ask for another family."
            do "set ai_family to AF_UNSPEC, which takes both.";
        unclear(): "the host has addresses, but none of the family that the hints ask for."
            do "set ai_family to AF_UNSPEC, which takes all.";
    }
    getaddrinfo: EAI_AGAIN | EAI_FAIL => no_answer {
        cut_off(servers):
            "the name servers ({servers}, of /etc/resolv.conf) cannot be reached: this machine has no route to them now."
            do "connect the machine, or container, to a network; numeric addresses work without name servers.";
        silent(host, servers): "the name servers ({servers}, of /etc/resolv.conf) did not answer for {host}."
            do "try again later; numeric addresses work without name servers.";
        failed(host, servers):
            "the name servers ({servers}, of /etc/resolv.conf) could not find out about {host}, and say that it makes no sense to ask again."
            do "check the name, and ask the administrator of the name servers.";
        no_servers(host): "{host} is not in /etc/hosts, and /etc/resolv.conf names no name server that could be asked."
            do "connect the machine, or container, to a network; numeric addresses work without name servers.";
    }
    getaddrinfo: EAI_SERVICE => service {
        not_a_port(service): "{service} is neither the number of a port nor in /etc/services."
            do "pass a number from 0 to 65535 as a string, as \"8080\".";
        other_protocol(service, protocol):
            "/etc/services has {service} for {protocol} only, and the hints ask for another ai_socktype or ai_protocol."
            do "set ai_socktype to that of the protocol, or pass the number of the port.";
        no_ports(service):
            "/etc/services has {service} for tcp and udp, so the hints ask for a type of socket without ports (SOCK_RAW)."
            do "set ai_socktype to SOCK_STREAM or SOCK_DGRAM.";
        unclear(): "the service is neither the number of a port nor known for the ai_socktype in the hints."
            do "pass the number of the port as a string.";
    }
    getaddrinfo: EAI_FAMILY => family {
        other(family): "ai_family in the hints is {family}, and getaddrinfo knows AF_UNSPEC, AF_INET and AF_INET6."
            do "memset the hints to zero before setting any of them.";
        local(): "ai_family in the hints is AF_UNIX, and unix sockets have paths, not hosts."
            do "fill in a struct sockaddr_un yourself.";
        unclear(): "ai_family in the hints is none that getaddrinfo knows: AF_UNSPEC, AF_INET, AF_INET6."
            do "memset the hints to zero before setting any of them.";
    }
    getaddrinfo: EAI_SOCKTYPE => kind {
        other(kind):
            "ai_socktype in the hints is {kind}, which is no type for getaddrinfo, or does not go with ai_protocol."
            do "memset the hints to zero first; then set SOCK_STREAM or SOCK_DGRAM, and leave ai_protocol 0.";
    }
    getaddrinfo: EAI_BADFLAGS => flags {
        unknown(bits): "ai_flags in the hints contain {bits}, which mean nothing."
            do "memset the hints to zero before setting any of them.";
        no_host(): "ai_flags in the hints contain AI_CANONNAME, and there is no host to give the name of."
            do "pass a host, or leave AI_CANONNAME out.";
        unclear(): "ai_flags in the hints are not valid together."
            do "memset the hints to zero before setting any of them.";
    }
    getaddrinfo | getnameinfo: EAI_MEMORY => memory {
        none(): "there is not enough memory for the answer." do "free memory, or raise the limit on it (ulimit -v).";
    }
    getaddrinfo | getnameinfo: EAI_SYSTEM => system {
        errno(): "a system call failed while the answer was looked for: errno says how."
            do "look at errno right after the call (strerror), not at the result.";
    }
    getnameinfo: EAI_OVERFLOW => too_small {
        room(host, service):
            "a name is longer than its buffer: there is room for {host} bytes of the host's and {service} of the service's, with the NUL."
            do "pass buffers of NI_MAXHOST (1025) and NI_MAXSERV (32) bytes, and these sizes.";
    }
    getnameinfo: EAI_FAMILY => bad_address {
        length(given): "the length of the address is {given}: one of AF_INET has 16 bytes, of AF_INET6 28."
            do "pass the length that accept, getpeername or ai_addrlen gave.";
        family(given):
            "the family of the address is neither AF_INET, AF_INET6 nor AF_UNIX, or needs more than {given} bytes."
            do "pass the address that accept, getpeername or recvfrom has filled in, and its length.";
    }
    getnameinfo: EAI_NONAME => nameless {
        no_name(address): "no name is known for {address}, and NI_NAMEREQD wants one."
            do "leave NI_NAMEREQD out: then the number is given.";
        not_numeric(): "no name is known for the address, and NI_NAMEREQD wants one."
            do "leave NI_NAMEREQD out: then the number is given.";
        nothing_asked(): "neither a buffer for the host nor one for the service was given."
            do "pass a buffer and its size.";
    }
    getnameinfo: EAI_BADFLAGS => name_flags {
        unknown(flags): "the flags {flags} contain bits that getnameinfo does not know."
            do "pass NI_... constants only (AI_... are for getaddrinfo).";
    }
    getnameinfo: EAI_AGAIN => name_no_answer {
        cut_off(servers):
            "the name servers ({servers}, of /etc/resolv.conf) cannot be reached: this machine has no route to them now."
            do "pass NI_NUMERICHOST, which asks nobody.";
        silent(servers): "the name servers ({servers}, of /etc/resolv.conf) did not answer."
            do "try again, or pass NI_NUMERICHOST, which asks nobody.";
    }
}
