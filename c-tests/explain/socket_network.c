/*
 * In a network of its own, which only root can make: no routes, and ports that run out.
 * test: flags -D_GNU_SOURCE
 */
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"
#include "unprivileged.h"

static int set_up_loopback(void)
{
	struct ifreq request;
	int fd = leat_socket(AF_INET, SOCK_DGRAM, 0), result;

	memset(&request, 0, sizeof request);
	strcpy(request.ifr_name, "lo");
	request.ifr_flags = IFF_UP | IFF_RUNNING;
	result = ioctl(fd, SIOCSIFFLAGS, &request);
	close(fd);
	return result;
}

static void no_routes(void)
{
	struct sockaddr_in abroad = internet("203.0.113.9", 9);
	struct sockaddr_in6 abroad6 = internet6("2001:db8::9", 9);
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0), six = leat_socket(AF_INET6, SOCK_STREAM, 0);
	int udp = leat_socket(AF_INET, SOCK_DGRAM, 0);

	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(abroad)), -1, ENETUNREACH, "connect",
	                "no route leads to 203.0.113.9: this machine, with the addresses 127.0.0.1, has no default route");
	CHECK_EXPLAINED(leat_sendto(udp, "x", 1, 0, ADDRESS(abroad)), -1, ENETUNREACH, "sendto",
	                "no route leads to 203.0.113.9");
	CHECK_EXPLAINED(leat_connect(six, ADDRESS(abroad6)), -1, ENETUNREACH, "connect",
	                "no route of IPv6 leads to 2001:db8::9",
	                "(::1)");
	close(fd);
	close(six);
	close(udp);
}

/* With two ports to choose from. */
static void ports_that_run_out(void)
{
	struct sockaddr_in any = internet("127.0.0.1", 0), address;
	int server = listener(), clients[3], i;
	FILE *file;

	address = internet("127.0.0.1", port_of(server));
	file = fopen("/proc/sys/net/ipv4/ip_local_port_range", "w");
	if (file == NULL || fputs("40000 40001", file) == EOF || fclose(file) == EOF)
		return; /* /proc/sys is read-only in some containers */
	for (i = 0; i < 3; i++)
		clients[i] = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK_INT(leat_connect(clients[0], ADDRESS(address)), 0);
	CHECK_INT(leat_connect(clients[1], ADDRESS(address)), 0);
	CHECK_EXPLAINED(leat_connect(clients[2], ADDRESS(address)), -1, EADDRNOTAVAIL, "connect",
	                text("all ports for this end (40000 to 40001: net.ipv4.ip_local_port_range) have connections to 127.0.0.1:%u",
	                     port_of(server)));
	CHECK_EXPLAINED(leat_bind(clients[2], ADDRESS(any)), -1, EADDRINUSE, "bind",
	                "the port is 0, for any that is free, but all of them are taken (40000 to 40001: net.ipv4.ip_local_port_range)");
	for (i = 0; i < 3; i++)
		close(clients[i]);
	close(server);
}

static unsigned taken;

/* Whose descriptors may not be read is not named. */
static int somebody_else(void)
{
	struct sockaddr_in address = internet("127.0.0.1", taken);
	int fd;

	close(3); /* the listener, which it would have too */
	CHECK(become_unprivileged());
	fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK_EXPLAINED(leat_bind(fd, ADDRESS(address)), -1, EADDRINUSE, "bind",
	                text("port %u is taken by a process of root that cannot be seen from here: a TCP socket that listens", taken));
	return 0;
}

static int in_a_network(void)
{
	int server;

	if (unshare(CLONE_NEWNET) == -1)
		return 0;
	CHECK_INT(set_up_loopback(), 0);
	no_routes();
	ports_that_run_out();
	server = listener();
	CHECK_INT(server, 3);
	taken = port_of(server);
	CHECK_INT(in_child(somebody_else), 0);
	close(server);
	return 0;
}

int main(void)
{
	if (geteuid() == 0)
		CHECK_INT(in_child(in_a_network), 0);
	return 0;
}
