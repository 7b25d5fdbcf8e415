/* send says why nothing can be sent: never connected, shut down, the other end closed, no room, too long. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"

static char block[1 << 20];

static void not_connected(void)
{
	int tcp = leat_socket(AF_INET, SOCK_STREAM, 0), udp = leat_socket(AF_INET, SOCK_DGRAM, 0);
	int local_stream = leat_socket(AF_UNIX, SOCK_STREAM, 0), local_datagrams = leat_socket(AF_UNIX, SOCK_DGRAM, 0);
	int server = listener();

	CHECK_EXPLAINED(leat_send(tcp, "x", 1, MSG_NOSIGNAL), -1, EPIPE, "send",
	                text("fd %d is a TCP socket, which is not connected: connect was not called for it", tcp),
	                "MSG_NOSIGNAL has kept SIGPIPE");
	CHECK_EXPLAINED(leat_write(server, "x", 1), -1, EPIPE, "write",
	                text("fd %d is a TCP socket that listens on 127.0.0.1:%u: what listens has no connection",
	                server, port_of(server)),
	                "SIGPIPE is ignored", "Do: send on the descriptor that accept has returned");
	CHECK_EXPLAINED(leat_send(udp, "x", 1, 0), -1, EDESTADDRREQ, "send", text("fd %d is a UDP socket", udp),
	                "no address was given", "Do: call sendto");
	CHECK_EXPLAINED(leat_write(local_stream, "x", 1), -1, ENOTCONN, "write",
	                text("fd %d is a unix stream socket, which is not connected", local_stream));
	CHECK_EXPLAINED(leat_send(local_datagrams, "x", 1, 0), -1, ENOTCONN, "send",
	                text("fd %d is a unix datagram socket, and no address", local_datagrams));
	close(tcp);
	close(udp);
	close(local_stream);
	close(local_datagrams);
	close(server);
}

static void connections_that_ended(void)
{
	int server = listener(), ends[2];
	struct linger at_once = {1, 0};
	struct pollfd wait;

	connection(server, ends);
	CHECK_INT(leat_shutdown(ends[0], SHUT_WR), 0);
	CHECK_EXPLAINED(leat_write(ends[0], "x", 1), -1, EPIPE, "write",
	                text("this side of fd %d was shut down for sending", ends[0]));
	close(ends[0]);
	close(ends[1]);

	/* The first send reaches a socket that is closed, and that is told by a reset. */
	connection(server, ends);
	close(ends[1]);
	CHECK_INT(leat_write(ends[0], "x", 1), 1);
	wait.fd = ends[0];
	wait.events = 0; /* POLLHUP comes unasked */
	CHECK_INT(poll(&wait, 1, -1), 1);
	CHECK_EXPLAINED(leat_write(ends[0], "x", 1), -1, EPIPE, "write",
	                text("the connection of fd %d is over: the other side has ended it, or it broke off", ends[0]));
	close(ends[0]);

	connection(server, ends);
	CHECK_INT(leat_setsockopt(ends[1], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), 0);
	close(ends[1]);
	wait.fd = ends[0];
	CHECK_INT(poll(&wait, 1, -1), 1);
	CHECK_EXPLAINED(leat_write(ends[0], "x", 1), -1, ECONNRESET, "write",
	                text("has broken off the connection of fd %d (which was from 127.0.0.1:", ends[0]),
	                "with data unread");
	CHECK_EXPLAINED(leat_shutdown(ends[0], SHUT_WR), -1, ENOTCONN, "shutdown",
	                text("the connection of fd %d is over", ends[0]));
	close(ends[0]);
	close(server);
}

static void pairs(void)
{
	int ends[2];

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	CHECK_INT(leat_shutdown(ends[0], SHUT_WR), 0);
	CHECK_EXPLAINED(leat_write(ends[0], "x", 1), -1, EPIPE, "write", text("this direction of fd %d was shut down",
	                ends[0]));
	close(ends[0]);
	close(ends[1]);

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	close(ends[1]);
	CHECK_EXPLAINED(leat_write(ends[0], "x", 1), -1, EPIPE, "write", text("the other end of fd %d is closed",
	                ends[0]));
	close(ends[0]);

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	CHECK_INT(leat_write(ends[0], "x", 1), 1);
	close(ends[1]);
	CHECK_EXPLAINED(leat_read(ends[0], block, 1), -1, ECONNRESET, "read",
	                text("the other end of fd %d was closed before it had read all", ends[0]));
	close(ends[0]);

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_DGRAM, 0, ends), 0);
	close(ends[1]);
	CHECK_EXPLAINED(leat_send(ends[0], "x", 1, 0), -1, ECONNREFUSED, "send",
	                text("the socket that fd %d was connected to is closed", ends[0]));
	close(ends[0]);
}

