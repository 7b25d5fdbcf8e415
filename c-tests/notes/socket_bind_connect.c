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
server 2 listens; a client asks for 127.0.0.2: its peer is 127.0.0.2 and the same port
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

/* The port is in network byte order, as everywhere here. */
static struct sockaddr_in make_address(const char *text, in_port_t port)
{
	struct sockaddr_in address;

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_port = port;
	CHECK_INT(leat_inet_pton(AF_INET, text, &address.sin_addr), 1);
	return address;
}

static int bind_to(int fd, const char *text, in_port_t port)
{
	struct sockaddr_in address = make_address(text, port);

	return leat_bind(fd, (const struct sockaddr *)&address, sizeof address);
}

static int connect_to(int fd, const char *text, in_port_t port)
{
	struct sockaddr_in address = make_address(text, port);

	return leat_connect(fd, (const struct sockaddr *)&address, sizeof address);
}

static struct sockaddr_in address_of(int fd)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;

	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)&address, &length), 0);
	return address;
}

static struct sockaddr_in address_of_peer(int fd)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;

	CHECK_INT(leat_getpeername(fd, (struct sockaddr *)&address, &length), 0);
	return address;
}

static void print_address(struct sockaddr_in address, in_port_t port)
{
	char text[INET_ADDRSTRLEN];

	CHECK(leat_inet_ntop(AF_INET, &address.sin_addr, text, sizeof text) != NULL);
	printf("%s and %s\n", text, address.sin_port == port ? "the same port" : "another port");
}

/* Server 1 gets a port that is free. Returns 0 if at the address of server 2 somebody else has that port. */
static int bind_both(int server1, int server2)
{
	if (bind_to(server1, "127.0.0.1", 0) == -1) {
		leat_perror("bind");
		exit(1);
	}
	if (bind_to(server2, "127.0.0.2", address_of(server1).sin_port) == 0)
		return 1;
	CHECK_INT(errno, EADDRINUSE);
	return 0;
}

int main(void)
{
	int server1 = new_socket(), server2 = new_socket(), client = new_socket(), other = new_socket(), connection;
	struct pollfd somebody = {-1, POLLIN, 0};
	in_port_t port;

	while (!bind_both(server1, server2)) {
		CHECK_INT(leat_close(server1), 0);
		server1 = new_socket();
	}
	port = address_of(server1).sin_port;
	CHECK(port != 0);
	CHECK_INT(address_of(server1).sin_addr.s_addr, htonl(INADDR_LOOPBACK));
	printf("server 1 asked for 127.0.0.1 and port 0: it has 127.0.0.1 and a port that was free\n");
	CHECK_FAILS(bind_to(other, "127.0.0.1", port), -1, EADDRINUSE, "bind");
	printf("another asks for the same address and port: %s\n", leat_error_name(errno));
	printf("server 2 asked for 127.0.0.2 and the same port: it has ");
	print_address(address_of(server2), port);

	CHECK_INT(leat_listen(server1, 5), 0);
	CHECK_FAILS(connect_to(other, "127.0.0.2", port), -1, ECONNREFUSED, "connect");
	printf("a client asks for 127.0.0.2, where server 2 does not listen yet: %s\n", leat_error_name(errno));
	CHECK_INT(leat_listen(server2, 5), 0);
	if (connect_to(client, "127.0.0.2", port) == -1) {
		leat_perror("connect");
		exit(1);
	}
	printf("server 2 listens; a client asks for 127.0.0.2: its peer is ");
	print_address(address_of_peer(client), port);

	/* The client never called bind(), and has a port too, by which the server knows it. */
	CHECK((connection = leat_accept(server2, NULL, NULL)) != -1);
	CHECK_INT(address_of_peer(connection).sin_port, address_of(client).sin_port);
	somebody.fd = server1;
	CHECK_INT(leat_poll(&somebody, 1, 0), 0);
	printf("server 2 accepts that client; nobody has come to server 1\n");

	CHECK_INT(leat_close(connection), 0);
	CHECK_INT(leat_close(client), 0);
	CHECK_INT(leat_close(other), 0);
	CHECK_INT(leat_close(server1), 0);
	CHECK_INT(leat_close(server2), 0);
	return 0;
}
