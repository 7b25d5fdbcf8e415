/*
 * Names become addresses and addresses names; what cannot is reported in the codes of each function.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	struct addrinfo hints, *list = NULL;
	struct in_addr address;
	struct servent *service;
	struct hostent *host;
	char text[64], service_text[16];
	int error, fds[2], real_stderr;

	memset(&hints, 0, sizeof hints);
	hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
	hints.ai_family = AF_INET;
	hints.ai_socktype = SOCK_STREAM;
	CHECK_INT(leat_getaddrinfo("127.0.0.1", "80", &hints, &list), 0);
	CHECK(list != NULL && list->ai_next == NULL);
	CHECK_INT(leat_getnameinfo(list->ai_addr, list->ai_addrlen, text, sizeof text, service_text, sizeof service_text,
	                           NI_NUMERICHOST | NI_NUMERICSERV), 0);
	CHECK_TEXT(text, "127.0.0.1");
	CHECK_TEXT(service_text, "80");
	error = leat_getnameinfo(list->ai_addr, 1, text, sizeof text, NULL, 0, NI_NUMERICHOST);
	CHECK_INT(error, EAI_FAMILY);
	CHECK_TEXT(leat_error_function(), "getnameinfo");
	leat_freeaddrinfo(list);

	error = leat_getaddrinfo("not a number", "80", &hints, &list);
	CHECK_INT(error, EAI_NONAME);
	CHECK_INT(leat_error_code(), EAI_NONAME);
	CHECK_TEXT(leat_error_function(), "getaddrinfo");
	CHECK_TEXT(leat_gai_strerror(error), gai_strerror(error));

	CHECK((host = leat_gethostbyname("127.0.0.1")) != NULL);
	CHECK_INT(host->h_length, 4);
	/* Refused before anybody is asked. */
	CHECK(leat_gethostbyaddr("x", 1, AF_INET) == NULL);
	CHECK_TEXT(leat_error_function(), "gethostbyaddr");
	CHECK_INT(leat_error_code(), h_errno);

	/* herror's line. */
	CHECK_INT(pipe(fds), 0);
	CHECK((real_stderr = dup(STDERR_FILENO)) >= 0);
	CHECK_INT(dup2(fds[1], STDERR_FILENO), STDERR_FILENO);
	h_errno = HOST_NOT_FOUND;
	leat_herror("prefix");
	CHECK_INT(dup2(real_stderr, STDERR_FILENO), STDERR_FILENO);
	memset(text, 0, sizeof text);
	CHECK(read(fds[0], text, sizeof text - 1) > 0);
	CHECK_TEXT(text, "prefix: Unknown host\n");

	/* Which services a machine knows is its own matter; that it knows none of this name is not. */
	service = leat_getservbyname("http", "tcp");
	if (service != NULL) {
		CHECK_INT(ntohs((unsigned short)service->s_port), 80);
		CHECK((service = leat_getservbyport(htons(80), "tcp")) != NULL);
		CHECK_TEXT(service->s_name, "http");
	}
	CHECK(leat_getservbyname("no-such-service", "tcp") == NULL);
	CHECK(leat_getservbyport(htons(80), "no-such-protocol") == NULL);

	CHECK_INT(leat_inet_pton(AF_INET, "127.0.0.1", &address), 1);
	CHECK_INT(address.s_addr, htonl(INADDR_LOOPBACK));
	CHECK_INT(leat_inet_pton(AF_INET, "127.0.0", &address), 0);
	CHECK_FAILS(leat_inet_pton(12345, "127.0.0.1", &address), -1, EAFNOSUPPORT, "inet_pton");
	CHECK(leat_inet_ntop(AF_INET, &address, text, sizeof text) == text);
	CHECK_TEXT(text, "127.0.0.1");
	CHECK_FAILS(leat_inet_ntop(AF_INET, &address, text, 3), NULL, ENOSPC, "inet_ntop");
	CHECK_INT(leat_inet_aton("127.1", &address), 1);
	CHECK_INT(address.s_addr, htonl(INADDR_LOOPBACK));
	CHECK_INT(leat_inet_aton("no address", &address), 0);
	return 0;
}