/* The reader is a child that does not read. */
static void full(void)
{
	int ends[2], hold[2];
	long unread = 0;
	ssize_t sent;
	struct timeval limit = {0, 20000};
	pid_t child;

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	CHECK_INT(leat_pipe(hold), 0);
	child = leat_fork();
	CHECK(child != -1);
	if (child == 0) {
		close(hold[1]);
		close(ends[0]);
		_exit(leat_read(hold[0], block, 1) != 0);
	}
	close(hold[0]);
	close(ends[1]);
	while ((sent = leat_send(ends[0], block, sizeof block, MSG_DONTWAIT)) > 0)
		unread += (long)sent;
	CHECK_SAID(text("the buffer of fd %d is full", ends[0]), "MSG_DONTWAIT says not to wait",
	           text("(pid %ld), and has %ld bytes to read now", (long)child, unread));
	CHECK_INT(leat_setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit), 0);
	CHECK_EXPLAINED(leat_write(ends[0], block, 1), -1, EAGAIN, "write", text("the buffer of fd %d is full",
	                ends[0]),
	                "has taken nothing within 20 ms, its time limit (SO_SNDTIMEO)");
	CHECK_INT(leat_fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	CHECK_EXPLAINED(leat_write(ends[0], block, 1), -1, EAGAIN, "write",
	                text("fd %d is non-blocking, and its buffer is full", ends[0]),
	                text("(pid %ld), and has %ld bytes to read now", (long)child, unread));
	close(ends[0]);
	close(hold[1]);
	CHECK_INT(exit_status_of(child), 0);
}

/* How many datagrams of one byte a socket takes. */
static int sent_until_full(int fd)
{
	int sent = 0;

	CHECK_INT(leat_fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	while (leat_send(fd, block, 1, 0) == 1)
		sent++;
	return sent;
}

static void datagrams(void)
{
	struct sockaddr_in address = internet("127.0.0.1", 9);
	struct sockaddr_un path = local("receiver");
	int ends[2], udp = leat_socket(AF_INET, SOCK_DGRAM, 0), stream, room, most;
	socklen_t length = sizeof room;
	FILE *file = fopen("/proc/sys/net/unix/max_dgram_qlen", "r");

	CHECK(file != NULL && fscanf(file, "%d", &most) == 1);
	fclose(file);
	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_DGRAM, 0, ends), 0);
	CHECK_INT(leat_getsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &room, &length), 0);
	CHECK_EXPLAINED(leat_send(ends[0], block, sizeof block, 0), -1, EMSGSIZE, "send",
	                "the message has 1048576 bytes",
	                text("fd %d may send at most %d at once (SO_SNDBUF)", ends[0], room - 32));
	CHECK_EXPLAINED(leat_send(ends[0], "x", 1, MSG_OOB), -1, EOPNOTSUPP, "send",
	                "which has no urgent data (MSG_OOB)");
	stream = leat_socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK_EXPLAINED(leat_sendto(stream, "x", 1, MSG_NOSIGNAL, ADDRESS(path)), -1, EOPNOTSUPP, "sendto",
	                text("fd %d is a unix stream socket", stream),
	                "which is not connected, and a stream is not sent to an address.");
	CHECK_INT(leat_close(stream), 0);
	CHECK(sent_until_full(ends[0]) > most + 1);
	CHECK_SAID(text("fd %d is non-blocking, and its buffer is full", ends[0]));
	close(ends[0]);
	close(ends[1]);

	ends[0] = leat_socket(AF_UNIX, SOCK_DGRAM, 0);
	ends[1] = leat_socket(AF_UNIX, SOCK_DGRAM, 0);
	CHECK_INT(leat_bind(ends[1], ADDRESS(path)), 0);
	CHECK_INT(leat_connect(ends[0], ADDRESS(path)), 0);
	CHECK_INT(sent_until_full(ends[0]), most + 1);
	CHECK_SAID(text("fd %d is non-blocking, and the receiver has %d datagrams to read already", ends[0], most + 1));
	close(ends[0]);
	close(ends[1]);
	CHECK_INT(leat_unlink("receiver"), 0);

	CHECK_EXPLAINED(leat_sendto(udp, block, 70000, 0, ADDRESS(address)), -1, EMSGSIZE, "sendto",
	                "the message has 70000 bytes, and a datagram of UDP has at most 65507");
	address.sin_port = 0;
	CHECK_EXPLAINED(leat_sendto(udp, block, 1, 0, ADDRESS(address)), -1, EINVAL, "sendto",
	                "the port of the address is 0");
	close(udp);
}

int main(void)
{
	CHECK(leat_signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	not_connected();
	connections_that_ended();
	pairs();
	full();
	datagrams();
	return 0;
}
