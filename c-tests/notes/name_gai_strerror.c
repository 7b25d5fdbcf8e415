/*
 * Note 003, Looking up addresses by name: the result of getaddrinfo() is 0, or a number that says what is wrong. It is
 * not an errno, and perror() does not know it: gai_strerror() has its text. Only with EAI_SYSTEM errno tells the rest.
 *
 *     open()         --> -1, and errno is ENOENT --> strerror(errno)
 *     getaddrinfo()  --> EAI_NONAME              --> gai_strerror(EAI_NONAME)
 */
/* prints:
neither a node nor a service: EAI_NONAME
a name where a number must be: EAI_NONAME
an unknown service: EAI_SERVICE
an unknown family: EAI_FAMILY
the official name, of no node: EAI_BADFLAGS
each code has a text of its own
*/
#include <leat.h>

#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "check.h"

static const char *name(int code)
{
	switch (code) {
	case EAI_NONAME:
		return "EAI_NONAME";
	case EAI_SERVICE:
		return "EAI_SERVICE";
	case EAI_FAMILY:
		return "EAI_FAMILY";
	case EAI_BADFLAGS:
		return "EAI_BADFLAGS";
	default:
		return leat_gai_strerror(code);
	}
}

static void look_up(const char *what, const char *node, const char *service, int family, int flags)
{
	struct addrinfo hints, *res = NULL;
	int code;

	memset(&hints, 0, sizeof hints);
	hints.ai_family = family;
	hints.ai_socktype = SOCK_STREAM;
	hints.ai_flags = flags;
	code = leat_getaddrinfo(node, service, &hints, &res);
	CHECK(code != 0);
	CHECK_INT(leat_error_code(), code);
	CHECK(strncmp(leat_error_text(), "getaddrinfo(", 12) == 0); /* although it has left no errno */
	printf("%s: %s\n", what, name(code));
}

int main(void)
{
	const int codes[] = { EAI_NONAME, EAI_SERVICE, EAI_FAMILY, EAI_BADFLAGS };
	int i, j;

	leat_error_clear();
	look_up("neither a node nor a service", NULL, NULL, AF_INET, 0);
	look_up("a name where a number must be", "localhost", NULL, AF_INET, AI_NUMERICHOST);
	look_up("an unknown service", NULL, "no-such-service", AF_INET, 0);
	look_up("an unknown family", "127.0.0.1", NULL, 12345, AI_NUMERICHOST);
	look_up("the official name, of no node", NULL, "80", AF_INET, AI_CANONNAME);

	for (i = 0; i < 4; i++)
		for (j = 0; j < i; j++)
			CHECK(strcmp(leat_gai_strerror(codes[i]), leat_gai_strerror(codes[j])) != 0);
	printf("each code has a text of its own\n");
	return 0;
}
