//! Making sockets, listening, accepting, and ending connections.

use super::rows;

rows! { Errno, socket;
    any: ENOTSOCK => not_a_socket {
        standard(fd, what): "fd {fd} is {what}, not a socket."
            do "look where {fd} comes from: `if (fd = socket(...) < 0)` makes it 0 or 1, as < comes before =; write `(fd = socket(...)) < 0`.";
        other(fd, what): "fd {fd} is {what}, not a socket."
            do "pass a descriptor that socket, accept or socketpair has returned.";
    }
    socket | socketpair: EAFNOSUPPORT => family {
        unset(): "the family, which is the first argument, is 0 (AF_UNSPEC): no socket is of that."
            do "pass AF_INET, AF_INET6 or AF_UNIX, or the ai_family of a result of getaddrinfo.";
        absent(family): "this kernel has no {family} sockets: it was built without them, or their module is not loaded."
            do "use AF_INET, AF_INET6 or AF_UNIX.";
        unknown(number): "no family has the number {number}, which is the first argument."
            do "pass AF_INET, AF_INET6 or AF_UNIX.";
    }
    socket | socketpair: EINVAL => type_or_protocol {
        bits(kind, bits):
            "the type, {kind}, contains {bits}, which is neither a type of socket nor SOCK_NONBLOCK or SOCK_CLOEXEC."
            do "pass SOCK_STREAM or SOCK_DGRAM as the second argument, and other things with setsockopt or fcntl.";
        no_type(number): "no type of socket has the number {number}, which is the second argument."
            do "pass SOCK_STREAM or SOCK_DGRAM.";
        protocol(number): "no protocol has the number {number}, which is the third argument."
            do "pass 0 there; a port belongs into the address for bind or connect.";
    }
    socket | socketpair: EPROTONOSUPPORT => protocol {
        mismatch(kind, protocol, right): "{protocol} is not a protocol of {kind} sockets, but of {right}."
            do "pass 0 as the third argument, for the protocol that belongs to the type.";
        raw(): "a raw socket needs the number of a protocol, and the third argument is 0."
            do "pass IPPROTO_ICMP or another protocol.";
        local(number): "unix sockets have no protocols, and the third argument is {number}." do "pass 0 there.";
        absent(family, kind, protocol): "this kernel has no {family} sockets of type {kind} with protocol {protocol}."
            do "pass 0 as the third argument, for the usual protocol of that type.";
    }
    socket | socketpair: ESOCKTNOSUPPORT => kind {
        unset(): "the type, which is the second argument, is 0." do "pass SOCK_STREAM or SOCK_DGRAM.";
        absent(family, kind): "this kernel has no {family} sockets of type {kind}."
            do "pass SOCK_STREAM or SOCK_DGRAM.";
    }
    socket | socketpair: EPERM | EACCES => refused {
        raw(kind, who_you_are):
            "{kind} sockets need the capability CAP_NET_RAW, which this process does not have: {who_you_are}."
            do "run the program as root, or give its file the capability: setcap cap_net_raw+ep FILE.";
        ping(first, last):
            "sockets for pings are for groups {first} to {last} (net.ipv4.ping_group_range), of which this process is in none."
            do "have an administrator set net.ipv4.ping_group_range to your group.";
        filtered():
            "a filter of system calls (seccomp), as containers and sandboxes have it, may have refused this: one is in force here."
            do "ask whoever runs this container to allow such sockets.";
        policy():
            "neither the user nor a filter of system calls is the cause, so a security policy of this machine or container must be."
            do "ask its administrator to allow such sockets.";
    }
    socketpair: EOPNOTSUPP => no_pair {
        family(family): "{family} sockets do not come in pairs."
            do "pass AF_UNIX, or connect two sockets with listen, connect and accept.";
    }
    listen: EOPNOTSUPP => cannot_listen {
        datagram(fd, socket): "fd {fd} is {socket}: a datagram socket has no connections to listen for."
            do "call recvfrom without listen and accept, or make the socket with SOCK_STREAM.";
        other(fd, socket): "fd {fd} is {socket}, which has no connections to listen for."
            do "make the socket with SOCK_STREAM.";
    }
    listen: EINVAL => listen_state {
        unbound(fd): "fd {fd} is a unix socket without an address, at which nobody could find it."
            do "call bind before listen.";
        connected(fd, socket): "fd {fd} is {socket}: a connected socket cannot listen."
            do "listen on a socket of its own.";
    }
    accept | accept4: EINVAL => accept_state {
        flags(bits): "the flags contain {bits}, and accept4 takes only SOCK_NONBLOCK and SOCK_CLOEXEC.";
        connection(fd, socket): "fd {fd} does not listen: it is {socket}."
            do "pass accept the descriptor that listen got, not one that accept has returned.";
        not_listening(fd, socket): "listen was not called for fd {fd}, which is {socket}."
            do "call bind and listen before accept.";
        length(fd): "fd {fd} listens, so the length that the third argument points to must be negative."
            do "set it to the size of the address, as sizeof(struct sockaddr_storage), before each accept.";
    }
    accept | accept4: EOPNOTSUPP => cannot_accept {
        datagram(fd, socket): "fd {fd} is {socket}: a datagram socket has no connections to accept."
            do "call recvfrom, or make the socket with SOCK_STREAM.";
    }
    accept | accept4: EAGAIN => nobody_connects {
        non_blocking(fd, socket): "no connection waits now, and fd {fd}, {socket}, is non-blocking."
            do "wait with poll until it is readable, or clear O_NONBLOCK.";
        limited(fd, time): "nobody has connected within {time}, the time limit that fd {fd} has (SO_RCVTIMEO)."
            do "call accept again, or set SO_RCVTIMEO to 0 to wait for ever.";
        raced(fd, count): "fd {fd} is non-blocking, and no connection waited; now {count} of them may be accepted."
            do "call accept again.";
    }
    accept | accept4: EMFILE | ENFILE => no_descriptor_left {
        stays(fd): "The connection waits on at fd {fd}, so accept fails at once when it is called again.";
    }
    accept | accept4: ECONNABORTED => gone_before_accept {
        gone(): "a client had connected, and ended its connection before it could be accepted."
            do "call accept again for the next.";
    }
    shutdown: EINVAL => shutdown_how {
        how(number): "the second argument is {number}, and must be SHUT_RD (0), SHUT_WR (1) or SHUT_RDWR (2).";
    }
    shutdown | getpeername: ENOTCONN => not_connected {
        listens(fd, socket): "fd {fd} is {socket}: it has no connection of its own."
            do "pass the descriptor that accept has returned.";
        over(fd): "the connection of fd {fd} is over: the other side has ended it, or it broke off."
            do "close fd {fd}.";
        never(fd, socket): "fd {fd} is {socket}: connect was not called for it, or has failed." do "connect it first.";
        connecting(fd, socket): "fd {fd} is {socket}: the connection is not there yet."
            do "wait with poll until fd {fd} is writable, then ask getsockopt for SO_ERROR.";
    }
}
