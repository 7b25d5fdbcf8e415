//! Options of sockets.

use super::rows;

rows! { Errno, socket_option;
    setsockopt | getsockopt: ENOPROTOOPT => unknown {
        read_only(name): "{name} can be asked for with getsockopt, but not set.";
        set_only(name): "{name} can be set with setsockopt, but not asked for.";
        other_family(name, fd, family): "{name} is an option of AF_INET6 sockets, and fd {fd} is one of {family}."
            do "set it on sockets of AF_INET6 only.";
        other_kind(name, level, fd, socket): "{name} is an option of {level}, and fd {fd} is {socket}."
            do "set it on a socket of that kind only.";
        is_of_socket(number, level, name):
            "level {level} has no option {number}; {name}, which is {number}, is one of level SOL_SOCKET."
            do "pass SOL_SOCKET as the second argument.";
        no_level(level, fd, socket): "level {level} has no options for fd {fd}, which is {socket}."
            do "pass SOL_SOCKET, IPPROTO_IP, IPPROTO_IPV6 or IPPROTO_TCP as the second argument, as the option's manual page says.";
        no_option(option, level, fd): "this kernel knows no option {option} of level {level} for fd {fd}."
            do "check that level and option belong together, and are in this order.";
    }
    setsockopt | getsockopt: EOPNOTSUPP => not_offered {
        local(level, fd, socket):
            "fd {fd} is {socket}, and unix sockets have options of level SOL_SOCKET only, not of {level}."
            do "set this option on Internet sockets only.";
        option(option, fd, socket): "fd {fd} is {socket}, which does not offer {option}."
            do "set this option on sockets of another kind only.";
    }
    setsockopt: EINVAL => value {
        too_short(name, takes, size, given):
            "{name} takes {takes}, which has {size} bytes, but the length, the fifth argument, is {given}."
            do "pass a variable of that type, and its sizeof.";
        range(name, first, last): "the value of {name} must be from {first} to {last}."
            do "set a value within that range.";
        only_datagrams(name, fd, socket): "{name} is for datagrams, and fd {fd} is {socket}."
            do "set it on a SOCK_DGRAM socket.";
        no_group(name): "the address for {name} is not that of a group (224.0.0.0 to 239.255.255.255, or ff00::...)."
            do "set imr_multiaddr (ipv6mr_multiaddr) to the group's address.";
        bound(name, fd, socket): "{name} must be set before bind, and fd {fd} is {socket}."
            do "set it right after socket.";
        same_number(name, meant): "If {meant} was meant: it has the same number as {name}, but is of level SOL_SOCKET.";
        unclear(name): "the value is not one that {name} takes."
            do "compare the value with the option's manual page: socket(7), ip(7), tcp(7).";
    }
    getsockopt: EINVAL => length {
        negative(): "the length that the fifth argument points to is negative, or too small for this option."
            do "set it to the size of the variable before each call.";
    }
    setsockopt: EDOM => time {
        microseconds(name): "tv_usec, for {name}, must be from 0 to 999999." do "put whole seconds into tv_sec.";
    }
    setsockopt: EPERM | EACCES => not_allowed {
        capability(name, who_you_are):
            "{name}, or this value of it, takes the capability CAP_NET_ADMIN, which this process does not have: {who_you_are}."
            do "do without it, or run the program as root.";
    }
    setsockopt: ENODEV | ENXIO => interface {
        none(name, interfaces):
            "{name} names an interface of the network, by name, number or address, that this machine does not have; it has {interfaces}."
            do "check it against the output of: ip addr.";
    }
    setsockopt: EADDRINUSE => joined {
        already(fd, name): "fd {fd} is in that group already, or has what {name} asks for."
            do "join a group once for each socket and interface.";
    }
    setsockopt: EADDRNOTAVAIL => not_joined {
        no_member(fd, name): "fd {fd} is not in the group that {name} speaks of, at that interface."
            do "leave with the same addresses as the group was joined with.";
    }
    setsockopt: ENOENT => congestion {
        unknown(available): "this kernel has no congestion control of that name; it has: {available}."
            do "set one of these, or have an administrator load the module.";
    }
    setsockopt: ENOBUFS => memberships {
        too_many(most): "a socket may be in {most} groups at most (net.ipv4.igmp_max_memberships)."
            do "use several sockets.";
    }
    getsockopt: ENOTCONN => needs_peer {
        option(name, fd, socket): "{name} is known of a connected socket only, and fd {fd} is {socket}."
            do "connect it first.";
    }
}
