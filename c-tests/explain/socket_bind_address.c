/*
 * bind says what is wrong with an address: its family, its length, its port, or that this machine does not have it.
 * test: flags -D_DEFAULT_SOURCE
 */
#include <unistd.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"
#include "unprivileged.h"

static int tcp, tcp6, local_stream;

static void families(void)
{
	struct sockaddr_in address = internet("127.0.0.1", 0);
	struct sockaddr_in6 other = internet6("::1", 0);

	address.sin_family = 0;
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(address)), -1, EAFNOSUPPORT, "bind", "is of family 0 (AF_UNSPEC)",
	                text("fd %d is a socket of AF_INET", tcp), "sin_family was not set",
	                "Do: set sin_family = AF_INET");
	address.sin_family = htons(AF_INET);
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(address)), -1, EAFNOSUPPORT, "bind", "family 512",
	                "AF_INET the wrong way round",
	                "without htons");
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(other)), -1, EAFNOSUPPORT, "bind", "is of family AF_INET6",
	                text("fd %d is a socket of AF_INET.", tcp));
}

static void lengths(void)
{
	struct sockaddr_in address = internet("127.0.0.1", 0);
	struct sockaddr_un path = local("socket");

	CHECK_EXPLAINED(leat_bind(tcp, (struct sockaddr *)&address, 8), -1, EINVAL, "bind",
	                "length of the address is 8, which is that of a pointer, but of AF_INET it is 16");
	CHECK_EXPLAINED(leat_bind(tcp, (struct sockaddr *)&address, 4), -1, EINVAL, "bind",
	                "is 4, but of AF_INET it is 16", "sizeof(struct sockaddr_in).");
	CHECK_EXPLAINED(leat_bind(tcp, (struct sockaddr *)&address, 500), -1, EINVAL, "bind", "is 500",
	                "more than 128");
	CHECK_EXPLAINED(leat_bind(tcp6, (struct sockaddr *)&address, sizeof address), -1, EINVAL, "bind",
	                "is 16, that of an AF_INET address", text("fd %d is a socket of AF_INET6", tcp6));
	CHECK_EXPLAINED(leat_bind(local_stream, (struct sockaddr *)&path, 112), -1, EINVAL, "bind",
	                "is 112, but of AF_UNIX it is 3 to 110");
	CHECK_EXPLAINED(leat_bind(local_stream, (struct sockaddr *)&address, sizeof address), -1, EINVAL, "bind",
	                text("fd %d is a unix socket, so the family of its address must be AF_UNIX", local_stream));
}

static void bound_twice(void)
{
	struct sockaddr_in address = internet("127.0.0.1", 0);
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	CHECK_INT(leat_bind(fd, ADDRESS(address)), 0);
	CHECK_EXPLAINED(leat_bind(fd, ADDRESS(address)), -1, EINVAL, "bind",
	                text("fd %d is a TCP socket bound to 127.0.0.1:%u already", fd, port_of(fd)));
	close(fd);
}

/* Networks for documentation, in which nobody is. */
static void not_of_this_machine(void)
{
	struct sockaddr_in address = internet("203.0.113.9", 0);
	struct sockaddr_in6 other = internet6("2001:db8:ffff::9", 0);

	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(address)), -1, EADDRNOTAVAIL, "bind",
	                "203.0.113.9 is not an address of this machine, which has ", "127.0.0.1", "INADDR_ANY");
	CHECK_EXPLAINED(leat_bind(tcp6, ADDRESS(other)), -1, EADDRNOTAVAIL, "bind",
	                "2001:db8:ffff::9 is not an address of this machine, which has ", "in6addr_any");
}

static int low_ports(void)
{
	struct sockaddr_in address = internet("127.0.0.1", 80);
	FILE *file = fopen("/proc/sys/net/ipv4/ip_unprivileged_port_start", "r");
	int first;

	CHECK(file != NULL && fscanf(file, "%d", &first) == 1);
	fclose(file);
	if (first <= 80)
		return 0; /* everybody may have this port here */
	CHECK(become_unprivileged());
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(address)), -1, EACCES, "bind", text("port 80 is below %d", first),
	                "CAP_NET_BIND_SERVICE", text("Do: use a port from %d on", first));
	if (geteuid() == NOBODY)
		CHECK_SAID("you are nobody.");
	return 0;
}

int main(void)
{
	tcp = leat_socket(AF_INET, SOCK_STREAM, 0);
	tcp6 = leat_socket(AF_INET6, SOCK_STREAM, 0);
	local_stream = leat_socket(AF_UNIX, SOCK_STREAM, 0);
	families();
	lengths();
	bound_twice();
	not_of_this_machine();
	CHECK_INT(in_child(low_ports), 0);
	return 0;
}
