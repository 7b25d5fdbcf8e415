/* connect says who listens instead: at the same port elsewhere, at the port with its bytes swapped, or nobody. */
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "explain/network.h"
#include "explained.h"

static struct sockaddr_in free_address(void)
{
	int fd = listener();
	struct sockaddr_in address = internet("127.0.0.1", port_of(fd));

	close(fd);
	return address;
}

/* A listener at a port whose swapped bytes are a port that nobody has. */
static void swapped(int fd)
{
	struct sockaddr_in wrong = free_address();
	int server;

	for (;;) {
		server = listener();
		wrong.sin_port = (in_port_t)port_of(server); /* as if htons were missing */
		if (wrong.sin_port != htons(wrong.sin_port) && connect(fd,
		    ADDRESS(wrong)) == -1 && errno == ECONNREFUSED)
			break;
		close(server);
	}
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(wrong)), -1, ECONNREFUSED, "connect",
	                text("nobody listens at port %u", ntohs(wrong.sin_port)),
	                text("this process itself (fd %d) listens at port %u", server, port_of(server)),
	                text("Do: set the port with htons(%u)", port_of(server)));
	close(server);
}

static void elsewhere(int fd)
{
	struct sockaddr_in6 six = internet6("::1", 0);
	int server = leat_socket(AF_INET6, SOCK_STREAM, 0);
	struct sockaddr_in address;

	CHECK_INT(leat_bind(server, ADDRESS(six)), 0);
	CHECK_INT(leat_listen(server, 1), 0);
	address = internet("127.0.0.1", port_of(server));
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, ECONNREFUSED, "connect",
	                text("nobody listens at 127.0.0.1:%u", port_of(server)),
	                text("this process itself (fd %d) has a TCP socket that listens on [::1]:%u", server,
	                port_of(server)));
	close(server);
}

static void nobody(int fd)
{
	struct sockaddr_in address = free_address(), zero = internet("127.0.0.1", 0);
	int server;

	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, ECONNREFUSED, "connect",
	                text("nobody listens at 127.0.0.1:%u now", ntohs(address.sin_port)),
	                "Do: start the server first");
	server = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK_INT(leat_bind(server, ADDRESS(address)), 0);
	CHECK_SAID(text("this process itself (fd %d) is bound to 127.0.0.1:%u, but does not listen", server,
	           port_of(server)));
	CHECK_INT(leat_listen(server, 1), 0);
	CHECK_SAID(text("nobody listened at 127.0.0.1:%u; now this process itself (fd %d) does",
	           ntohs(address.sin_port), server));
	close(server);
	CHECK_EXPLAINED(leat_send(fd, "x", 1, MSG_NOSIGNAL), -1, EPIPE, "send", "connect was not called for it, or has failed");
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(zero)), -1, ECONNREFUSED, "connect", "the port is 0");
}

static void connected_already(void)
{
	int server = listener(), ends[2];
	struct sockaddr_in address = internet("127.0.0.1", port_of(server));

	connection(server, ends);
	CHECK_EXPLAINED(leat_connect(ends[0], ADDRESS(address)), -1, EISCONN, "connect",
	                text("fd %d is a TCP socket from 127.0.0.1:%u to 127.0.0.1:%u already", ends[0],
	                port_of(ends[0]), port_of(server)));
	CHECK_EXPLAINED(leat_connect(server, ADDRESS(address)), -1, EISCONN, "connect",
	                text("fd %d is a TCP socket that listens", server), "cannot make one");
	close(ends[0]);
	close(ends[1]);
	close(server);
}

static void addresses(int fd)
{
	struct sockaddr_in all = internet("255.255.255.255", 9), abroad = internet("203.0.113.9", 9);
	struct sockaddr_in loopback = internet("127.0.0.1", 0);
	struct sockaddr_in6 neighbour = internet6("fe80::1", 9);
	int bound = leat_socket(AF_INET, SOCK_STREAM, 0), six = leat_socket(AF_INET6, SOCK_STREAM, 0);
	int datagrams = leat_socket(AF_INET, SOCK_DGRAM, 0), ways = leat_socket(AF_INET, SOCK_DGRAM, 0);

	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(all)), -1, ENETUNREACH, "connect",
	                "255.255.255.255 is an address of many machines");
	CHECK_INT(leat_bind(bound, ADDRESS(loopback)), 0);
	CHECK_EXPLAINED(leat_connect(six, ADDRESS(neighbour)), -1, EINVAL, "connect", "fe80::", "sin6_scope_id");
	CHECK_EXPLAINED(leat_connect(fd, (struct sockaddr *)&all, 8), -1, EINVAL, "connect", "that of a pointer",
	                "AF_INET it is 16");
	if (connect(ways, ADDRESS(abroad)) == 0) {
		CHECK_EXPLAINED(leat_connect(bound, ADDRESS(abroad)), -1, EINVAL, "connect",
		                text("fd %d is bound to 127.0.0.1:%u, from where only this machine can be reached", bound,
		                port_of(bound)));
		CHECK_EXPLAINED(leat_sendto(datagrams, "x", 1, 0, ADDRESS(all)), -1, EACCES, "sendto",
		                text("255.255.255.255 is a broadcast address, for which fd %d must have SO_BROADCAST",
		                datagrams));
	} else {
		/* This machine has no network. */
		CHECK_EXPLAINED(leat_connect(bound, ADDRESS(abroad)), -1, ENETUNREACH, "connect", "203.0.113.9");
	}
	close(ways);
	close(bound);
	close(six);
	close(datagrams);
}

/* One datagram comes back as the failure of the next call. */
static void datagrams(void)
{
	struct sockaddr_in address = free_address();
	int fd = leat_socket(AF_INET, SOCK_DGRAM, 0);
	struct pollfd wait = {fd, POLLIN, 0};

	CHECK_INT(leat_connect(fd, ADDRESS(address)), 0);
	CHECK_INT(leat_send(fd, "x", 1, 0), 1);
	CHECK_INT(poll(&wait, 1, -1), 1);
	CHECK_EXPLAINED(leat_send(fd, "x", 1, 0), -1, ECONNREFUSED, "send",
	                text("an earlier datagram of fd %d was refused: nobody received at 127.0.0.1:%u", fd,
	                ntohs(address.sin_port)));
	close(fd);
}

int main(void)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	nobody(fd);
	swapped(fd);
	elsewhere(fd);
	connected_already();
	addresses(fd);
	datagrams();
	close(fd);
	return 0;
}
