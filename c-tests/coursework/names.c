/* Addresses and services, numeric so that no network is asked. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int main(void)
{
	struct addrinfo hints, *list;
	char host[64], service[32], text[INET6_ADDRSTRLEN];
	struct in6_addr six;
	struct in_addr four;
	int code;

	memset(&hints, 0, sizeof(hints));
	hints.ai_family = AF_INET;
	hints.ai_socktype = SOCK_STREAM;
	hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
	code = getaddrinfo("127.0.0.1", "8080", &hints, &list);
	if (code != 0) {
		fprintf(stderr, "getaddrinfo: %s\n", gai_strerror(code));
		return 1;
	}
	getnameinfo(list->ai_addr, list->ai_addrlen, host, sizeof(host), service, sizeof(service),
	            NI_NUMERICHOST | NI_NUMERICSERV);
	printf("%s port %s\n", host, service);
	freeaddrinfo(list);
	code = getaddrinfo("not a number", "1", &hints, &list);
	printf("getaddrinfo: %s\n", gai_strerror(code));
	code = getnameinfo(NULL, 0, host, sizeof(host), NULL, 0, 0);
	printf("getnameinfo fails: %d\n", code != 0);
	printf("%d %d\n", inet_pton(AF_INET6, "::1", &six), inet_pton(AF_INET, "256.1.1.1", &four));
	printf("%s\n", inet_ntop(AF_INET6, &six, text, sizeof(text)));
	if (inet_ntop(AF_INET6, &six, text, 2) == NULL)
		perror("inet_ntop into two bytes");
	if (inet_pton(77, "::1", &six) == -1)
		perror("inet_pton of family 77");
	printf("inet_aton %d\n", inet_aton("10.1", &four));
	printf("%x\n", (unsigned)ntohl(four.s_addr));
	return 0;
}
