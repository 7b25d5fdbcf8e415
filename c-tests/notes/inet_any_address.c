/*
 * Note 003, Address: the server is called by its address and port. The note says that INADDR_ANY is the current address
 * of this computer: it is every address of this computer, and a connection knows which one the client called. A server
 * that binds one address is reached by that one only.
 *
 *     bound to INADDR_ANY:                      bound to 127.0.0.1:
 *     127.0.0.1 --\                             127.0.0.1 ----- server
 *     127.0.0.2 ---- server                     127.0.0.2 --x   ECONNREFUSED
 *
 * Every address from 127.0.0.1 to 127.255.255.254 is this machine, and cannot be reached from another.
 */
/* prints:
bound to 0.0.0.0: the server's own address is 0.0.0.0
127.0.0.1 is called: the server's end of the connection is 127.0.0.1
127.0.0.2 is called: the server's end of the connection is 127.0.0.2
bound to 127.0.0.1: the server's own address is 127.0.0.1
127.0.0.1 is called: the server's end of the connection is 127.0.0.1
127.0.0.2 is called: connection refused
*/
#include <leat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "check.h"

/* The address of this end of a socket; its port is stored too, if wanted. */
static const char *own_address(int fd, in_port_t *port)
{
	static char text[INET_ADDRSTRLEN];
	struct sockaddr_in address;
	socklen_t length = sizeof address;

	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)&address, &length), 0);
	CHECK(leat_inet_ntop(AF_INET, &address.sin_addr, text, sizeof text) == text);
	if (port != NULL)
		*port = address.sin_port;
	return text;
}

static int server(uint32_t host)
{
	struct sockaddr_in address;
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_port = htons(0); /* any that is free */
	address.sin_addr.s_addr = htonl(host);
	if (fd == -1 || leat_bind(fd, (struct sockaddr *)&address, sizeof address) == -1 || leat_listen(fd, 1) == -1) {
		leat_perror("a listening socket");
		exit(1);
	}
	return fd;
}

static void call(int listening, const char *host, in_port_t port)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0), connection;
	struct sockaddr_in address;

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_port = port; /* as getsockname() gave it: in network order */
	CHECK_INT(leat_inet_pton(AF_INET, host, &address.sin_addr), 1);
	CHECK(fd != -1);
	if (leat_connect(fd, (struct sockaddr *)&address, sizeof address) == 0) {
		CHECK((connection = leat_accept(listening, NULL, NULL)) != -1);
		printf("%s is called: the server's end of the connection is %s\n", host, own_address(connection, NULL));
		CHECK_INT(leat_close(connection), 0);
	} else {
		CHECK_INT(errno, ECONNREFUSED);
		printf("%s is called: connection refused\n", host);
	}
	CHECK_INT(leat_close(fd), 0);
}

static void serve(const char *name, uint32_t host)
{
	int listening = server(host);
	in_port_t port;

	printf("bound to %s: the server's own address is %s\n", name, own_address(listening, &port));
	call(listening, "127.0.0.1", port);
	call(listening, "127.0.0.2", port);
	CHECK_INT(leat_close(listening), 0);
}

int main(void)
{
	serve("0.0.0.0", INADDR_ANY);
	serve("127.0.0.1", INADDR_LOOPBACK);
	return 0;
}
