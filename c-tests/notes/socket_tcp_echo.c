/*
 * Note 000, Sockets: the server's steps are bind(), listen() and accept(); accept() waits for a client and returns a
 * new descriptor for the connection. A client needs no bind(), though the note says so: it makes its socket with
 * socket(), and connect() gives it an address that the kernel chooses.
 *
 *     server: socket - bind - listen - accept ==> connection: recv, send
 *                                         ^            ^
 *                                         |            |
 *     client: socket ---------------- connect,    send, recv
 *
 * sin_family says which kind of address a sockaddr_in is: AF_INET, which has an address of IPv4 and a port.
 */
/* prints:
bind() to port 0: the kernel has chosen a free one
accept() waited for the client, and returned a new descriptor
the client's port: none before connect(), one after it
echo: hello
*/
#include <leat.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

static pid_t owner, serving;
static struct sockaddr_in server;

/* If the client fails, the server would wait for it in accept() for ever. */
static void kill_server(void)
{
	if (getpid() == owner && serving > 0)
		leat_kill(serving, SIGKILL);
}

static int new_socket(void)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	if (fd == -1) {
		leat_perror("socket");
		exit(1);
	}
	return fd;
}

/* What the kernel says the socket's own address is. */
static struct sockaddr_in address_of(int fd)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;

	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)&address, &length), 0);
	CHECK_INT(address.sin_family, AF_INET);
	return address;
}

static const char *port_of(int fd)
{
	return address_of(fd).sin_port == 0 ? "none" : "one";
}

static void serve(int listening)
{
	char text[64];
	ssize_t got;
	int connection = leat_accept(listening, NULL, NULL);

	CHECK(connection != -1 && connection != listening);
	printf("accept() waited for the client, and returned a new descriptor\n");
	fflush(stdout); /* the client prints when it has the echo */
	while ((got = leat_recv(connection, text, sizeof text, 0)) > 0)
		CHECK_INT(leat_send(connection, text, (size_t)got, MSG_NOSIGNAL), got); /* there is room for so few */
	CHECK_INT(got, 0);
	CHECK_INT(leat_close(connection), 0);
	exit(0);
}

static void ask(void)
{
	int fd = new_socket();
	const char *before, *after;
	char text[64];
	size_t length = 0;
	ssize_t got;

	before = port_of(fd);
	if (leat_connect(fd, (const struct sockaddr *)&server, sizeof server) == -1) {
		leat_perror("connect");
		exit(1);
	}
	after = port_of(fd);

	CHECK_INT(leat_send(fd, "hello", 5, MSG_NOSIGNAL), 5);
	CHECK_INT(leat_shutdown(fd, SHUT_WR), 0); /* the server sees end-of-file, and can still answer */
	while ((got = leat_recv(fd, text + length, sizeof text - length, 0)) > 0)
		length += (size_t)got;
	CHECK_INT(got, 0);
	printf("the client's port: %s before connect(), %s after it\n", before, after);
	printf("echo: %.*s\n", (int)length, text);
	CHECK_INT(leat_close(fd), 0);
}

int main(void)
{
	int listening = new_socket(), status;

	server.sin_family = AF_INET;
	server.sin_port = htons(0);
	server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (leat_bind(listening, (const struct sockaddr *)&server, sizeof server) == -1) {
		leat_perror("bind");
		exit(1);
	}
	server = address_of(listening);
	CHECK(server.sin_port != 0);
	printf("bind() to port 0: the kernel has chosen a free one\n");

	CHECK_INT(leat_listen(listening, 5), 0);
	fflush(stdout);

	owner = getpid();
	atexit(kill_server);
	CHECK((serving = leat_fork()) != -1);
	if (serving == 0)
		serve(listening);
	CHECK_INT(leat_close(listening), 0); /* the server's business: if it fails, connect() does, too */
	wait_until_child_sleeps(serving);    /* in accept() */
	ask();
	CHECK_INT(leat_waitpid(serving, &status, 0), serving);
	serving = 0;
	CHECK_INT(status, 0);
	return 0;
}
