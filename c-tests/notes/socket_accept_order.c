/*
 * Note 001, How to use a socket?: listen() makes a queue for those who connect, and accept() takes the first one out of
 * it, as a new socket. listen() does not wait for a client, though the note says so: it returns at once, and clients
 * can connect from then on; it is accept() that waits while the queue is empty.
 *
 *     clients: third, second, first --> [ third, second, first ] listening socket --> accept(): new socket of first
 *
 * The sockets are local: their connect() returns when the client is in the queue, so the order is known.
 */
/* prints:
listen() has returned, but nobody has connected: accept() would have to wait, EAGAIN
three clients have connected, and none is accepted yet
accepted: first
accepted: second
accepted: third
each has a socket of its own: the answers went to the right clients
the listening socket is not connected to anybody: ENOTCONN
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "check.h"

enum { CLIENTS = 3 };

static struct sockaddr_un address;

static void remove_socket(void)
{
	leat_unlink(address.sun_path);
}

static int listen_there(void)
{
	int fd = leat_socket(AF_LOCAL, SOCK_STREAM, 0);

	address.sun_family = AF_LOCAL;
	snprintf(address.sun_path, sizeof address.sun_path, "queue.%ld", (long)getpid());
	if (fd == -1 || leat_bind(fd, (struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("socket and bind");
		exit(1);
	}
	atexit(remove_socket);
	CHECK_INT(leat_listen(fd, CLIENTS), 0);
	return fd;
}

/* A client can write before it is accepted: what it says waits with it in the queue. */
static int connect_as(const char *name)
{
	int fd = leat_socket(AF_LOCAL, SOCK_STREAM, 0);

	CHECK(fd != -1);
	CHECK_INT(leat_connect(fd, (struct sockaddr *)&address, sizeof address), 0);
	CHECK_INT(leat_write(fd, name, strlen(name)), strlen(name));
	CHECK_INT(leat_shutdown(fd, SHUT_WR), 0);
	return fd;
}

/* Reads to the end of what the other side says. */
static const char *hear(int fd)
{
	static char text[32];
	size_t length = 0;
	ssize_t got;

	while ((got = leat_read(fd, text + length, sizeof text - 1 - length)) > 0)
		length += (size_t)got;
	CHECK_INT(got, 0);
	text[length] = '\0';
	return text;
}

int main(void)
{
	static const char *const names[CLIENTS] = {"first", "second", "third"};
	int listening = listen_there(), clients[CLIENTS], sockets[CLIENTS], i;
	struct sockaddr_un peer;
	socklen_t length = sizeof peer;

	CHECK_INT(leat_fcntl(listening, F_SETFL, O_NONBLOCK), 0);
	CHECK_FAILS(leat_accept(listening, NULL, NULL), -1, EAGAIN, "accept");
	printf("listen() has returned, but nobody has connected: accept() would have to wait, %s\n",
	       leat_error_name(errno));

	for (i = 0; i < CLIENTS; i++)
		clients[i] = connect_as(names[i]);
	printf("three clients have connected, and none is accepted yet\n");
	for (i = 0; i < CLIENTS; i++) {
		CHECK((sockets[i] = leat_accept(listening, NULL, NULL)) != -1);
		printf("accepted: %s\n", hear(sockets[i]));
		CHECK(sockets[i] != listening && (i == 0 || sockets[i] != sockets[i - 1]));
	}

	/* Now both sides can send; the answers are given in another order. */
	for (i = CLIENTS - 1; i >= 0; i--) {
		CHECK_INT(leat_write(sockets[i], names[i], strlen(names[i])), strlen(names[i]));
		CHECK_INT(leat_close(sockets[i]), 0);
	}
	for (i = 0; i < CLIENTS; i++) {
		CHECK_TEXT(hear(clients[i]), names[i]);
		CHECK_INT(leat_close(clients[i]), 0);
	}
	printf("each has a socket of its own: the answers went to the right clients\n");
	CHECK_FAILS(leat_getpeername(listening, (struct sockaddr *)&peer, &length), -1, ENOTCONN, "getpeername");
	printf("the listening socket is not connected to anybody: %s\n", leat_error_name(errno));
	CHECK_INT(leat_close(listening), 0);
	return 0;
}
