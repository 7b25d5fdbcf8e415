/*
 * Note 002, Internet domain Sockets: names and dotted addresses become 32-bit numbers, in network byte order.
 * gethostbyname() takes either; h_addr is the first of the addresses it found. inet_pton() takes dotted addresses
 * alone, four decimal numbers, and inet_aton() any of the older ways to write one: with fewer parts, octal,
 * hexadecimal.
 *
 *     "10.0.0.1" --> 10 * 2^24 + 0 * 2^16 + 0 * 2^8 + 1 = 167772161
 *
 * gethostbyname() is obsolete, and knows only this kind of address: name_getaddrinfo.c has its successor.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
10.0.0.1 is 167772161, say inet_pton, inet_aton and gethostbyname
its bytes in memory are 10 0 0 1
10.1: inet_aton says 10.0.0.1, inet_pton refuses it
010.0.0.1: inet_aton says 8.0.0.1, inet_pton refuses it
0x7f.1: inet_aton says 127.0.0.1, inet_pton refuses it
10.0.0.256: both refuse it
localhost is a name of this machine: 127.0.0.1
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

/* The first address of the host. */
static struct in_addr address_of(const char *name)
{
	struct hostent *host = leat_gethostbyname(name);
	struct in_addr address;

	if (host == NULL) {
		leat_herror(name);
		exit(1);
	}
	CHECK_INT(host->h_addrtype, AF_INET);
	CHECK_INT(host->h_length, sizeof address);
	CHECK(host->h_addr == host->h_addr_list[0]);
	memcpy(&address, host->h_addr, sizeof address); /* a char *, which need not be aligned */
	return address;
}

static void three_ways(const char *text)
{
	struct in_addr address;
	unsigned char bytes[4];

	CHECK_INT(leat_inet_pton(AF_INET, text, &address), 1);
	CHECK_INT(address_of(text).s_addr, address.s_addr);
	memcpy(bytes, &address, sizeof bytes);
	printf("%s is %lu, say inet_pton, inet_aton and gethostbyname\n", text, (unsigned long)ntohl(address.s_addr));
	printf("its bytes in memory are %d %d %d %d\n", bytes[0], bytes[1], bytes[2], bytes[3]);

	address.s_addr = 0;
	CHECK(leat_inet_aton(text, &address) != 0);
	CHECK(memcmp(bytes, &address, sizeof bytes) == 0);
}

static void strange(const char *text)
{
	struct in_addr by_aton, by_pton;
	char dotted[INET_ADDRSTRLEN];

	CHECK_INT(leat_inet_pton(AF_INET, text, &by_pton), 0);
	if (leat_inet_aton(text, &by_aton) == 0) {
		printf("%s: both refuse it\n", text);
		return;
	}
	CHECK(leat_inet_ntop(AF_INET, &by_aton, dotted, sizeof dotted) != NULL);
	printf("%s: inet_aton says %s, inet_pton refuses it\n", text, dotted);
}

int main(void)
{
	struct in_addr localhost;
	char dotted[INET_ADDRSTRLEN];

	three_ways("10.0.0.1");
	strange("10.1");
	strange("010.0.0.1");
	strange("0x7f.1");
	strange("10.0.0.256");

	localhost = address_of("localhost"); /* it is in /etc/hosts */
	CHECK(leat_inet_ntop(AF_INET, &localhost, dotted, sizeof dotted) != NULL);
	printf("localhost is a name of this machine: %s\n", dotted);
	return 0;
}
