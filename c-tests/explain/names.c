/*
 * getaddrinfo, getnameinfo, gethostbyname and inet_ntop say what of a name, a hint or a buffer does not fit.
 * test: flags -D_GNU_SOURCE
 */
#include <netdb.h>
#include <sched.h>
#include <sys/resource.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"

/* These have codes of their own, and leave errno alone. */
#define CHECK_NO_NAME(call, code, ...)                                                                         \
	do {                                                                                                   \
		errno = 0;                                                                                     \
		CHECK_INT(call, code);                                                                         \
		CHECK_SAID(#code ": ", __VA_ARGS__);                                                           \
	} while (0)

static struct addrinfo hints, *list;

static const struct addrinfo *hinted(int family, int type, int flags)
{
	memset(&hints, 0, sizeof hints);
	hints.ai_family = family;
	hints.ai_socktype = type;
	hints.ai_flags = flags;
	return &hints;
}

static void hosts(void)
{
	CHECK_NO_NAME(leat_getaddrinfo(NULL, NULL, NULL, &list), EAI_NONAME, "host and service are both NULL");
	CHECK_NO_NAME(leat_getaddrinfo("", "80", NULL, &list), EAI_NONAME, "is an empty string");
	CHECK_NO_NAME(leat_getaddrinfo("http://www.example.org", "80", NULL, &list), EAI_NONAME,
	              "\"http://www.example.org\" is an address of the web");
	CHECK_NO_NAME(leat_getaddrinfo("localhost:8080", NULL, NULL, &list), EAI_NONAME,
	              "\"localhost:8080\" is the name of a host and a port");
	CHECK_NO_NAME(leat_getaddrinfo("localhost\n", NULL, NULL, &list), EAI_NONAME,
	              "\"localhost\\n\", ends with a line break");
	CHECK_NO_NAME(leat_getaddrinfo("127.0.0.256", NULL, NULL, &list), EAI_NONAME,
	              "\"127.0.0.256\" has the form of an IPv4 address, and is none");
	CHECK_NO_NAME(leat_getaddrinfo("localhost", "http", hinted(0, 0, AI_NUMERICHOST), &list), EAI_NONAME,
	              "/etc/hosts has \"localhost\", as 127.0.0.1", "AI_NUMERICHOST",
	              "Or the hints contain AI_NUMERICSERV, and \"http\"");
	CHECK_NO_NAME(leat_getaddrinfo("127.0.0.1", NULL, hinted(AF_INET6, 0, 0), &list), EAI_ADDRFAMILY,
	              "\"127.0.0.1\" is an address of AF_INET, and the hints ask for another family");
}

static void services(void)
{
	if (access("/etc/services", R_OK) == -1)
		return;
	CHECK_NO_NAME(leat_getaddrinfo("localhost", "nosuchsvc", NULL, &list), EAI_SERVICE,
	              "\"nosuchsvc\" is neither the number of a port nor in /etc/services");
	CHECK_NO_NAME(leat_getaddrinfo("localhost", "ssh", hinted(0, SOCK_DGRAM, 0), &list), EAI_SERVICE,
	              "/etc/services has \"ssh\" for tcp only");
	CHECK_NO_NAME(leat_getaddrinfo("localhost", "domain", hinted(0, SOCK_RAW, 0), &list), EAI_SERVICE,
	              "/etc/services has \"domain\" for tcp and udp", "SOCK_RAW");
}

static void hints_that_were_not_cleared(void)
{
	CHECK_NO_NAME(leat_getaddrinfo("localhost", "80", hinted(77, 0, 0), &list), EAI_FAMILY,
	              "ai_family in the hints is 77",
	              "memset");
	CHECK_NO_NAME(leat_getaddrinfo("localhost", "80", hinted(AF_UNIX, 0, 0), &list), EAI_FAMILY, "is AF_UNIX");
	CHECK_NO_NAME(leat_getaddrinfo("localhost", "80", hinted(0, 77, 0), &list), EAI_SOCKTYPE,
	              "ai_socktype in the hints is 77");
	CHECK_NO_NAME(leat_getaddrinfo("localhost", "80", hinted(0, 0, 0x10000), &list), EAI_BADFLAGS,
	              "contain 0x10000");
	CHECK_NO_NAME(leat_getaddrinfo(NULL, "80", hinted(0, 0, AI_CANONNAME), &list), EAI_BADFLAGS,
	              "contain AI_CANONNAME");
}

static void addresses_to_names(void)
{
	struct sockaddr_in address = internet("127.0.0.1", 80);
	char host[100], port[10];

	CHECK_NO_NAME(leat_getnameinfo((struct sockaddr *)&address, 8, host, sizeof host, NULL, 0, 0), EAI_FAMILY,
	              "the length of the address is 8: one of AF_INET has 16");
	CHECK_NO_NAME(leat_getnameinfo(ADDRESS(address), host, 2, port, sizeof port, NI_NUMERICHOST), EAI_OVERFLOW,
	              "room for 2 bytes of the host's and 10 of the service's");
	CHECK_NO_NAME(leat_getnameinfo(ADDRESS(address), host, sizeof host, NULL, 0, 0x1000), EAI_BADFLAGS,
	              "the flags 0x1000");
	address.sin_family = 0;
	CHECK_NO_NAME(leat_getnameinfo(ADDRESS(address), host, sizeof host, NULL, 0, 0), EAI_FAMILY,
	              "the family of the address is neither");
}

static void old_functions(void)
{
	struct in_addr address;
	char room[5];

	errno = 0;
	CHECK(leat_gethostbyname("") == NULL);
	CHECK_SAID("gethostbyname(\"\"): NO_RECOVERY: the name is an empty string");
	CHECK_INT(inet_pton(AF_INET, "127.0.0.1", &address), 1);
	CHECK_EXPLAINED(leat_inet_pton(AF_UNIX, "127.0.0.1", &address), -1, EAFNOSUPPORT, "inet_pton",
	                "first argument, is AF_UNIX");
	CHECK_EXPLAINED(leat_inet_ntop(AF_INET, &address, room, sizeof room), NULL, ENOSPC, "inet_ntop",
	                "room for 5 bytes, and the text may take 16");
	errno = 0;
	CHECK(leat_gethostbyaddr(&address, 3, AF_INET) == NULL);
	CHECK_SAID("the family is AF_INET and the length 3: an address of AF_INET has 4 bytes");
}

/* What name servers say depends on where this runs. */
static void a_name_that_nobody_has(void)
{
	int code;

	errno = 0;
	code = leat_getaddrinfo("nosuch.invalid", "80", NULL, &list);
	if (code == EAI_NONAME)
		CHECK_SAID("\"nosuch.invalid\" is not in /etc/hosts", "Do: check the name");
	errno = 0;
	if (leat_gethostbyname("nosuch.invalid") == NULL && h_errno == HOST_NOT_FOUND)
		CHECK_SAID("HOST_NOT_FOUND: \"nosuch.invalid\" is not in /etc/hosts");
}

/* In a network of its own a process reaches no name server. */
static int without_a_network(void)
{
	const char *part = "cannot be reached: this machine has no route to them now";
	int code;

	if (unshare(CLONE_NEWNET) == -1)
		return 0; /* only root may */
	errno = 0;
	code = leat_getaddrinfo("nosuch.invalid", "80", NULL, &list);
	/* Without any, or with one at 127.0.0.1, the library asks there. */
	if (code == EAI_AGAIN)
		CHECK(strstr(leat_error_text(), "/etc/resolv.conf") != NULL);
	if (code == EAI_AGAIN && strstr(leat_error_text(), "(127.") == NULL && strstr(leat_error_text(),
	    "no name server") == NULL)
		CHECK_SAID(part);
	return 0;
}

/* Nothing can be looked up then, and the code does not tell that. */
static int without_descriptors(void)
{
	const struct rlimit none = {0, 0};

	CHECK_INT(setrlimit(RLIMIT_NOFILE, &none), 0);
	errno = 0;
	CHECK(leat_getaddrinfo("localhost", "80", NULL, &list) != 0);
	CHECK_SAID("getaddrinfo(", "descriptors", "RLIMIT_NOFILE");
	CHECK_NOT_SAID("/etc/hosts");
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(without_descriptors), 0); /* before the library has read its files */
	hosts();
	services();
	hints_that_were_not_cleared();
	addresses_to_names();
	old_functions();
	a_name_that_nobody_has();
	CHECK_INT(in_child(without_a_network), 0);
	return 0;
}
