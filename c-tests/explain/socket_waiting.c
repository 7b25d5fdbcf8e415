/*
 * A server that does not accept: what a client is told that does not wait, waits for a time, or until TCP gives up.
 * test: flags -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <unistd.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"

/* At 127.0.0.1, with room for one connection, which it has. */
static int full_server(int *client)
{
	struct sockaddr_in address = internet("127.0.0.1", 0);
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	CHECK_INT(leat_bind(fd, ADDRESS(address)), 0);
	CHECK_INT(leat_listen(fd, 0), 0);
	address = internet("127.0.0.1", port_of(fd));
	*client = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK_INT(leat_connect(*client, ADDRESS(address)), 0);
	return fd;
}

static int accept_without_descriptors(void)
{
	struct rlimit limit;
	struct sockaddr_in address;
	int server = listener(), client = leat_socket(AF_INET, SOCK_STREAM, 0), last;

	address = internet("127.0.0.1", port_of(server));
	CHECK_INT(leat_connect(client, ADDRESS(address)), 0);
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	last = leat_dup(client);
	limit.rlim_cur = (rlim_t)last + 1;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK_EXPLAINED(leat_accept(server, NULL, NULL), -1, EMFILE, "accept", text("may have %d (RLIMIT_NOFILE)",
	                last + 1),
	                text("The connection waits on at fd %d", server));
	return 0;
}

int main(void)
{
	int first, server = full_server(&first), fd = leat_socket(AF_INET, SOCK_STREAM, 0), tries = 1;
	struct sockaddr_in address = internet("127.0.0.1", port_of(server));
	struct timeval limit = {0, 20000};

	CHECK_INT(leat_setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit), 0);
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, EINPROGRESS, "connect", "was not made within 20 ms",
	                text("fd %d has (SO_SNDTIMEO)", fd), "SO_ERROR");
	CHECK_INT(leat_fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, EALREADY, "connect",
	                text("an earlier connect of fd %d is under way", fd));
	CHECK_EXPLAINED(leat_recv(fd, &limit, 1, 0), -1, EAGAIN, "recv",
	                text("nothing has come to fd %d, a TCP socket that is connecting, which is non-blocking", fd));
	close(fd);

	fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK_INT(leat_fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, EINPROGRESS, "connect",
	                text("the connection is being made, and fd %d is non-blocking: this is not a failure", fd),
	                "POLLOUT");
	close(fd);

	fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK_INT(leat_setsockopt(fd, IPPROTO_TCP, TCP_SYNCNT, &tries, sizeof tries), 0);
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, ETIMEDOUT, "connect",
	                text("this process itself (fd %d) listens at 127.0.0.1:%u, but does not accept: 1 connections wait", server, port_of(server)));
	close(fd);
	close(first);
	close(server);
	CHECK_INT(in_child(accept_without_descriptors), 0);
	return 0;
}
