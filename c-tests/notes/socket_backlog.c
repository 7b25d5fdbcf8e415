/*
 * Note 003, Server: Bind, Listen, and Accept: the backlog bounds the connections that wait for accept(). When there is
 * no room "we reject additional requests", says the note. On Linux nobody is rejected: the next client waits in
 * connect(), and gets in after an accept(). One that does not want to wait is told so, at a local socket by EAGAIN;
 * socket_backlog_tcp.c shows how TCP does it. Linux lets one more wait than the backlog says.
 *
 *     clients:   4 - waits in connect() --> [ 3  2  1 ] --> accept()
 *                                           backlog 2, and 1 more
 */
/* prints:
3 clients are connected before any accept
one that does not want to wait is told to come again: EAGAIN
one that waits sleeps in connect; after an accept it is connected
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
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
static struct sockaddr_un address;

static void remove_socket(void)
{
	if (getpid() == owner)
		leat_unlink(address.sun_path);
}

static int listening_socket(void)
{
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd == -1 || leat_bind(fd, (struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("bind");
		exit(1);
	}
	atexit(remove_socket);
	CHECK_INT(leat_listen(fd, BACKLOG), 0);
	return fd;
}

static int new_client(void)
{
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);

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
	int listening, clients[FIT], last, status, i;
	pid_t pid;

	owner = getpid();
	address.sun_family = AF_UNIX;
	snprintf(address.sun_path, sizeof address.sun_path, "backlog.%ld", (long)owner);
	listening = listening_socket();
	for (i = 0; i < FIT; i++)
		CHECK_INT(connect_to_server(clients[i] = new_client()), 0);
	printf("%d clients are connected before any accept\n", FIT);

	last = new_client();
	CHECK_INT(leat_fcntl(last, F_SETFL, O_NONBLOCK), 0);
	CHECK_FAILS(connect_to_server(last), -1, EAGAIN, "connect");
	printf("one that does not want to wait is told to come again: EAGAIN\n");
	CHECK_INT(leat_fcntl(last, F_SETFL, 0), 0);
	fflush(stdout);

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		CHECK_INT(leat_close(listening), 0); /* should the parent fail, nobody listens, and connect() fails */
		_exit(connect_to_server(last) != 0);
	}
	wait_until_child_sleeps(pid);
	accept_and_close(listening);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("one that waits sleeps in connect; after an accept it is connected\n");

	for (i = 0; i < FIT; i++)
		CHECK_INT(leat_close(clients[i]), 0);
	CHECK_INT(leat_close(last), 0);
	CHECK_INT(leat_close(listening), 0);
	return 0;
}
