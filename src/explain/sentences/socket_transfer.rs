//! Sending and receiving on sockets.

use super::rows;

rows! { Errno, socket_transfer;
    send | sendto | sendmsg | write | writev | sendfile: EPIPE => broken {
        listens(fd, socket): "fd {fd} is {socket}: what listens has no connection to send on."
            do "send on the descriptor that accept has returned.";
        never(fd, socket): "fd {fd} is {socket}, which is not connected: connect was not called for it, or has failed."
            do "connect it first, and check what connect returns.";
        own_end(fd): "this side of fd {fd} was shut down for sending (shutdown with SHUT_WR or SHUT_RDWR)."
            do "send all before shutdown.";
        one_end(fd): "this direction of fd {fd} was shut down: here for sending, or at the other end for receiving."
            do "send all before shutdown, and stop when the other side wants no more.";
        gone(fd): "the other end of fd {fd} is closed, so nobody will read what is sent."
            do "close fd {fd}; whether the other side is done, it should say before it closes.";
        over(fd): "the connection of fd {fd} is over: the other side has ended it, or it broke off, so nobody will read what is sent."
            do "close fd {fd}; whether the other side is done, it should say before it closes.";
        now(fd, socket): "the connection was broken; now fd {fd} is {socket}."
            do "check whether the other end is still the same.";
        no_signal(): "MSG_NOSIGNAL has kept SIGPIPE from ending this process.";
    }
    send | sendto | sendmsg | write | writev | recv | recvfrom | recvmsg | read | readv: ECONNRESET => reset {
        local(fd): "the other end of fd {fd} was closed before it had read all that was sent to it."
            do "let the other side read until it gets 0 (end of file) before it closes; here, close fd {fd}.";
        internet(fd, own):
            "the other side has broken off the connection of fd {fd} (which was {own}): it closed it with data unread, was killed, or its machine was started anew."
            do "let the other side read until it gets 0 (end of file) before it closes; here, close fd {fd}.";
    }
    send | sendto | sendmsg | write | writev | recv | recvfrom | recvmsg | read | readv: ENOTCONN => not_connected {
        listens(fd, socket): "fd {fd} is {socket}: what listens has no data of its own."
            do "use the descriptor that accept has returned.";
        datagram(fd, socket): "fd {fd} is {socket}, and no address was given to send to."
            do "call sendto with an address, or connect first.";
        connecting(fd, socket): "fd {fd} is {socket}: the connection is not there yet."
            do "wait with poll until fd {fd} is writable (POLLOUT), then ask getsockopt for SO_ERROR.";
        over(fd): "the connection of fd {fd} is over: it broke off, or could not be made."
            do "close fd {fd}, and connect a new socket.";
        never(fd, socket): "fd {fd} is {socket}, which is not connected: connect was not called for it, or has failed."
            do "connect it first, and check what connect returns.";
    }
    recv | recvfrom | recvmsg | read | readv: EINVAL => cannot_receive {
        listens(fd, socket): "fd {fd} is {socket}: what listens has no data of its own."
            do "use the descriptor that accept has returned.";
        never(fd, socket): "fd {fd} is {socket}, which is not connected."
            do "connect it first, or use the descriptor that accept has returned.";
        no_urgent(fd): "no urgent data has come to fd {fd} (MSG_OOB), or it was read already."
            do "wait with poll for POLLPRI, or receive without MSG_OOB.";
    }
    send | sendto | sendmsg | write | writev: EDESTADDRREQ => no_destination {
        datagram(fd, socket): "fd {fd} is {socket}, and no address was given to send to."
            do "call sendto with an address, or connect first.";
    }
    send | sendto | sendmsg | write | writev: EMSGSIZE => too_long {
        udp(size, most): "the message has {size} bytes, and a datagram of UDP has at most {most}."
            do "send several smaller ones, or use TCP (SOCK_STREAM).";
        local(size, fd, most): "the message has {size} bytes, and fd {fd} may send at most {most} at once (SO_SNDBUF)."
            do "send several smaller ones, or raise SO_SNDBUF with setsockopt.";
        no_fragments(size):
            "the message has {size} bytes, and may not be cut into packets (IP_MTU_DISCOVER), for which it is too long."
            do "send smaller ones: 1400 bytes pass almost everywhere.";
        pieces(fd, most): "the message is too long for one datagram of fd {fd}, or has more than {most} pieces."
            do "send several smaller ones.";
    }
    send | sendto | sendmsg | write | writev: EAGAIN => full {
        non_blocking(fd): "fd {fd} is non-blocking, and its buffer is full with what the other end has not taken yet."
            do "wait with poll until it is writable (POLLOUT), then send the rest.";
        reader(who, unread): "The other end belongs to {who}, and has {unread} bytes to read now.";
        datagrams(fd, most):
            "fd {fd} is non-blocking, and the receiver has {most} datagrams to read already (net.unix.max_dgram_qlen)."
            do "wait with poll until it is writable (POLLOUT), or let the receiver read more often.";
        limited(fd, time):
            "the buffer of fd {fd} is full, and the other end has taken nothing within {time}, its time limit (SO_SNDTIMEO)."
            do "look why the other side does not read, or raise SO_SNDTIMEO.";
        flag(fd):
            "the buffer of fd {fd} is full with what the other end has not taken yet, and MSG_DONTWAIT says not to wait."
            do "wait with poll until it is writable (POLLOUT), then send the rest.";
        room_now(fd): "fd {fd} does not wait for room, and had none."
            do "wait with poll until it is writable (POLLOUT), then send the rest.";
    }
    recv | recvfrom | recvmsg | read | readv: EAGAIN => empty {
        non_blocking(fd, socket): "nothing has come to fd {fd}, {socket}, which is non-blocking."
            do "wait with poll until it is readable (POLLIN), or clear O_NONBLOCK.";
        limited(fd, time): "nothing has come to fd {fd} within {time}, its time limit (SO_RCVTIMEO)."
            do "look why the other side does not send, or raise SO_RCVTIMEO.";
        flag(fd, socket): "nothing has come to fd {fd}, {socket}, and MSG_DONTWAIT says not to wait."
            do "wait with poll until it is readable (POLLIN), or leave out MSG_DONTWAIT.";
        raced(fd, received): "nothing had come to fd {fd}; now {received} bytes have." do "call it again.";
    }
    send | sendto | sendmsg | write | writev | recv | recvfrom | recvmsg | read | readv: ETIMEDOUT => no_answer {
        silent(fd): "the other side of fd {fd} has not answered for so long that TCP has given up the connection."
            do "check the network; for a limit of your own, set TCP_USER_TIMEOUT or SO_KEEPALIVE.";
        silent_for(fd, time):
            "the other side of fd {fd} has not answered for {time}, its TCP_USER_TIMEOUT, and TCP has given up the connection."
            do "check the network, or raise TCP_USER_TIMEOUT with setsockopt.";
        no_limit(): "This is not SO_RCVTIMEO or SO_SNDTIMEO, with which a call ends in EAGAIN.";
    }
    send | sendto | sendmsg | recv | recvfrom | recvmsg: EOPNOTSUPP => flag {
        addressed(fd, socket): "fd {fd} is {socket}, which is not connected, and a stream is not sent to an address."
            do "connect first, and send without an address; or make the socket with SOCK_DGRAM.";
        urgent(fd, socket): "fd {fd} is {socket}, which has no urgent data (MSG_OOB)." do "leave MSG_OOB out.";
        other(fd, socket, flags): "fd {fd} is {socket}, for which one of the flags {flags} has no meaning."
            do "leave the flags out.";
    }
    sendmsg: EBADF => passed_closed {
        closed(fd): "fd {fd} is open, so it is among the descriptors to be passed (SCM_RIGHTS) that one is not open."
            do "check each descriptor in the control data, and that cmsg_len counts only those that are set.";
    }
    sendmsg: ETOOMANYREFS => passed_too_many {
        in_flight(limit):
            "too many descriptors are on their way through unix sockets: a user may have as many there as one process may have open, {limit}."
            do "let the receivers take them with recvmsg before more are sent.";
    }
    sendmsg: EINVAL => control {
        malformed(fd):
            "nothing is wrong with fd {fd}, so the control data must be: cmsg_len or cmsg_level is not right, or it passes more than 253 descriptors."
            do "build it with CMSG_FIRSTHDR, CMSG_LEN and CMSG_SPACE in zeroed memory; without control data, set msg_controllen to 0.";
    }
    sendmsg: EPERM => credentials {
        forged(): "the credentials in the control data (SCM_CREDENTIALS) are not those of this process."
            do "fill in getpid(), getuid() and getgid().";
    }
    send | sendto | sendmsg | write | writev: ENOBUFS => no_room {
        control(most):
            "the control data is longer than {most} bytes (net.core.optmem_max), or a network device has no room for more."
            do "pass fewer descriptors at once, and check msg_controllen.";
        device(): "the queue of a network device is full." do "try again a little later.";
    }
}
