/*
 * Note 003, Server: Bind, Listen, and Accept: the backlog bounds the connections that wait for accept(). When there is
 * no room "we reject additional requests", says the note. On Linux nobody is rejected: the next client waits in
 * connect(), and gets in after an accept(). One that does not want to wait is told so: EAGAIN by a local socket,
 * EINPROGRESS by TCP, which goes on trying, and gives up (ETIMEDOUT) only after some two minutes. Linux lets one more
 * wait than the backlog says.
 *
 *     clients:   4 - waits in connect() --> [ 3  2  1 ] --> accept()
 *                                           backlog 2, and 1 more
 */
/* prints:
local: 3 clients are connected before any accept
the next is told to come again: EAGAIN
one that waits sleeps in connect; after an accept it is connected
TCP: 3 clients are connected before any accept
the next is told to wait: EINPROGRESS
after an accept it is connected
*/
#include <leat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

enum { BACKLOG = 2, FIT = BACKLOG + 1 };

static pid_t owner;
static struct sockaddr_un local;

static void remove_socket(void)
{
	if (getpid() == owner)
		leat_unlink(local.sun_path);
}

static int server(struct sockaddr *address, socklen_t length)
{
	int fd = leat_socket(address->sa_family, SOCK_STREAM, 0);

	if (fd == -1 || leat_bind(fd, address, length) == -1 || leat_listen(fd, BACKLOG) == -1) {
		leat_perror("a listening socket");
		exit(1);
	}
	return fd;
}

/* Connects as many as fit, and gives one more, which is not connected yet and does not wait. */
static int fill(int clients[FIT], const struct sockaddr *address, socklen_t length)
{
	int fd, i;

	for (i = 0; i < FIT; i++) {
		CHECK((clients[i] = leat_socket(address->sa_family, SOCK_STREAM, 0)) != -1);
		CHECK_INT(leat_connect(clients[i], address, length), 0);
	}
	CHECK((fd = leat_socket(address->sa_family, SOCK_STREAM, 0)) != -1);
	CHECK_INT(leat_fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	return fd;
}

static void accept_and_close(int listening)
{
	int connection;

	while ((connection = leat_accept(listening, NULL, NULL)) == -1)
		CHECK_INT(errno, EINTR);
	CHECK_INT(leat_close(connection), 0);
}

static void close_all(const int clients[FIT], int last, int listening)
{
	int i;

	for (i = 0; i < FIT; i++)
		CHECK_INT(leat_close(clients[i]), 0);
	CHECK(leat_close(last) == 0 && leat_close(listening) == 0);
}

static void local_socket(void)
{
	const struct sockaddr *address = (const struct sockaddr *)&local;
	int listening, clients[FIT], last, status;
	pid_t pid;

	local.sun_family = AF_UNIX;
	snprintf(local.sun_path, sizeof local.sun_path, "backlog.%ld", (long)owner);
	listening = server((struct sockaddr *)&local, sizeof local);
	atexit(remove_socket);
	last = fill(clients, address, sizeof local);
	printf("local: %d clients are connected before any accept\n", FIT);
	CHECK_FAILS(leat_connect(last, address, sizeof local), -1, EAGAIN, "connect");
	printf("the next is told to come again: EAGAIN\n");
	fflush(stdout);

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		/* Should the parent fail, all listening sockets are closed, and connect() fails. */
		CHECK(leat_close(listening) == 0 && leat_fcntl(last, F_SETFL, 0) == 0);
		_exit(leat_connect(last, address, sizeof local) != 0);
	}
	wait_until_child_sleeps(pid);
	accept_and_close(listening);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("one that waits sleeps in connect; after an accept it is connected\n");
	close_all(clients, last, listening);
}

static void tcp(void)
{
	struct sockaddr_in address;
	struct pollfd connected;
	socklen_t length = sizeof address;
	int listening, clients[FIT], error = -1;

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	listening = server((struct sockaddr *)&address, sizeof address);
	CHECK_INT(leat_getsockname(listening, (struct sockaddr *)&address, &length), 0);
	connected.fd = fill(clients, (const struct sockaddr *)&address, length);
	connected.events = POLLOUT;
	printf("TCP: %d clients are connected before any accept\n", FIT);
	CHECK_FAILS(leat_connect(connected.fd, (struct sockaddr *)&address, length), -1, EINPROGRESS, "connect");
	/* A tenth of a second shows it: as long as nobody is accepted, it is neither connected nor refused. */
	CHECK_INT(leat_poll(&connected, 1, 100), 0);
	printf("the next is told to wait: EINPROGRESS\n");

	accept_and_close(listening);
	CHECK_INT(leat_poll(&connected, 1, -1), 1); /* its kernel knocks again, the first time after a second */
	length = sizeof error;
	CHECK_INT(leat_getsockopt(connected.fd, SOL_SOCKET, SO_ERROR, &error, &length), 0);
	CHECK_INT(error, 0);
	printf("after an accept it is connected\n");
	close_all(clients, connected.fd, listening);
}

int main(void)
{
	owner = getpid();
	local_socket();
	tcp();
	return 0;
}
