/*
 * ETIMEDOUT of TCP: nobody answers, before there is a connection and after; and what SO_SNDTIMEO makes of the same.
 * test: flags -D_GNU_SOURCE
 */
#include <linux/filter.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "explain/network.h"
#include "explained.h"

/* From now on nothing reaches that socket, as behind a firewall. */
static void make_deaf(int fd)
{
	struct sock_filter nothing[] = {BPF_STMT(BPF_RET | BPF_K, 0)};
	struct sock_fprog filter = {1, nothing};

	if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) == -1) {
		CHECK_INT(errno, EPERM);
		exit(0); /* here only root may */
	}
}

static void set_tcp(int fd, int option, int value)
{
	CHECK_INT(leat_setsockopt(fd, IPPROTO_TCP, option, &value, sizeof value), 0);
}

static void handle(int signal)
{
	(void)signal;
}

static void no_connection(void)
{
	const struct itimerval often = {{0, 5000}, {0, 5000}}, never = {{0, 0}, {0, 0}};
	struct timeval limit = {0, 20000};
	struct sigaction action;
	struct sockaddr_in address;
	int server = listener(), fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	const char *who;

	make_deaf(server);
	address = internet("127.0.0.1", port_of(server));
	who = text("nobody answered at 127.0.0.1:%u", port_of(server));
	set_tcp(fd, TCP_SYNCNT, 1);
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, ETIMEDOUT, "connect", who, "in 2 tries (TCP_SYNCNT and the first)",
	                "or a firewall drops what is sent");
	close(fd);

	fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	set_tcp(fd, TCP_USER_TIMEOUT, 300);
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, ETIMEDOUT, "connect", who,
	                text("within 300 ms, the TCP_USER_TIMEOUT of fd %d", fd));
	close(fd);

	fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK_INT(leat_setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit), 0);
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, EINPROGRESS, "connect", "was not made within 20 ms", "(SO_SNDTIMEO)");
	close(fd);

	memset(&action, 0, sizeof action);
	action.sa_handler = handle;
	CHECK_INT(leat_sigaction(SIGALRM, &action, NULL), 0);
	fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK_INT(setitimer(ITIMER_REAL, &often, NULL), 0);
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(address)), -1, EINTR, "connect", "which goes on without the call", "SO_ERROR");
	CHECK_INT(setitimer(ITIMER_REAL, &never, NULL), 0);
	close(fd);
	close(server);
}

static void a_connection(void)
{
	int server = listener(), ends[2], on = 1;
	struct pollfd wait;
	char byte;

	/* What was sent is not acknowledged. */
	connection(server, ends);
	make_deaf(ends[1]);
	set_tcp(ends[0], TCP_USER_TIMEOUT, 300);
	CHECK_INT(leat_send(ends[0], "x", 1, 0), 1);
	wait.fd = ends[0];
	wait.events = POLLIN;
	CHECK_INT(poll(&wait, 1, -1), 1);
	CHECK_EXPLAINED(leat_recv(ends[0], &byte, 1, 0), -1, ETIMEDOUT, "recv",
	                text("the other side of fd %d has not answered for 300 ms, its TCP_USER_TIMEOUT", ends[0]),
	                "This is not SO_RCVTIMEO or SO_SNDTIMEO, with which a call ends in EAGAIN.");
	CHECK_EXPLAINED(leat_send(ends[0], "x", 1, MSG_NOSIGNAL), -1, EPIPE, "send",
	                text("the connection of fd %d is over: the other side has ended it, or it broke off", ends[0]));
	close(ends[0]);
	close(ends[1]);

	/* Nothing was sent, but the other side is asked whether it is there. */
	connection(server, ends);
	make_deaf(ends[1]);
	CHECK_INT(leat_setsockopt(ends[0], SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on), 0);
	set_tcp(ends[0], TCP_KEEPIDLE, 1);
	set_tcp(ends[0], TCP_KEEPINTVL, 1);
	set_tcp(ends[0], TCP_KEEPCNT, 1);
	CHECK_EXPLAINED(leat_recv(ends[0], &byte, 1, 0), -1, ETIMEDOUT, "recv",
	                text("the other side of fd %d has not answered for so long that TCP has given up", ends[0]));
	close(ends[0]);
	close(ends[1]);
	close(server);
}

int main(void)
{
	no_connection();
	a_connection();
	return 0;
}
