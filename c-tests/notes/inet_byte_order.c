/*
 * Note 003, Check number format: the bytes of a number may be stored in two orders. Networks have the largest first;
 * htonl() and htons() bring a number of this machine into that order, and ntohl() and ntohs() bring it back. On a
 * machine that has the largest first anyway they change nothing.
 *
 *     number               0x01020304
 *     smallest first       04 03 02 01      most machines
 *     largest first        01 02 03 04      some machines, and the network
 */
/* prints:
0x01020304 is stored here in one of the two orders
htonl(0x01020304): 01 02 03 04
htons(0x0102): 01 02
ntohl and ntohs bring them back
the address 127.0.0.1: 7f 00 00 01, as htonl(INADDR_LOOPBACK)
the port 2520: 09 d8, as htons(2520)
2520 stored without htons, the smallest first: d8 09, which is port 55305
*/
#include <leat.h>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "check.h"

static const char *bytes(const void *memory, size_t size)
{
	static char text[16];
	const unsigned char *byte = (const unsigned char *)memory;
	size_t i;

	for (i = 0; i < size; i++)
		snprintf(text + 3 * i, sizeof text - 3 * i, "%02x ", byte[i]);
	text[3 * size - 1] = '\0';
	return text;
}

/* An address and a port as the functions of the system give them, which make no mistake. */
static struct sockaddr_in look_up(const char *node, const char *port)
{
	struct sockaddr_in address;
	struct addrinfo hints, *found;
	int code;

	memset(&hints, 0, sizeof hints);
	hints.ai_family = AF_INET;
	hints.ai_socktype = SOCK_STREAM;
	hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
	code = leat_getaddrinfo(node, port, &hints, &found);
	if (code != 0) {
		fprintf(stderr, "getaddrinfo: %s\n", leat_gai_strerror(code));
		exit(1);
	}
	CHECK(found->ai_addrlen == sizeof address);
	memcpy(&address, found->ai_addr, sizeof address);
	leat_freeaddrinfo(found);
	return address;
}

int main(void)
{
	const unsigned char wrong[] = { 0xd8, 0x09 };
	uint32_t four = 0x01020304, network4 = htonl(four), loopback = htonl(INADDR_LOOPBACK);
	uint16_t two = 0x0102, network2 = htons(two), port = htons(2520), wrong_port;
	struct sockaddr_in address = look_up("127.0.0.1", "2520");

	CHECK(strcmp(bytes(&four, 4), "04 03 02 01") == 0 || strcmp(bytes(&four, 4), "01 02 03 04") == 0);
	printf("0x01020304 is stored here in one of the two orders\n");
	printf("htonl(0x01020304): %s\n", bytes(&network4, 4));
	printf("htons(0x0102): %s\n", bytes(&network2, 2));
	CHECK(ntohl(network4) == four && ntohs(network2) == two);
	printf("ntohl and ntohs bring them back\n");

	CHECK(loopback == address.sin_addr.s_addr);
	printf("the address 127.0.0.1: %s, as htonl(INADDR_LOOPBACK)\n", bytes(&address.sin_addr, 4));
	CHECK(port == address.sin_port);
	printf("the port 2520: %s, as htons(2520)\n", bytes(&address.sin_port, 2));

	memcpy(&wrong_port, wrong, 2);
	printf("2520 stored without htons, the smallest first: %s, which is port %u\n", bytes(wrong, 2),
	       (unsigned int)ntohs(wrong_port));
	return 0;
}
