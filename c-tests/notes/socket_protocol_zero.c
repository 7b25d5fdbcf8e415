/*
 * Note 002, Creating sockets and Local sockets: the protocol 0 is the usual one of the namespace and the style: among
 * the internet's, TCP for SOCK_STREAM and UDP for SOCK_DGRAM. "The only permissible protocol for the local namespace is
 * 0" is not quite so on Linux, which also takes PF_UNIX, the number 1, and means the same by it.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
PF_INET and SOCK_STREAM: 0 is TCP
PF_INET and SOCK_DGRAM: 0 is UDP
PF_UNIX and PF_LOCAL are two names of one namespace, 1
PF_UNIX, protocol 0: a socket
PF_UNIX, protocol 1: a socket
PF_UNIX, protocol 2: EPROTONOSUPPORT
a socket with protocol 1 is connected to one with 0, and says: the same
*/
#include <leat.h>

#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "check.h"

static struct sockaddr_un address;

static void remove_socket(void)
{
	leat_unlink(address.sun_path);
}

/* The protocol that a socket has got by asking for 0. */
static int protocol_of(int domain, int style)
{
	int fd = leat_socket(domain, style, 0), protocol = -1;
	socklen_t length = sizeof protocol;

	if (fd == -1) {
		leat_perror("socket");
		exit(1);
	}
	CHECK_INT(leat_getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &length), 0);
	CHECK_INT(leat_close(fd), 0);
	return protocol;
}

static const char *name_of(int protocol)
{
	return protocol == IPPROTO_TCP ? "TCP" : protocol == IPPROTO_UDP ? "UDP" : "another";
}

static void try_local(int protocol)
{
	int fd = leat_socket(PF_UNIX, SOCK_STREAM, protocol);

	printf("PF_UNIX, protocol %d: %s\n", protocol, fd == -1 ? leat_error_name(errno) : "a socket");
	if (fd != -1)
		CHECK_INT(leat_close(fd), 0);
}

static void connect_one_to_zero(void)
{
	int zero = leat_socket(PF_UNIX, SOCK_STREAM, 0), one = leat_socket(PF_UNIX, SOCK_STREAM, PF_UNIX), connection;
	char text[16];
	ssize_t length;

	address.sun_family = AF_UNIX;
	snprintf(address.sun_path, sizeof address.sun_path, "protocol.%ld", (long)getpid());
	atexit(remove_socket);
	CHECK_INT(leat_bind(zero, (struct sockaddr *)&address, sizeof address), 0);
	CHECK_INT(leat_listen(zero, 1), 0);
	CHECK_INT(leat_connect(one, (struct sockaddr *)&address, sizeof address), 0);
	CHECK((connection = leat_accept(zero, NULL, NULL)) != -1);
	CHECK_INT(leat_send(one, "the same", 8, MSG_NOSIGNAL), 8);
	CHECK((length = leat_recv(connection, text, sizeof text, 0)) > 0);
	printf("a socket with protocol 1 is connected to one with 0, and says: %.*s\n", (int)length, text);
	CHECK_INT(leat_close(connection), 0);
	CHECK_INT(leat_close(one), 0);
	CHECK_INT(leat_close(zero), 0);
}

int main(void)
{
	printf("PF_INET and SOCK_STREAM: 0 is %s\n", name_of(protocol_of(PF_INET, SOCK_STREAM)));
	printf("PF_INET and SOCK_DGRAM: 0 is %s\n", name_of(protocol_of(PF_INET, SOCK_DGRAM)));
	CHECK_INT(PF_UNIX, PF_LOCAL);
	printf("PF_UNIX and PF_LOCAL are two names of one namespace, %d\n", PF_UNIX);
	try_local(0);
	try_local(PF_UNIX);
	try_local(2);
	connect_one_to_zero();
	return 0;
}
