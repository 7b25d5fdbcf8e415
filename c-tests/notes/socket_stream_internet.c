/*
 * Note 003, Server: Bind, Listen, and Accept (and Client: Connect): a TCP server answers two clients, one after the
 * other. Port 0 asks for any that is free; both sides write ports and addresses in network byte order, with htons() and
 * htonl().
 *
 *     server: socket, bind (a phone number), listen (phone on), accept (pick up) <==> client: socket, connect (call)
 *
 * INADDR_ANY, which the note calls the current address, is all addresses of this machine; this server wants only the
 * loopback one. A client that comes while the queue of listen() has room waits there until accept().
 */
/* prints:
client 1 was told: 1 squared is 1
client 2 was told: 2 squared is 4
*/
#include <leat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "check.h"

static int listen_on_any_port(struct sockaddr_in *address)
{
	struct timeval limit = { 30, 0 };
	socklen_t length = sizeof *address;
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	memset(address, 0, sizeof *address);
	address->sin_family = AF_INET;
	address->sin_port = htons(0);
	address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 || leat_bind(fd, (struct sockaddr *)address, length) == -1 || leat_listen(fd, 5) == -1) {
		leat_perror("a listening socket");
		exit(1);
	}
	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)address, &length), 0); /* which port it has become */
	CHECK(ntohs(address->sin_port) != 0);
	/* Should a client fail before it is connected, accept() does not wait for it for ever. */
	CHECK_INT(leat_setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), 0);
	return fd;
}

static void client(const struct sockaddr_in *server, unsigned char number)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	char text[64];
	size_t length = 0;
	ssize_t got;

	if (fd == -1 || leat_connect(fd, (const struct sockaddr *)server, sizeof *server) == -1) {
		leat_perror("connect");
		exit(1);
	}
	CHECK_INT(leat_send(fd, &number, 1, MSG_NOSIGNAL), 1);
	while ((got = leat_recv(fd, text + length, sizeof text - length, 0)) > 0)
		length += (size_t)got; /* TCP may deliver what was sent at once in pieces */
	CHECK_INT(got, 0);
	printf("client %d was told: %.*s\n", number, (int)length, text);
	exit(0);
}

static void serve_one(int listening)
{
	unsigned char number;
	char text[64];
	int connection, length;

	while ((connection = leat_accept(listening, NULL, NULL)) == -1)
		CHECK_INT(errno, EINTR);
	CHECK_INT(leat_recv(connection, &number, 1, 0), 1);
	length = snprintf(text, sizeof text, "%d squared is %d", number, number * number);
	/* So few bytes fit the empty buffer of a new connection at once; more would need a loop. */
	CHECK_INT(leat_send(connection, text, (size_t)length, MSG_NOSIGNAL), length);
	CHECK_INT(leat_close(connection), 0);
}

int main(void)
{
	struct sockaddr_in address;
	int listening = listen_on_any_port(&address), status;
	unsigned char i;
	pid_t pid;

	for (i = 1; i <= 2; i++) {
		pid = leat_fork();
		if (pid == -1) {
			leat_perror("fork");
			exit(1);
		}
		if (pid == 0)
			client(&address, i);
		serve_one(listening);
		CHECK_INT(leat_waitpid(pid, &status, 0), pid);
		CHECK_INT(status, 0);
	}
	CHECK_INT(leat_close(listening), 0);
	return 0;
}
