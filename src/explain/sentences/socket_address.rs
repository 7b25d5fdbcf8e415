//! Addresses that sockets are bound to, or that do not fit a socket.

use super::rows;

rows! { Errno, socket_address;
    bind | listen: EADDRINUSE => in_use {
        itself(port, who, socket): "port {port} is taken by {who}: {socket}." do "close that socket first, or use it.";
        inherited(port, who, socket): "port {port} is taken by {who}, a child of this process that has {socket} still."
            do "end that child, and give children no listening socket: SOCK_CLOEXEC, or close it in the child.";
        taken(port, who, socket): "port {port} is taken by {who}: {socket}."
            do "end that process, or take another port.";
        reuse(): "SO_REUSEADDR, which is set here, is of no use against a socket that listens.";
        over(port, count):
            "nobody listens at port {port}, but connections that are over keep it for up to a minute (now {count} in TIME_WAIT)."
            do "set SO_REUSEADDR (setsockopt) before bind, as every server should.";
        over_without_reuse(port, count):
            "nobody listens at port {port}, but connections that are over (now {count}) keep it for up to a minute: SO_REUSEADDR is set here, but was not for the socket that made them."
            do "wait a minute, or take another port; where every start sets SO_REUSEADDR the next one need not wait.";
        ending(port, count):
            "nobody listens at port {port}, but connections that were closed here, and not yet by their other side, keep it for a while (now {count})."
            do "set SO_REUSEADDR (setsockopt) before bind, as every server should.";
        connection(port, who, socket): "nobody listens at port {port}, but {who} has {socket} still."
            do "set SO_REUSEADDR (setsockopt) before bind, as every server should; or end that process.";
        not_listed(port):
            "port {port} is taken by a socket that neither listens nor is connected, which the system does not list; or it is free again now."
            do "look for a second bind to port {port}, in this program or another, and for a process that still runs.";
        none_free(range):
            "the port is 0, for any that is free, but all of them are taken ({range}: net.ipv4.ip_local_port_range)."
            do "close sockets that are no longer needed.";
    }
    bind: EADDRINUSE => file_exists {
        no_socket(path, what): "{path} exists already, and is {what}, not a socket: bind makes the file itself."
            do "choose another path.";
        stale(path): "{path} exists already, but no socket is bound to it now: it was left by a program that has ended."
            do "call unlink({path}) before bind.";
        same(fd, path): "fd {fd} is bound to {path} already, and a socket is bound only once."
            do "call bind once for each socket.";
        itself(path, who): "{path} exists already: {who} is bound to it."
            do "close that socket and unlink {path} first, or use it.";
        taken(path, who): "{path} exists already, and {who} is bound to it now."
            do "choose another path, or end that process and unlink {path}.";
        unclear(path): "the socket {path} exists already."
            do "if the program that made it has ended, call unlink({path}) before bind.";
        gone(path): "{path} existed, and does not any more." do "try again.";
        hidden(name, who): "the abstract address {name} belongs to {who}."
            do "choose another name, or end that process.";
        hidden_gone(name): "the abstract address {name} belonged to another socket, which has gone." do "try again.";
    }
    bind: EACCES => port_refused {
        privileged(port, first, who_you_are):
            "port {port} is below {first} (net.ipv4.ip_unprivileged_port_start), and this process does not have the capability CAP_NET_BIND_SERVICE: {who_you_are}."
            do "use a port from {first} on, such as 8080.";
    }
    bind: EADDRNOTAVAIL => not_here {
        foreign(address, addresses): "{address} is not an address of this machine, which has {addresses}."
            do "bind one of these, or INADDR_ANY (0.0.0.0) for all of them; the other side's address is for connect.";
        foreign6(address, addresses): "{address} is not an address of this machine, which has {addresses}."
            do "bind one of these, or in6addr_any (::) for all of them; the other side's address is for connect.";
        tentative(address):
            "this machine has {address}, but its test whether another has it too is not over, or found one."
            do "try again in a few seconds.";
        unclear(address): "{address} is not an address of this machine."
            do "bind INADDR_ANY (0.0.0.0), or in6addr_any (::).";
    }
    bind | connect | sendto: EAFNOSUPPORT => family {
        unset(fd, family, member):
            "the address is of family 0 (AF_UNSPEC), and fd {fd} is a socket of {family}: {member} was not set."
            do "set {member} = {family}, and all the rest of the struct to zero first.";
        other(address_family, fd, family):
            "the address is of family {address_family}, and fd {fd} is a socket of {family}."
            do "make the socket with the family of the address: getaddrinfo gives both.";
        swapped(number, family):
            "the address is of family {number}, which are the bytes of {family} the wrong way round."
            do "set the family without htons: only port and address are in network order.";
    }
    bind | connect | sendto: EINVAL => invalid {
        length(given, family, right, structure): "the length of the address is {given}, but of {family} it is {right}."
            do "pass the size of the whole struct: sizeof(struct {structure}).";
        pointer(given, family, right, structure):
            "the length of the address is {given}, which is that of a pointer, but of {family} it is {right}."
            do "pass the size of the struct, not of a pointer to it: sizeof(struct {structure}).";
        too_long(given, most): "the length of the address is {given}, and no address has more than {most} bytes."
            do "pass the size of the whole struct; for unix sockets a path has at most 107 bytes and a NUL.";
        bound(fd, socket): "fd {fd} is {socket} already, and a socket is bound only once." do "make another socket.";
        of_ip4(given, fd):
            "the length of the address is {given}, that of an AF_INET address, but fd {fd} is a socket of AF_INET6."
            do "make the socket with the family of the address: getaddrinfo gives both.";
        not_local(fd): "fd {fd} is a unix socket, so the family of its address must be AF_UNIX, and the name not empty."
            do "set sun_family = AF_UNIX, and sun_path to a path of at most 107 bytes.";
        listens(fd, socket): "fd {fd} is {socket}: it takes connections, and cannot make one."
            do "connect with another socket.";
        loopback(fd, own): "fd {fd} is bound to {own}, from where only this machine can be reached."
            do "bind 0.0.0.0 before connect, or do not bind at all.";
        scope(): "an address fe80::... is of one interface, and the address does not say which."
            do "set sin6_scope_id = if_nametoindex(\"eth0\") or the like; getaddrinfo does so for fe80::...%eth0.";
        maybe_scope(fd):
            "nothing is wrong with fd {fd} or the length; an address fe80::... is of one interface, and the address may not say which."
            do "set sin6_scope_id = if_nametoindex(\"eth0\") or the like; getaddrinfo does so for fe80::...%eth0.";
        port_zero(): "the port of the address is 0." do "set sin_port = htons(PORT) to the port of the receiver.";
        maybe_port_zero(fd, socket):
            "nothing is wrong with fd {fd}, {socket}, nor with the length, so the port in the address must be 0, or the address not one to send to from there."
            do "set sin_port = htons(PORT) to the port of the receiver.";
    }
    bind | connect | sendto: ENODEV => no_interface {
        scope(scope):
            "the address is of the interface number {scope} (sin6_scope_id), which this machine does not have."
            do "set sin6_scope_id = if_nametoindex(\"eth0\") or the like.";
        unclear(): "the address is of an interface that this machine does not have."
            do "set sin6_scope_id = if_nametoindex(\"eth0\") or the like.";
    }
}
