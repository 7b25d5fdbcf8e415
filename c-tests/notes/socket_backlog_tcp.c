/*
 * Note 003, Server: Bind, Listen, and Accept: at a full queue of TCP, as at the local one of socket_backlog.c, Linux
 * does not "reject additional requests", as the note says: the next client waits in connect(), and gets in after an
 * accept(). One that does not want to wait is told EINPROGRESS; its connect() goes on all the same, and gives up
 * (ETIMEDOUT) only after some two minutes. Linux lets one more wait than the backlog says.
 *
 *     client 4                     server: [ 3  2  1 ] --> accept()
 *        ---- SYN, is dropped ---->        backlog 2, and 1 more
 *        ---- SYN, after a second ->
 */
/* prints:
3 clients are connected before any accept
the next is told to wait: EINPROGRESS
it is neither connected nor refused
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

#include "check.h"

enum { BACKLOG = 2, FIT = BACKLOG + 1 };

static struct sockaddr_in address;

/* It has an address of this machine, and the port that the kernel chose. */
static int listening_socket(void)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	socklen_t length = sizeof address;

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 || leat_bind(fd, (struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("bind");
		exit(1);
	}
	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)&address, &length), 0);
	CHECK_INT(leat_listen(fd, BACKLOG), 0);
	return fd;
}

static int new_client(void)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	CHECK(fd != -1);
	return fd;
}

static int connect_to_server(int fd)
{
	return leat_connect(fd, (const struct sockaddr *)&address, sizeof address);
}

static void accept_and_close(int listening)
{
	int connection = leat_accept(listening, NULL, NULL);

	CHECK(connection != -1);
	CHECK_INT(leat_close(connection), 0);
}

int main(void)
{
	int listening = listening_socket(), clients[FIT], error = -1, i;
	socklen_t length = sizeof error;
	struct pollfd last;

	for (i = 0; i < FIT; i++)
		CHECK_INT(connect_to_server(clients[i] = new_client()), 0);
	printf("%d clients are connected before any accept\n", FIT);

	last.fd = new_client();
	last.events = POLLOUT; /* a socket that is being connected can be written to when that has an end */
	CHECK_INT(leat_fcntl(last.fd, F_SETFL, O_NONBLOCK), 0);
	CHECK_FAILS(connect_to_server(last.fd), -1, EINPROGRESS, "connect");
	printf("the next is told to wait: EINPROGRESS\n");
	/* A tenth of a second shows it: as long as nobody is accepted, nothing comes of it. */
	CHECK_INT(leat_poll(&last, 1, 100), 0);
	printf("it is neither connected nor refused\n");

	accept_and_close(listening);
	CHECK_INT(leat_poll(&last, 1, -1), 1); /* its kernel knocks again, the first time after a second */
	CHECK_INT(leat_getsockopt(last.fd, SOL_SOCKET, SO_ERROR, &error, &length), 0);
	CHECK_INT(error, 0);
	printf("after an accept it is connected\n");

	for (i = 0; i < FIT; i++)
		CHECK_INT(leat_close(clients[i]), 0);
	CHECK_INT(leat_close(last.fd), 0);
	CHECK_INT(leat_close(listening), 0);
	return 0;
}
