/*
 * Note 001, How to use a socket?: bind() gives a socket the address and the port that addr says, and connect() goes to
 * the address and the port that addr says. Two servers here have the same port, at two addresses of this machine; the
 * client reaches the one whose address it names.
 *
 *                         127.0.0.1:p  server 1
 *     client -----------> 127.0.0.2:p  server 2
 */
/* prints:
server 1 asked for 127.0.0.1 and port 0: it has 127.0.0.1 and a port that was free
another asks for the same address and port: EADDRINUSE
server 2 asked for 127.0.0.2 and the same port: it has 127.0.0.2 and the same port
a client asks for 127.0.0.2, where server 2 does not listen yet: ECONNREFUSED
another asked for 127.0.0.2 then: its peer is 127.0.0.2 and the same port
server 2 accepts that client; nobody has come to server 1
*/
#include <leat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "check.h"

static int new_socket(void)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	if (fd == -1) {
		leat_perror("socket");
		exit(1);
	}
	return fd;
}

/* Calls bind() or connect() with this address; the port is in network byte order, as everywhere here. */
static int with(int (*call)(int, const struct sockaddr *, socklen_t), int fd, const char *text, in_port_t port)
{
	struct sockaddr_in address;

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_port = port;
	CHECK_INT(leat_inet_pton(AF_INET, text, &address.sin_addr), 1);
	return call(fd, (struct sockaddr *)&address, sizeof address);
}

/* The address of the socket, or of its peer: what getsockname() or getpeername() says. */
static const char *from(int (*call)(int, struct sockaddr *, socklen_t *), int fd, in_port_t *port)
{
	static char text[INET_ADDRSTRLEN];
	struct sockaddr_in address;
	socklen_t length = sizeof address;

	CHECK_INT(call(fd, (struct sockaddr *)&address, &length), 0);
	CHECK_INT(address.sin_family, AF_INET);
	*port = address.sin_port;
	return leat_inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
}

/* Both get one port, server 1 whichever is free. Fails if somebody has it at the address of server 2. */
static int bind_both(int server1, int server2, in_port_t *port)
{
	if (with(leat_bind, server1, "127.0.0.1", 0) == -1) {
		leat_perror("bind");
		exit(1);
	}
	from(leat_getsockname, server1, port);
	return with(leat_bind, server2, "127.0.0.2", *port) == 0;
}

int main(void)
{
	int server1 = new_socket(), server2 = new_socket(), client = new_socket(), other = new_socket(), connection;
	in_port_t port, at_server2, peer, own, seen;
	struct pollfd nobody;

	while (!bind_both(server1, server2, &port)) {
		CHECK_INT(errno, EADDRINUSE);
		CHECK_INT(leat_close(server1), 0);
		server1 = new_socket();
	}
	printf("server 1 asked for 127.0.0.1 and port 0: it has %s and a port that was free\n",
	       from(leat_getsockname, server1, &port));
	CHECK(port != 0);
	CHECK_FAILS(with(leat_bind, other, "127.0.0.1", port), -1, EADDRINUSE, "bind");
	printf("another asks for the same address and port: %s\n", leat_error_name(errno));
	printf("server 2 asked for 127.0.0.2 and the same port: it has %s and ", from(leat_getsockname, server2, &at_server2));
	printf("%s port\n", at_server2 == port ? "the same" : "another");

	CHECK_INT(leat_listen(server1, 5), 0);
	CHECK_FAILS(with(leat_connect, other, "127.0.0.2", port), -1, ECONNREFUSED, "connect");
	printf("a client asks for 127.0.0.2, where server 2 does not listen yet: %s\n", leat_error_name(errno));
	CHECK_INT(leat_listen(server2, 5), 0);
	if (with(leat_connect, client, "127.0.0.2", port) == -1) {
		leat_perror("connect");
		exit(1);
	}
	printf("another asked for 127.0.0.2 then: its peer is %s and ", from(leat_getpeername, client, &peer));
	printf("%s port\n", peer == port ? "the same" : "another");

	/* The client never called bind(), and has a port too, by which the server knows it. */
	CHECK((connection = leat_accept(server2, NULL, NULL)) != -1);
	from(leat_getsockname, client, &own);
	from(leat_getpeername, connection, &seen);
	nobody.fd = server1;
	nobody.events = POLLIN;
	CHECK_INT(leat_poll(&nobody, 1, 0), 0);
	printf("server 2 accepts %s client; nobody has come to server 1\n", own == seen ? "that" : "another");

	CHECK_INT(leat_close(connection), 0);
	CHECK_INT(leat_close(client), 0);
	CHECK_INT(leat_close(other), 0);
	CHECK_INT(leat_close(server1), 0);
	CHECK_INT(leat_close(server2), 0);
	return 0;
}
