/*
 * setsockopt and getsockopt say whether the level, the option, the length or the value does not fit.
 * test: flags -D_DEFAULT_SOURCE
 */
#include <net/if.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"
#include "unprivileged.h"

static int tcp, udp, local_stream;

static void levels(void)
{
	int on = 1;

	CHECK_EXPLAINED(leat_setsockopt(udp, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), -1, ENOPROTOOPT, "setsockopt",
	                text("TCP_NODELAY is an option of IPPROTO_TCP, and fd %d is a UDP socket", udp));
	CHECK_EXPLAINED(leat_setsockopt(tcp, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on), -1, ENOPROTOOPT, "setsockopt",
	                text("IPV6_V6ONLY is an option of AF_INET6 sockets, and fd %d is one of AF_INET", tcp));
	CHECK_EXPLAINED(leat_setsockopt(local_stream, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), -1, EOPNOTSUPP,
	                "setsockopt",
	                "unix sockets have options of level SOL_SOCKET only, not of IPPROTO_TCP");
	CHECK_EXPLAINED(leat_setsockopt(tcp, 777, SO_REUSEADDR, &on, sizeof on), -1, ENOPROTOOPT, "setsockopt",
	                text("level 777 has no options for fd %d", tcp));
	CHECK_EXPLAINED(leat_setsockopt(tcp, SOL_SOCKET, SO_TYPE, &on, sizeof on), -1, ENOPROTOOPT, "setsockopt",
	                "SO_TYPE can be asked for with getsockopt, but not set");
	CHECK_EXPLAINED(leat_setsockopt(tcp, SOL_SOCKET, 9999, &on, sizeof on), -1, ENOPROTOOPT, "setsockopt",
	                "knows no option 9999 of level SOL_SOCKET");
	CHECK_EXPLAINED(leat_setsockopt(tcp, IPPROTO_TCP, SO_INCOMING_CPU, &on, sizeof on), -1, ENOPROTOOPT,
	                "setsockopt",
	                text("SO_INCOMING_CPU, which is %d, is one of level SOL_SOCKET", SO_INCOMING_CPU));
}

static void values(void)
{
	int one = 1, none = 0, large = 300;
	struct timeval time = {0, 2000000};
	struct ip_mreq group;
	struct sockaddr_in6 six = internet6("::1", 0);
	int bound = leat_socket(AF_INET6, SOCK_STREAM, 0);
	socklen_t negative = (socklen_t)-1;

	CHECK_EXPLAINED(leat_setsockopt(tcp, SOL_SOCKET, SO_REUSEADDR, &one, 1), -1, EINVAL, "setsockopt",
	                "SO_REUSEADDR takes an int, which has 4 bytes, but the length, the fifth argument, is 1");
	CHECK_EXPLAINED(leat_setsockopt(tcp, SOL_SOCKET, SO_RCVTIMEO, &one, sizeof one), -1, EINVAL, "setsockopt",
	                "SO_RCVTIMEO takes a struct timeval, which has 16 bytes", "is 4");
	CHECK_EXPLAINED(leat_setsockopt(tcp, SOL_SOCKET, SO_LINGER, &one, sizeof one), -1, EINVAL, "setsockopt",
	                "SO_LINGER takes a struct linger, which has 8 bytes");
	/* The most common mistake: the level of TCP, where the number is that of another option. */
	CHECK_EXPLAINED(leat_setsockopt(tcp, IPPROTO_TCP, SO_REUSEADDR, &one, sizeof one), -1, EINVAL, "setsockopt",
	                "the value of TCP_MAXSEG must be from 88 to 32767",
	                "If SO_REUSEADDR was meant: it has the same number as TCP_MAXSEG, but is of level SOL_SOCKET");
	CHECK_EXPLAINED(leat_setsockopt(tcp, IPPROTO_TCP, TCP_KEEPIDLE, &none, sizeof none), -1, EINVAL, "setsockopt",
	                "the value of TCP_KEEPIDLE must be from 1 to 32767");
	CHECK_EXPLAINED(leat_setsockopt(udp, IPPROTO_IP, IP_TTL, &large, sizeof large), -1, EINVAL, "setsockopt",
	                "the value of IP_TTL must be from 1 to 255");
	CHECK_EXPLAINED(leat_setsockopt(tcp, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time), -1, EDOM, "setsockopt",
	                "tv_usec, for SO_RCVTIMEO, must be from 0 to 999999");
	memset(&group, 0, sizeof group);
	CHECK_INT(inet_pton(AF_INET, "127.0.0.1", &group.imr_multiaddr), 1);
	CHECK_EXPLAINED(leat_setsockopt(udp, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group), -1, EINVAL,
	                "setsockopt",
	                "the address for IP_ADD_MEMBERSHIP is not that of a group");
	CHECK_INT(inet_pton(AF_INET, "224.1.2.3", &group.imr_multiaddr), 1);
	CHECK_INT(inet_pton(AF_INET, "203.0.113.9", &group.imr_interface), 1);
	CHECK_EXPLAINED(leat_setsockopt(udp, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group), -1, ENODEV,
	                "setsockopt",
	                "this machine does not have; it has lo");
	CHECK_EXPLAINED(leat_setsockopt(tcp, IPPROTO_TCP, TCP_CONGESTION, "nope", 4), -1, ENOENT, "setsockopt",
	                "no congestion control of that name; it has: ", "reno");
	CHECK_INT(leat_bind(bound, ADDRESS(six)), 0);
	CHECK_EXPLAINED(leat_setsockopt(bound, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof one), -1, EINVAL, "setsockopt",
	                text("IPV6_V6ONLY must be set before bind, and fd %d is a TCP socket bound to [::1]:%u",
	                bound, port_of(bound)));
	CHECK_EXPLAINED(leat_getsockopt(tcp, SOL_SOCKET, SO_ERROR, &one, &negative), -1, EINVAL, "getsockopt",
	                "the fifth argument points to is negative, or too small");
	close(bound);
}

static int without_capabilities(void)
{
	int large = 1 << 24;

	CHECK(become_unprivileged());
	CHECK_EXPLAINED(leat_setsockopt(udp, SOL_SOCKET, SO_RCVBUFFORCE, &large, sizeof large), -1, EPERM, "setsockopt",
	                "SO_RCVBUFFORCE, or this value of it, takes the capability CAP_NET_ADMIN");
	if (geteuid() == NOBODY)
		CHECK_SAID("you are nobody.");
	return 0;
}

int main(void)
{
	tcp = leat_socket(AF_INET, SOCK_STREAM, 0);
	udp = leat_socket(AF_INET, SOCK_DGRAM, 0);
	local_stream = leat_socket(AF_UNIX, SOCK_STREAM, 0);
	levels();
	values();
	CHECK_INT(in_child(without_capabilities), 0);
	return 0;
}
