/*
 * Note 003, Looking up addresses by name: getaddrinfo() makes a list of addresses out of a node, a service and hints.
 * AI_PASSIVE, which in the note is to fill in "my IP", does that only without a node, and what it fills in is every
 * address, for a server to bind; with a node it is ignored. The list is made of struct addrinfo, by ai_next; ai_addr,
 * which the note calls the list, is the address of one member, and is gone after freeaddrinfo().
 *
 *     res --> [ ai_socktype STREAM ] -- ai_next --> [ DGRAM ] -- ai_next --> [ RAW ] --> NULL
 *               | ai_addr                             | ai_addr                | ai_addr
 *             127.0.0.1:2520                        127.0.0.1:2520           127.0.0.1:2520
 */
/* prints:
no node, AI_PASSIVE: 0.0.0.0 port 2520
no node: 127.0.0.1 port 2520
node 127.0.0.2, AI_PASSIVE: 127.0.0.2 port 2520
node 127.0.0.2: 127.0.0.2 port 2520
service http: port 80
without a type of socket, one member for each: stream 1, datagram 1
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

static struct addrinfo *look_up(const char *node, const char *service, int type, int flags)
{
	struct addrinfo hints, *res;
	int code;

	memset(&hints, 0, sizeof hints); /* or members that are not set below would be hints too */
	hints.ai_family = AF_INET;
	hints.ai_socktype = type;
	hints.ai_flags = flags;
	code = leat_getaddrinfo(node, service, &hints, &res);
	if (code == EAI_SERVICE && (flags & AI_NUMERICSERV) == 0)
		return NULL; /* a machine without /etc/services knows no service by its name */
	if (code != 0) {
		fprintf(stderr, "getaddrinfo: %s\n", leat_gai_strerror(code));
		exit(1);
	}
	return res;
}

static int port_of(const struct addrinfo *member)
{
	CHECK(member->ai_family == AF_INET && member->ai_addrlen == sizeof(struct sockaddr_in));
	return ntohs(((const struct sockaddr_in *)(const void *)member->ai_addr)->sin_port);
}

static void print_first(const char *what, const char *node, int flags)
{
	struct addrinfo *res = look_up(node, "2520", SOCK_STREAM, flags | AI_NUMERICSERV);
	char host[INET_ADDRSTRLEN];

	CHECK(res->ai_socktype == SOCK_STREAM && res->ai_protocol == IPPROTO_TCP);
	CHECK_INT(leat_getnameinfo(res->ai_addr, res->ai_addrlen, host, sizeof host, NULL, 0, NI_NUMERICHOST), 0);
	printf("%s: %s port %d\n", what, host, port_of(res));
	leat_freeaddrinfo(res);
}

static void print_service(void)
{
	struct addrinfo *res = look_up(NULL, "http", SOCK_STREAM, 0);

	printf("service http: port %d\n", res != NULL ? port_of(res) : 80);
	if (res != NULL)
		leat_freeaddrinfo(res);
}

static void print_types(void)
{
	struct addrinfo *res = look_up("127.0.0.1", "2520", 0, AI_NUMERICSERV), *each;
	int streams = 0, datagrams = 0;

	for (each = res; each != NULL; each = each->ai_next) {
		CHECK_INT(port_of(each), 2520);
		streams += each->ai_socktype == SOCK_STREAM;
		datagrams += each->ai_socktype == SOCK_DGRAM;
	}
	printf("without a type of socket, one member for each: stream %d, datagram %d\n", streams, datagrams);
	leat_freeaddrinfo(res); /* the whole list */
}

int main(void)
{
	print_first("no node, AI_PASSIVE", NULL, AI_PASSIVE);
	print_first("no node", NULL, 0);
	print_first("node 127.0.0.2, AI_PASSIVE", "127.0.0.2", AI_PASSIVE);
	print_first("node 127.0.0.2", "127.0.0.2", 0);
	print_service();
	print_types();
	return 0;
}
