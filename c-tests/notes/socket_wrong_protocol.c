/*
 * Note 001, How to create a socket?: the third argument of socket(). The note says that 0 is the number of IP, which
 * packets have in their header. In truth 0 asks for the protocol that the domain has for this type, TCP or UDP, and the
 * header has the number of that one: 6 or 17. That number can be given instead of 0; one that does not fit the type is
 * refused.
 *
 *     header of an IP packet:  | ... | byte 9: protocol | ... | from | to |
 *                                      6 TCP, 17 UDP
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
a stream, 0: protocol 6, which is TCP
a datagram socket, 0: protocol 17, which is UDP
a stream, TCP: protocol 6
a datagram socket, UDP: protocol 17
a stream, UDP: EPROTONOSUPPORT
a datagram socket, TCP: EPROTONOSUPPORT
a local stream, TCP: EPROTONOSUPPORT
a raw socket, for which there is no usual protocol, 0: EPROTONOSUPPORT
a stream, -1: EINVAL
the packets of a datagram socket made with 0 have 17 in their header (only root can look)
*/
#include <leat.h>

#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "check.h"

static int new_socket(int domain, int type, int protocol)
{
	int fd = leat_socket(domain, type, protocol);

	if (fd == -1) {
		leat_perror("socket");
		exit(1);
	}
	return fd;
}

static int protocol_of(int type, int protocol)
{
	int fd = new_socket(AF_INET, type, protocol), result = -1;
	socklen_t size = sizeof result;

	CHECK_INT(leat_getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &result, &size), 0);
	CHECK_INT(leat_close(fd), 0);
	return result;
}

static const char *refusal(int domain, int type, int protocol)
{
	CHECK_INT(leat_socket(domain, type, protocol), -1);
	return leat_error_name(errno);
}

/*
 * A socket sends itself a datagram, of which the raw socket gets a copy with the header. The address is one of this
 * host that hardly anybody uses: raw sockets see everybody's packets, and those of others are skipped.
 */
static int protocol_in_header(int raw)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;
	unsigned char packet[64];
	size_t header;
	ssize_t got;
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0), found;

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 17);
	CHECK_INT(leat_bind(raw, (struct sockaddr *)&address, length), 0);
	CHECK_INT(leat_bind(fd, (struct sockaddr *)&address, length), 0);
	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)&address, &length), 0);
	CHECK_INT(leat_sendto(fd, "x", 1, 0, (struct sockaddr *)&address, length), 1);
	do {
		got = leat_recv(raw, packet, sizeof packet, 0);
		header = (packet[0] & 0x0f) * 4u;
		found = got == (ssize_t)header + 9 && memcmp(packet + header, &address.sin_port, 2) == 0;
	} while (!found);
	CHECK_INT(leat_close(fd), 0);
	return packet[9];
}

int main(void)
{
	int raw;

	printf("a stream, 0: protocol %d, which is TCP\n", protocol_of(SOCK_STREAM, 0));
	printf("a datagram socket, 0: protocol %d, which is UDP\n", protocol_of(SOCK_DGRAM, 0));
	printf("a stream, TCP: protocol %d\n", protocol_of(SOCK_STREAM, IPPROTO_TCP));
	printf("a datagram socket, UDP: protocol %d\n", protocol_of(SOCK_DGRAM, IPPROTO_UDP));

	printf("a stream, UDP: %s\n", refusal(AF_INET, SOCK_STREAM, IPPROTO_UDP));
	printf("a datagram socket, TCP: %s\n", refusal(AF_INET, SOCK_DGRAM, IPPROTO_TCP));
	printf("a local stream, TCP: %s\n", refusal(AF_LOCAL, SOCK_STREAM, IPPROTO_TCP));
	printf("a raw socket, for which there is no usual protocol, 0: %s\n", refusal(AF_INET, SOCK_RAW, 0));
	printf("a stream, -1: %s\n", refusal(AF_INET, SOCK_STREAM, -1));

	/* Only a privileged process may have a raw socket; for others the last sentence is not checked. */
	raw = leat_socket(AF_INET, SOCK_RAW, IPPROTO_UDP);
	if (raw != -1) {
		CHECK_INT(protocol_in_header(raw), IPPROTO_UDP);
		CHECK_INT(leat_close(raw), 0);
	} else {
		CHECK(errno == EPERM || errno == EACCES);
		fprintf(stderr, "no raw socket for this user: headers were not looked at\n");
	}
	printf("the packets of a datagram socket made with 0 have 17 in their header (only root can look)\n");
	return 0;
}
