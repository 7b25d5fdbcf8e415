/*
 * Note 001, Stream socket (and the figure of How to use a socket?): a stream of TCP is reliable: all that is sent
 * arrives, once and in order; a slow reader makes the sender wait. In how many pieces it arrives nobody can say before.
 * That it is connection-oriented, too, is shown by socket_stream_connection.c.
 *
 *     server                                   client
 *     socket                                   socket
 *     bind                                        |
 *     listen                                      |
 *     accept <----------- connection --------- connect
 *     read   <---------- 1,000,000 bytes ----- write
 *     read   <------------ end-of-file ------- close
 *     close
 */
/* prints:
the server does not read yet: the client has to wait in write()
the server has read 1000000 bytes in several pieces, all as they were sent; then end-of-file
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

enum { NUMBERS = 250000 }; /* of 4 bytes each */

static uint32_t sent[NUMBERS], received[NUMBERS];
static int written[2]; /* a pipe, by which the client tells that it has written all */

/* The kernel keeps little for this socket, so that the sender has to wait; asked for before there is a connection. */
static int new_socket(void)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0), size = 65536;

	if (fd == -1) {
		leat_perror("socket");
		exit(1);
	}
	CHECK_INT(leat_setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size), 0);
	CHECK_INT(leat_setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size), 0);
	return fd;
}

static void client(int listening, const struct sockaddr_in *address)
{
	int fd = new_socket();
	size_t done;
	ssize_t wrote;

	if (leat_connect(fd, (const struct sockaddr *)address, sizeof *address) == -1) {
		leat_perror("connect");
		leat_shutdown(listening, SHUT_RDWR); /* or the server would wait in accept() for ever */
		exit(1);
	}
	/* If the parent fails, the socket must be closed everywhere: or the client would wait for ever. */
	CHECK_INT(leat_close(listening), 0);
	/* A write waits whenever there is no room, and writes all; a part only if a signal, as by ^Z, comes between. */
	for (done = 0; done < sizeof sent; done += (size_t)wrote)
		CHECK((wrote = leat_write(fd, (const char *)sent + done, sizeof sent - done)) > 0);
	CHECK_INT(leat_write(written[1], "w", 1), 1);
	CHECK_INT(leat_close(fd), 0);
	_exit(0);
}

static void server(int listening, pid_t pid)
{
	int connection = leat_accept(listening, NULL, NULL), pieces = 0;
	size_t length = 0;
	ssize_t got;
	char byte;

	CHECK(connection != -1);
	CHECK_INT(leat_fcntl(written[0], F_SETFL, O_NONBLOCK), 0);
	CHECK_INT(leat_recv(connection, received, 1, MSG_PEEK), 1); /* the client has begun to write */
	wait_until_child_sleeps(pid);
	CHECK_INT(leat_read(written[0], &byte, 1), -1); /* its write() has not returned, or it would tell */
	CHECK_INT(errno, EAGAIN);
	printf("the server does not read yet: the client has to wait in write()\n");
	while (length < sizeof received &&
	       (got = leat_read(connection, (char *)received + length, sizeof received - length)) > 0) {
		length += (size_t)got;
		pieces++;
	}
	CHECK_INT(leat_read(connection, &byte, 1), 0);
	CHECK(memcmp(received, sent, sizeof sent) == 0);
	printf("the server has read %ld bytes in %s, all as they were sent; then end-of-file\n", (long)length,
	       pieces > 1 ? "several pieces" : "one piece");
	CHECK_INT(leat_close(connection), 0);
}

int main(void)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;
	int listening, status;
	uint32_t i;
	pid_t pid;

	for (i = 0; i < NUMBERS; i++)
		sent[i] = i;
	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	listening = new_socket();
	CHECK_INT(leat_bind(listening, (struct sockaddr *)&address, length), 0);
	CHECK_INT(leat_getsockname(listening, (struct sockaddr *)&address, &length), 0);
	CHECK_INT(leat_listen(listening, 1), 0);
	CHECK_INT(leat_pipe(written), 0);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		client(listening, &address);
	server(listening, pid);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_close(listening), 0);
	CHECK(leat_close(written[0]) == 0 && leat_close(written[1]) == 0);
	return 0;
}
