/*
 * Note 001, How to create a socket?: the domain says what an address is (a file name, or an address of IPv4 or IPv6 and
 * a port), the type how data travels. Each domain has both types, and the calls are the same. A stream is bytes,
 * without borders; a datagram is a message. If the other side were on another host, only the address would differ.
 *
 *     receiver: socket, bind, for a stream also listen and accept <------- sender: socket, connect, send "ab", "cd"
 *
 * A stream socket is TCP and a datagram socket UDP, as the note says, in the internet domains only: AF_LOCAL has no
 * protocol, and its datagrams are reliable.
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
AF_LOCAL stream: protocol 0, received abcd
AF_LOCAL datagram: protocol 0, received ab cd
AF_INET stream: protocol 6, received abcd
AF_INET datagram: protocol 17, received ab cd
AF_INET6, where there is IPv6: the same as AF_INET
*/
#include <leat.h>

#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "check.h"

union address {
	struct sockaddr any;
	struct sockaddr_un local;
	struct sockaddr_in ipv4;
	struct sockaddr_in6 ipv6;
};

static union address address;
static socklen_t length;
static char path[32];

static void remove_socket(void)
{
	leat_unlink(path);
}

/* An address of this host; in the internet domains port 0, which bind() replaces by a free one. */
static void choose_address(sa_family_t domain)
{
	memset(&address, 0, sizeof address);
	address.any.sa_family = domain;
	if (domain == AF_LOCAL) {
		snprintf(address.local.sun_path, sizeof address.local.sun_path, "%s", path);
		length = sizeof address.local;
	} else if (domain == AF_INET) {
		address.ipv4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		length = sizeof address.ipv4;
	} else {
		address.ipv6.sin6_addr = in6addr_loopback;
		length = sizeof address.ipv6;
	}
}

/* A socket with an address of this domain; -1 if this machine has no IPv6. */
static int bind_socket(sa_family_t domain, int type)
{
	int fd = leat_socket(domain, type, 0);

	choose_address(domain);
	if (fd == -1 && domain == AF_INET6)
		return -1; /* the kernel has no IPv6 */
	if (fd == -1 || leat_bind(fd, &address.any, length) == -1) {
		if (domain == AF_INET6 && errno == EADDRNOTAVAIL) {
			leat_close(fd); /* it has, but no address */
			return -1;
		}
		leat_perror("socket and bind");
		exit(1);
	}
	CHECK_INT(leat_getsockname(fd, &address.any, &length), 0);
	return fd;
}

static int protocol_of(int fd)
{
	int protocol = -1;
	socklen_t size = sizeof protocol;

	CHECK_INT(leat_getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &size), 0);
	return protocol;
}

/* Sends "ab" and "cd", and describes what arrives; NULL if this machine has no IPv6. */
static const char *exchange(sa_family_t domain, int type)
{
	static char text[64];
	char bytes[4];
	int receiver = bind_socket(domain, type), sender, connection, i;
	ssize_t got;

	if (receiver == -1)
		return NULL;
	if (type == SOCK_STREAM)
		CHECK_INT(leat_listen(receiver, 1), 0);
	CHECK((sender = leat_socket(domain, type, 0)) != -1);
	CHECK_INT(leat_connect(sender, &address.any, length), 0);
	connection = type == SOCK_STREAM ? leat_accept(receiver, NULL, NULL) : receiver;
	CHECK(connection != -1);
	CHECK_INT(leat_send(sender, "ab", 2, 0), 2);
	CHECK_INT(leat_send(sender, "cd", 2, 0), 2);

	snprintf(text, sizeof text, "protocol %d, received", protocol_of(sender));
	for (i = 0; i < (type == SOCK_STREAM ? 1 : 2); i++) {
		/* MSG_WAITALL: all four bytes of a stream, which may come in pieces; for a datagram it means nothing. */
		CHECK((got = leat_recv(connection, bytes, sizeof bytes, MSG_WAITALL)) > 0);
		snprintf(text + strlen(text), sizeof bytes + 2, " %.*s", (int)got, bytes);
	}
	if (connection != receiver)
		CHECK_INT(leat_close(connection), 0);
	CHECK_INT(leat_close(sender), 0);
	CHECK_INT(leat_close(receiver), 0);
	leat_unlink(path); /* the file of a local socket stays when it is closed */
	return text;
}

int main(void)
{
	const char *ipv6;

	snprintf(path, sizeof path, "families.%ld", (long)getpid());
	atexit(remove_socket);
	printf("AF_LOCAL stream: %s\n", exchange(AF_LOCAL, SOCK_STREAM));
	printf("AF_LOCAL datagram: %s\n", exchange(AF_LOCAL, SOCK_DGRAM));
	printf("AF_INET stream: %s\n", exchange(AF_INET, SOCK_STREAM));
	printf("AF_INET datagram: %s\n", exchange(AF_INET, SOCK_DGRAM));

	/* Some containers have no IPv6, so the printed sentence is true with and without it. */
	if ((ipv6 = exchange(AF_INET6, SOCK_STREAM)) != NULL) {
		CHECK_TEXT(ipv6, "protocol 6, received abcd");
		CHECK_TEXT(exchange(AF_INET6, SOCK_DGRAM), "protocol 17, received ab cd");
	} else {
		fprintf(stderr, "this machine has no IPv6: AF_INET6 was not tried\n");
	}
	printf("AF_INET6, where there is IPv6: the same as AF_INET\n");
	return 0;
}
