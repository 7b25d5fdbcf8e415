/* recv and accept say why nothing can be received: no connection, none of the data yet, or the wrong descriptor. */
#include <fcntl.h>
#include <unistd.h>

#include "explain/network.h"
#include "explained.h"

static char byte;

/* Descriptors that are no sockets, or are another than was meant. */
static void wrong_descriptors(void)
{
	int ends[2], server = listener(), pair[2], udp = leat_socket(AF_INET, SOCK_DGRAM, 0);
	int local_stream = leat_socket(AF_UNIX, SOCK_STREAM, 0);

	CHECK_INT(leat_pipe(ends), 0);
	CHECK_EXPLAINED(leat_recv(ends[0], &byte, 1, 0), -1, ENOTSOCK, "recv", text("fd %d is the read end of pipe",
	                ends[0]), "not a socket");
	CHECK_EXPLAINED(leat_accept(0, NULL, NULL), -1, ENOTSOCK, "accept", "fd 0 is", "not a socket",
	                "(fd = socket(...)) < 0");
	CHECK_EXPLAINED(leat_recv(server, &byte, 1, 0), -1, ENOTCONN, "recv",
	                text("fd %d is a TCP socket that listens on 127.0.0.1:%u", server, port_of(server)),
	                "Do: use the descriptor that accept has returned");
	CHECK_EXPLAINED(leat_getpeername(server, (struct sockaddr *)&pair, (socklen_t *)ends), -1, ENOTCONN,
	                "getpeername",
	                text("fd %d is a TCP socket that listens", server));
	CHECK_EXPLAINED(leat_read(local_stream, &byte, 1), -1, EINVAL, "read",
	                text("fd %d is a unix stream socket, which is not connected", local_stream));
	CHECK_EXPLAINED(leat_listen(udp, 1), -1, EOPNOTSUPP, "listen",
	                text("fd %d is a UDP socket: a datagram socket", udp));
	CHECK_EXPLAINED(leat_accept(udp, NULL, NULL), -1, EOPNOTSUPP, "accept", text("fd %d is a UDP socket", udp));
	CHECK_EXPLAINED(leat_listen(local_stream, 1), -1, EINVAL, "listen",
	                text("fd %d is a unix socket without an address", local_stream), "Do: call bind before listen");
	CHECK_EXPLAINED(leat_shutdown(udp, 5), -1, EINVAL, "shutdown", "the second argument is 5");
	CHECK_EXPLAINED(leat_shutdown(udp, SHUT_RD), -1, ENOTCONN, "shutdown", text("fd %d is a UDP socket", udp));
	close(ends[0]);
	close(ends[1]);
	connection(server, pair);
	CHECK_EXPLAINED(leat_accept(pair[1], NULL, NULL), -1, EINVAL, "accept",
	                text("fd %d does not listen: it is a TCP socket from 127.0.0.1:%u to", pair[1],
	                port_of(server)));
	CHECK_EXPLAINED(leat_listen(pair[0], 1), -1, EINVAL, "listen", "a connected socket cannot listen");
	CHECK_EXPLAINED(leat_accept4(server, NULL, NULL, 1), -1, EINVAL, "accept4", "the flags contain 0x1");
	CHECK_EXPLAINED(leat_recv(pair[0], &byte, 1, MSG_OOB), -1, EINVAL, "recv",
	                text("no urgent data has come to fd %d", pair[0]));
	close(pair[0]);
	close(pair[1]);
	close(udp);
	close(local_stream);
	close(server);
}

static void not_listening(void)
{
	struct sockaddr_in any = internet("127.0.0.1", 0);
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	CHECK_INT(leat_bind(fd, ADDRESS(any)), 0);
	CHECK_EXPLAINED(leat_accept(fd, NULL, NULL), -1, EINVAL, "accept",
	                text("listen was not called for fd %d, which is a TCP socket bound to 127.0.0.1:%u", fd,
	                port_of(fd)));
	CHECK_EXPLAINED(leat_recv(fd, &byte, 1, 0), -1, ENOTCONN, "recv", "which is not connected");
	close(fd);
}

static void nothing_yet(void)
{
	struct timeval limit = {0, 20000};
	struct sockaddr_in address;
	int server = listener(), ends[2], client;

	CHECK_INT(leat_setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), 0);
	CHECK_EXPLAINED(leat_accept(server, NULL, NULL), -1, EAGAIN, "accept", "nobody has connected within 20 ms",
	                text("fd %d has (SO_RCVTIMEO)", server));
	CHECK_INT(leat_fcntl(server, F_SETFL, O_NONBLOCK), 0);
	CHECK_EXPLAINED(leat_accept(server, NULL, NULL), -1, EAGAIN, "accept", "no connection waits now",
	                text("fd %d, a TCP socket that listens on 127.0.0.1:%u, is non-blocking", server,
	                port_of(server)));
	address = internet("127.0.0.1", port_of(server));
	client = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK_INT(leat_connect(client, ADDRESS(address)), 0);
	errno = EAGAIN;
	CHECK_SAID("now 1 of them may be accepted");
	close(client);
	close(leat_accept(server, NULL, NULL));

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	CHECK_EXPLAINED(leat_recv(ends[0], &byte, 1, MSG_DONTWAIT), -1, EAGAIN, "recv",
	                text("nothing has come to fd %d", ends[0]),
	                "MSG_DONTWAIT says not to wait");
	CHECK_INT(leat_setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), 0);
	CHECK_EXPLAINED(leat_read(ends[0], &byte, 1), -1, EAGAIN, "read",
	                text("nothing has come to fd %d within 20 ms", ends[0]));
	CHECK_INT(leat_fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	CHECK_EXPLAINED(leat_read(ends[0], &byte, 1), -1, EAGAIN, "read", "which is non-blocking");
	CHECK_INT(leat_write(ends[1], "abc", 3), 3);
	errno = EAGAIN;
	CHECK_SAID("now 3 bytes have");
	close(ends[0]);
	close(ends[1]);
	close(server);
}

int main(void)
{
	wrong_descriptors();
	not_listening();
	nothing_yet();
	return 0;
}
