/*
 * socket and socketpair say which of their three arguments does not fit, and what raw sockets need.
 * test: flags -D_DEFAULT_SOURCE
 */
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static void families(void)
{
	int fds[2];

	CHECK_EXPLAINED(leat_socket(0, SOCK_STREAM, 0), -1, EAFNOSUPPORT, "socket", "first argument, is 0 (AF_UNSPEC)",
	                "Do: pass AF_INET");
	CHECK_EXPLAINED(leat_socket(99, SOCK_STREAM, 0), -1, EAFNOSUPPORT, "socket", "no family has the number 99");
	CHECK_EXPLAINED(leat_socketpair(AF_INET, SOCK_STREAM, 0, fds), -1, EOPNOTSUPP, "socketpair",
	                "AF_INET sockets do not come in pairs", "Do: pass AF_UNIX");
}

static void types(void)
{
	CHECK_EXPLAINED(leat_socket(AF_INET, 0, 0), -1, ESOCKTNOSUPPORT, "socket", "the second argument, is 0");
	CHECK_EXPLAINED(leat_socket(AF_INET, SOCK_SEQPACKET, 0), -1, ESOCKTNOSUPPORT, "socket",
	                "no AF_INET sockets of type SOCK_SEQPACKET");
	CHECK_EXPLAINED(leat_socket(AF_INET, 12, 0), -1, EINVAL, "socket", "no type of socket has the number 12");
	CHECK_EXPLAINED(leat_socket(AF_INET, SOCK_STREAM | 0x10000, 0), -1, EINVAL, "socket", "contains 0x10000");
}

static void protocols(void)
{
	CHECK_EXPLAINED(leat_socket(AF_INET, SOCK_DGRAM, IPPROTO_TCP), -1, EPROTONOSUPPORT, "socket",
	                "IPPROTO_TCP is not a protocol of SOCK_DGRAM sockets, but of SOCK_STREAM", "Do: pass 0");
	CHECK_EXPLAINED(leat_socket(AF_INET6, SOCK_STREAM, IPPROTO_UDP), -1, EPROTONOSUPPORT, "socket",
	                "IPPROTO_UDP is not a protocol of SOCK_STREAM sockets, but of SOCK_DGRAM");
	CHECK_EXPLAINED(leat_socket(AF_INET, SOCK_STREAM, 8080), -1, EINVAL, "socket",
	                "no protocol has the number 8080",
	                "a port belongs into the address");
	CHECK_EXPLAINED(leat_socket(AF_UNIX, SOCK_STREAM, 7), -1, EPROTONOSUPPORT, "socket",
	                "unix sockets have no protocols, and the third argument is 7");
}

/* Who is not root has no raw sockets; and a raw socket has no protocol of its own, whoever asks. */
static int raw_sockets(void)
{
	CHECK(become_unprivileged());
	CHECK_EXPLAINED(leat_socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), -1, EPERM, "socket",
	                "SOCK_RAW sockets need the capability CAP_NET_RAW", "does not have",
	                "Do: run the program as root");
	if (geteuid() == NOBODY)
		CHECK_SAID("you are nobody.");
	CHECK_EXPLAINED(leat_socket(AF_INET, SOCK_RAW, 0), -1, EPROTONOSUPPORT, "socket",
	                "needs the number of a protocol");
	return 0;
}

int main(void)
{
	families();
	types();
	protocols();
	CHECK_INT(in_child(raw_sockets), 0);
	return 0;
}
