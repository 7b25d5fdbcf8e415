/* bind says who has the port: this process, a child that inherited it, another, or only what is left of connections. */
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"

static int tcp, listening;
static struct sockaddr_in taken;

static void this_process(void)
{
	int same = leat_socket(AF_INET, SOCK_STREAM, 0), on = 1;
	struct sockaddr_in any = internet("0.0.0.0", port_of(listening));

	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(taken)), -1, EADDRINUSE, "bind",
	                text("port %u is taken by this process itself (fd %d)", port_of(listening), listening),
	                text("a TCP socket that listens on 127.0.0.1:%u", port_of(listening)));
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(any)), -1, EADDRINUSE, "bind", text("(fd %d)", listening));
	CHECK_NOT_SAID("SO_REUSEADDR");
	CHECK_INT(leat_setsockopt(same, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), 0);
	CHECK_EXPLAINED(leat_bind(same, ADDRESS(taken)), -1, EADDRINUSE, "bind", text("(fd %d)", listening),
	                "SO_REUSEADDR, which is set here, is of no use against a socket that listens");
	close(same);
}

/* What only has been bound is in no table of the system. */
static void bound_only(void)
{
	struct sockaddr_in address = internet("127.0.0.1", 0);
	int first = leat_socket(AF_INET, SOCK_STREAM, 0);

	CHECK_INT(leat_bind(first, ADDRESS(address)), 0);
	address = internet("127.0.0.1", port_of(first));
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(address)), -1, EADDRINUSE, "bind", text("this process itself (fd %d)",
	                first),
	                text("a TCP socket bound to 127.0.0.1:%u", port_of(first)));
	close(first);
}

/* A child that has what its parent has closed. */
static void child_that_inherited(void)
{
	int hold[2];
	pid_t child;

	CHECK_INT(leat_pipe(hold), 0);
	child = leat_fork();
	CHECK(child != -1);
	if (child == 0) {
		char end;

		close(hold[1]);
		_exit(leat_read(hold[0], &end, 1) != 0);
	}
	close(hold[0]);
	close(listening);
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(taken)), -1, EADDRINUSE, "bind",
	                text("port %u is taken by ", ntohs(taken.sin_port)),
	                text("(pid %ld), a child of this process that has a TCP socket that listens", (long)child),
	                "SOCK_CLOEXEC");
	close(hold[1]);
	CHECK_INT(exit_status_of(child), 0);
}

/* The parent of the child that would like to have it. */
static int another_process(void)
{
	struct sockaddr_in address = taken;
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	close(listening);
	CHECK_EXPLAINED(leat_bind(fd, ADDRESS(address)), -1, EADDRINUSE, "bind",
	                text("port %u is taken by socket_bind_por (pid %ld): a TCP socket that listens on 127.0.0.1:%u",
	                     ntohs(taken.sin_port), (long)getppid(), ntohs(taken.sin_port)),
	                "Do: end that process, or take another port.");
	return 0;
}

static void udp(void)
{
	struct sockaddr_in address = internet("127.0.0.1", 0);
	int first = leat_socket(AF_INET, SOCK_DGRAM, 0), second = leat_socket(AF_INET, SOCK_DGRAM, 0);

	CHECK_INT(leat_bind(first, ADDRESS(address)), 0);
	address = internet("127.0.0.1", port_of(first));
	CHECK_EXPLAINED(leat_bind(second, ADDRESS(address)), -1, EADDRINUSE, "bind",
	                text("a UDP socket bound to 127.0.0.1:%u", port_of(first)), text("(fd %d)", first));
	close(first);
	close(second);
}

/* Who has closed his end of a connection has no descriptor for it any more, but the kernel takes its time to hear of the other. */
static void wait_until_half_closed(unsigned port)
{
	enum { FIN_WAIT2 = 5 };
	int found = 0;

	while (!found) {
		FILE *table = fopen("/proc/net/tcp", "r");
		unsigned local, state;
		unsigned long inode;
		char line[256];

		CHECK(table != NULL);
		while (fgets(line, sizeof line, table) != NULL) {
			if (sscanf(line, "%*s %*x:%x %*x:%*x %x %*s %*s %*s %*s %*s %lu", &local, &state, &inode) == 3)
				found |= local == port && state == FIN_WAIT2 && inode == 0;
		}
		fclose(table);
	}
}

/* A server that has ended its connections, and is started again. */
static void connections_that_are_over(void)
{
	int ends[2], server = listener(), again = leat_socket(AF_INET, SOCK_STREAM, 0), on = 1;
	struct sockaddr_in address = internet("127.0.0.1", port_of(server));
	struct linger until_answered;
	char end;

	connection(server, ends);
	close(server);
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(address)), -1, EADDRINUSE, "bind", text("nobody listens at port %u",
	                ntohs(address.sin_port)),
	                "this process itself", "Do: set SO_REUSEADDR");
	/* Who ends a connection first keeps its port: until the other side ends it too, if that is soon, and then for a minute. */
	close(ends[1]);
	wait_until_half_closed(ntohs(address.sin_port));
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(address)), -1, EADDRINUSE, "bind",
	                text("nobody listens at port %u, but connections that were closed here", ntohs(address.sin_port)),
	                "not yet by their other side, keep it for a while (now 1)", "Do: set SO_REUSEADDR");
	CHECK_INT(leat_read(ends[0], &end, 1), 0);
	until_answered.l_onoff = 1;
	until_answered.l_linger = 10;
	CHECK_INT(leat_setsockopt(ends[0], SOL_SOCKET, SO_LINGER, &until_answered, sizeof until_answered), 0);
	close(ends[0]);
	CHECK_EXPLAINED(leat_bind(tcp, ADDRESS(address)), -1, EADDRINUSE, "bind",
	                text("nobody listens at port %u, but connections that are over", ntohs(address.sin_port)),
	                "(now 1 in TIME_WAIT)",
	                "Do: set SO_REUSEADDR");
	CHECK_INT(leat_setsockopt(again, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), 0);
	CHECK_EXPLAINED(leat_bind(again, ADDRESS(address)), -1, EADDRINUSE, "bind", "(now 1) keep it for up to a minute",
	                "SO_REUSEADDR is set here, but was not for the socket that made them", "Do: wait");
	close(again);
}

/* Two sockets may share a port until one listens. */
static void listen_on_a_shared_port(void)
{
	int first = leat_socket(AF_INET, SOCK_STREAM, 0), second = leat_socket(AF_INET, SOCK_STREAM, 0), on = 1;
	struct sockaddr_in address = internet("127.0.0.1", 0);

	CHECK_INT(leat_setsockopt(first, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), 0);
	CHECK_INT(leat_setsockopt(second, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), 0);
	CHECK_INT(leat_bind(first, ADDRESS(address)), 0);
	address = internet("127.0.0.1", port_of(first));
	CHECK_INT(leat_bind(second, ADDRESS(address)), 0);
	CHECK_INT(leat_listen(first, 1), 0);
	CHECK_EXPLAINED(leat_listen(second, 1), -1, EADDRINUSE, "listen", text("port %u is taken by", port_of(first)),
	                text("(fd %d)", first), "of no use against a socket that listens");
	close(first);
	close(second);
}

int main(void)
{
	tcp = leat_socket(AF_INET, SOCK_STREAM, 0);
	listening = listener();
	taken = internet("127.0.0.1", port_of(listening));
	this_process();
	bound_only();
	CHECK_INT(in_child(another_process), 0);
	child_that_inherited();
	udp();
	connections_that_are_over();
	listen_on_a_shared_port();
	close(tcp);
	return 0;
}
