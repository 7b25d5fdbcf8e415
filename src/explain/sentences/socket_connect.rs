//! Reaching another socket: connect, and datagrams that are sent to an address.

use super::rows;

rows! { Errno, socket_connect;
    connect | send | sendto | sendmsg | write | writev | recv | recvfrom | recvmsg | read | readv: ECONNREFUSED => refused {
        port_zero(): "the port is 0, at which nobody can listen."
            do "set sin_port = htons(PORT) to the port of the server.";
        swapped(port, who, right):
            "nobody listens at port {port}, but {who} listens at port {right}: the same two bytes the wrong way round."
            do "set the port with htons({right}).";
        elsewhere(address, who, socket): "nobody listens at {address}, but {who} has {socket}."
            do "connect to the address where the server listens, or let it bind 0.0.0.0 (INADDR_ANY).";
        only_bound(who, address): "{who} is bound to {address}, but does not listen."
            do "call listen in the server before a client connects.";
        now(address, who): "nobody listened at {address}; now {who} does." do "connect again.";
        nobody(address): "nobody listens at {address} now."
            do "start the server first, and compare this port with the one that it binds.";
        remote(host, port): "{host} has answered that nobody listens at its port {port}, or its firewall has."
            do "see whether the server runs there, and is not bound to 127.0.0.1 only.";
        datagram(fd, address): "an earlier datagram of fd {fd} was refused: nobody received at {address}."
            do "start the receiver first; the next call can succeed.";
        no_socket(path, what): "{path} is {what}, not a socket." do "connect to the path that the server has bound.";
        stale(path): "no socket is bound to {path} now: the file was left by a program that has ended."
            do "start the server, which should call unlink({path}) before bind.";
        local_bound(who, path): "{who} is bound to {path}, but did not listen."
            do "call listen in the server before a client connects.";
        local_now(path, who): "nobody listened at {path}; now {who} does." do "connect again.";
        hidden(name): "no socket has the abstract address {name} now."
            do "start the server first, and give bind and connect the same length: every byte of it is part of the name.";
        unclear(path): "nobody listens at {path}, or did not then." do "start the server first.";
        peer_gone(fd): "the socket that fd {fd} was connected to is closed." do "connect it again.";
    }
    connect | sendto | bind: ENOENT | ENOTDIR | ELOOP | ENAMETOOLONG | EACCES => path {
        no_server(): "A server makes this file when it calls bind."
            do "start the server first, or give the path from / on.";
        not_writable(path, mode, who_you_are):
            "to connect to {path} takes the permission to write to it: it is {mode}, and {who_you_are}."
            do "have the server set the mode of its socket (chmod), or run as its owner.";
    }
    connect | sendto: EPROTOTYPE => type_differs {
        types(path, there, fd, here): "the socket at {path} is of type {there}, and fd {fd} is of type {here}."
            do "make both with the same type.";
        unclear(fd, here): "the socket at that address is of another type than fd {fd}, which is of type {here}."
            do "make both with the same type.";
    }
    connect: EAGAIN => queue_full {
        non_blocking(waiting, path, backlog, who):
            "{waiting} connections wait at {path} already, as the server's listen allows (backlog {backlog}), and {who} has not accepted them."
            do "try again later; a server should call accept in a loop, and listen with a larger backlog.";
        unclear(path): "the queue of connections at {path} was full: its server does not call accept often enough."
            do "try again later.";
        no_port(range): "no port is free for this end of the connection ({range}: net.ipv4.ip_local_port_range)."
            do "close sockets that are no longer needed.";
    }
    connect: ETIMEDOUT => no_answer {
        not_accepted(who, address, waiting):
            "{who} listens at {address}, but does not accept: {waiting} connections wait there now, and for more there is no room."
            do "let the server call accept in a loop, and listen with a larger backlog.";
        silent(address, tries, setting):
            "nobody answered at {address} in {tries} tries ({setting} and the first): no machine has this address, or a firewall drops what is sent."
            do "check the address and the network (ping); for a shorter wait, make fd non-blocking and wait with poll.";
        silent_for(address, time, fd):
            "nobody answered at {address} within {time}, the TCP_USER_TIMEOUT of fd {fd}: no machine has this address, or a firewall drops what is sent."
            do "check the address and the network (ping).";
    }
    connect: EINPROGRESS | EALREADY => under_way {
        non_blocking(fd): "the connection is being made, and fd {fd} is non-blocking: this is not a failure."
            do "wait with poll until fd {fd} is writable (POLLOUT), then ask getsockopt for SO_ERROR: 0 means connected.";
        limited(fd, time):
            "the connection was not made within {time}, the time limit that fd {fd} has (SO_SNDTIMEO); the attempt goes on."
            do "wait with poll until fd {fd} is writable (POLLOUT), then ask getsockopt for SO_ERROR; or close it.";
        earlier(fd): "an earlier connect of fd {fd} is under way still."
            do "wait with poll until fd {fd} is writable (POLLOUT), then ask getsockopt for SO_ERROR: 0 means connected.";
        over(fd, socket): "the connection was under way; now fd {fd} is {socket}."
            do "ask getsockopt for SO_ERROR: 0 means connected.";
    }
    connect | sendto | sendmsg: EISCONN => connected {
        connected(fd, socket): "fd {fd} is {socket} already." do "use it as it is, or make another socket.";
        listens(fd, socket): "fd {fd} is {socket}: it takes connections, and cannot make one."
            do "connect with another socket.";
        addressed(fd, socket): "fd {fd} is {socket}: what it sends goes to its other end, and needs no address."
            do "pass NULL and 0 as the address, or call send.";
    }
    connect | send | sendto | sendmsg | write | writev | recv | recvfrom | recvmsg | read | readv: ENETUNREACH | EHOSTUNREACH => unreachable {
        group(address):
            "{address} is an address of many machines (broadcast or multicast), and a connection has two ends."
            do "use a datagram socket (SOCK_DGRAM), or the address of one machine.";
        only_ip6(fd, address): "fd {fd} is for IPv6 only (IPV6_V6ONLY), and {address} is an address of IPv4."
            do "set IPV6_V6ONLY to 0 before connect, or make an AF_INET socket.";
        no_default(address, addresses):
            "no route leads to {address}: this machine, with the addresses {addresses}, has no default route."
            do "connect the machine to a network; to reach the machine itself, use 127.0.0.1 or ::1.";
        no_default6(address, addresses):
            "no route of IPv6 leads to {address}: this machine has none but to itself and its neighbours ({addresses})."
            do "try the next address that getaddrinfo gave: one of IPv4 may work.";
        no_route(address): "the routes of this machine, or a router behind it, say that {address} cannot be reached."
            do "check the address, and the network (ip route get).";
        silent(address):
            "{address} does not answer in the local network, or a router or firewall says that it cannot be reached."
            do "check the address, and whether that machine is switched on (ping).";
    }
    connect: EADDRNOTAVAIL => no_own_address {
        used_up(range, address):
            "all ports for this end ({range}: net.ipv4.ip_local_port_range) have connections to {address}, or had within the last minute."
            do "keep connections open instead of making a new one for each request.";
        unclear(address): "this machine has no address or port from which it could connect to {address}."
            do "check the address; if the socket was bound, see whether that address is still there (ip addr).";
    }
    connect: EADDRINUSE => own_port {
        same(fd, own, address):
            "fd {fd} is bound to {own}, from where there is a connection to {address} already, or was a minute ago."
            do "do not bind a client's socket: then it gets a free port.";
    }
    connect | send | sendto | sendmsg | write | writev: EACCES | EPERM => refused_here {
        broadcast(address, fd): "{address} is a broadcast address, for which fd {fd} must have SO_BROADCAST."
            do "set SO_BROADCAST to 1 with setsockopt before.";
        firewall(address):
            "a firewall of this machine (iptables or nftables), or a policy of its container, does not let packets pass to {address}."
            do "ask the administrator of this machine.";
    }
    connect: ECONNABORTED => earlier_failed {
        failed(fd): "an earlier connect of fd {fd} has failed, and its error was not fetched."
            do "ask getsockopt for SO_ERROR after a non-blocking connect; then make a new socket.";
    }
}
