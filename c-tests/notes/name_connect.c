/*
 * Note 003, Client: Connect: getaddrinfo() gives all that a client needs: the family, the type and the protocol for
 * socket(), and the address for connect(). The note tries only the first member of the list. But a name may have
 * several addresses, and the server may be at any of them, so a client tries one after the other. Here no name is
 * given: that means this machine, and gives its two addresses.
 *
 *     res --> [ ::1 ] -- ai_next --> [ 127.0.0.1 ] --> NULL
 *               |                      |
 *             ECONNREFUSED           the server
 */
/* prints:
the server waits at 127.0.0.1
the client tries one address of this machine after the other, and is connected to 127.0.0.1
it is told: hello
*/
#include <leat.h>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "check.h"

static struct addrinfo *look_up(const char *node, const char *service, int family)
{
	struct addrinfo hints, *res;
	int code;

	memset(&hints, 0, sizeof hints);
	hints.ai_family = family;
	hints.ai_socktype = SOCK_STREAM;
	hints.ai_flags = AI_NUMERICSERV;
	code = leat_getaddrinfo(node, service, &hints, &res);
	if (code != 0) {
		fprintf(stderr, "getaddrinfo: %s\n", leat_gai_strerror(code));
		exit(1);
	}
	return res;
}

static int server(char port[16])
{
	struct addrinfo *res = look_up("127.0.0.1", "0", AF_INET);
	struct sockaddr_in address;
	socklen_t length = sizeof address;
	int fd;

	fd = leat_socket(res->ai_family, res->ai_socktype, res->ai_protocol);
	if (fd == -1 || leat_bind(fd, res->ai_addr, res->ai_addrlen) == -1 || leat_listen(fd, 5) == -1) {
		leat_perror("a listening socket");
		exit(1);
	}
	leat_freeaddrinfo(res);
	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)&address, &length), 0);
	snprintf(port, 16, "%d", ntohs(address.sin_port));
	return fd;
}

/* A socket that is connected to one of this machine's addresses, or -1. */
static int client(const char *port)
{
	struct addrinfo *res = look_up(NULL, port, AF_UNSPEC), *each;
	int fd = -1;

	for (each = res; each != NULL; each = each->ai_next) {
		fd = leat_socket(each->ai_family, each->ai_socktype, each->ai_protocol);
		if (fd == -1)
			continue; /* the machine has no sockets of this family */
		if (leat_connect(fd, each->ai_addr, each->ai_addrlen) == 0)
			break;
		CHECK_INT(leat_close(fd), 0);
		fd = -1;
	}
	leat_freeaddrinfo(res);
	return fd;
}

int main(void)
{
	char port[16], host[INET6_ADDRSTRLEN], text[8];
	struct sockaddr_storage peer;
	socklen_t length = sizeof peer;
	int listening = server(port), fd, connection;

	printf("the server waits at 127.0.0.1\n");
	fd = client(port);
	if (fd == -1) {
		leat_perror("connect");
		exit(1);
	}
	CHECK_INT(leat_getpeername(fd, (struct sockaddr *)&peer, &length), 0);
	CHECK_INT(leat_getnameinfo((struct sockaddr *)&peer, length, host, sizeof host, NULL, 0, NI_NUMERICHOST), 0);
	printf("the client tries one address of this machine after the other, and is connected to %s\n", host);

	CHECK((connection = leat_accept(listening, NULL, NULL)) != -1);
	CHECK_INT(leat_send(connection, "hello", 6, MSG_NOSIGNAL), 6);
	CHECK_INT(leat_recv(fd, text, 6, MSG_WAITALL), 6);
	printf("it is told: %s\n", text);
	CHECK(leat_close(connection) == 0 && leat_close(fd) == 0 && leat_close(listening) == 0);
	return 0;
}
