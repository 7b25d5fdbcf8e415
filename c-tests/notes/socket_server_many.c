/*
 * Note 004, Sockets (use case: server, clients), and note 000, Sockets: one server talks to several clients at the same
 * time. It may not wait in accept() or recv() for one of them while another has something to say, so it waits in poll()
 * for all: for new clients at the listening socket, and for what the clients say at their connections.
 *
 *     client 1 <==> connection \
 *     client 2 <==> connection  +--> poll() --> whoever is ready
 *     client 3 <==> connection /
 *     new ones ---> listening /
 *
 * Each client sends its number and waits for the sum of all. A server that served one to the end before the next would
 * never know the sum.
 */
/* prints:
3 clients are connected at the same time
each was told the sum of all their numbers: 6
all have gone
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
#include <sys/wait.h>

#include "check.h"

enum { CLIENTS = 3 };

static struct sockaddr_in address;
static struct pollfd waiting[1 + CLIENTS]; /* the listening socket, and then the connections */
static int connected, numbers, sum;

static void start_listening(void)
{
	socklen_t length = sizeof address;
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 || leat_bind(fd, (struct sockaddr *)&address, length) == -1 || leat_listen(fd, CLIENTS) == -1) {
		leat_perror("a listening socket");
		exit(1);
	}
	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)&address, &length), 0);
	/* A client can be gone again between poll() and accept(), which must not wait for the next one then. */
	CHECK_INT(leat_fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	waiting[0].fd = fd;
	waiting[0].events = POLLIN;
}

static void client(unsigned char number)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	unsigned char total;

	if (fd == -1 || leat_connect(fd, (const struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("connect");
		leat_shutdown(waiting[0].fd, SHUT_RDWR); /* or the server would wait for this client for ever, */
		exit(1);
	}
	CHECK_INT(leat_close(waiting[0].fd), 0); /* and, should it fail itself, this client for the server */
	CHECK_INT(leat_send(fd, &number, 1, MSG_NOSIGNAL), 1);
	CHECK_INT(leat_recv(fd, &total, 1, 0), 1);
	CHECK_INT(total, CLIENTS * (CLIENTS + 1) / 2);
	exit(0);
}

static void accept_one(void)
{
	int fd = leat_accept(waiting[0].fd, NULL, NULL);

	if (fd == -1) {
		CHECK(errno == EAGAIN || errno == ECONNABORTED || errno == EINTR);
		return;
	}
	connected++;
	CHECK(connected <= CLIENTS);
	waiting[connected].fd = fd;
	waiting[connected].events = POLLIN;
}

static void answer_all(void)
{
	unsigned char total = (unsigned char)sum;
	int i;

	printf("%d clients are connected at the same time\n", connected);
	for (i = 1; i <= CLIENTS; i++)
		CHECK_INT(leat_send(waiting[i].fd, &total, 1, MSG_NOSIGNAL), 1);
}

/* What one client says: its number, or end-of-file. Returns 1 if it has gone. */
static int hear(struct pollfd *connection)
{
	unsigned char number;
	ssize_t got = leat_recv(connection->fd, &number, 1, 0);

	if (got == 1) {
		sum += number;
		if (++numbers == CLIENTS)
			answer_all();
		return 0;
	}
	CHECK_INT(got, 0);
	CHECK_INT(numbers, CLIENTS); /* it has not gone before it was answered */
	CHECK_INT(leat_close(connection->fd), 0);
	connection->fd = -1; /* poll() passes over it */
	return 1;
}

int main(void)
{
	int gone = 0, count, status, i;
	pid_t pid;

	start_listening();
	for (i = 1; i <= CLIENTS; i++) {
		CHECK((pid = leat_fork()) != -1);
		if (pid == 0)
			client((unsigned char)i);
	}
	while (gone < CLIENTS) {
		CHECK(leat_poll(waiting, 1 + (nfds_t)connected, -1) > 0);
		count = connected; /* who is accepted now has not been waited for yet */
		if (waiting[0].revents != 0)
			accept_one();
		for (i = 1; i <= count; i++)
			if (waiting[i].revents != 0)
				gone += hear(&waiting[i]);
	}
	for (i = 0; i < CLIENTS; i++) {
		CHECK(leat_wait(&status) != -1);
		CHECK_INT(status, 0);
	}
	printf("each was told the sum of all their numbers: %d\n", sum);
	printf("all have gone\n");
	CHECK_INT(leat_close(waiting[0].fd), 0);
	return 0;
}
