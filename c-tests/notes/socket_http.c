/*
 * Note 002, Internet domain Sockets: a page is fetched from a web server over TCP. The client has the server's name,
 * which gethostbyname() makes a number, and its port, which htons() puts into network byte order; it connects, asks,
 * and reads until the server closes the connection. TCP is reliable and in order: a long page is there to the last
 * line. The server here is a child on this machine, whose port the kernel chose, instead of 80.
 *
 *     server: socket, bind, listen, accept <----- GET /numbers HTTP/1.0 ------ client: socket, connect
 *                                          ----- HTTP/1.0 200 OK, page ---->
 */
/* prints:
the server was asked: GET /numbers HTTP/1.0
the client was told: HTTP/1.0 200 OK
a page of 20000 lines came, in order
*/
#include <leat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "check.h"

enum { LINES = 20000 };

static pid_t server_pid; /* 0 in the server */

static void stop_server(void)
{
	if (server_pid > 0) { /* something failed, and it waits for a request that will not come */
		leat_kill(server_pid, SIGKILL);
		leat_waitpid(server_pid, NULL, 0);
	}
}

/* Listens on a port of the kernel's choice, and tells which. */
static int listening_socket(in_port_t *port)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;
	int fd = leat_socket(PF_INET, SOCK_STREAM, 0);

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	address.sin_port = htons(0);
	if (fd == -1 || leat_bind(fd, (struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("bind");
		exit(1);
	}
	CHECK_INT(leat_listen(fd, 5), 0);
	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)&address, &length), 0);
	*port = ntohs(address.sin_port);
	return fd;
}

/* Answers one request. */
static void server(int listening)
{
	char request[128], line[128];
	int connection = leat_accept(listening, NULL, NULL), i;
	FILE *in, *out;

	CHECK(connection != -1);
	in = leat_fdopen(connection, "r");
	out = leat_fdopen(leat_dup(connection), "w"); /* each is closed by a fclose() of its own */
	CHECK(in != NULL && out != NULL);
	CHECK(fgets(request, sizeof request, in) != NULL);
	printf("the server was asked: %.*s\n", (int)strcspn(request, "\r\n"), request);
	fflush(stdout);
	while (fgets(line, sizeof line, in) != NULL && strcmp(line, "\r\n") != 0)
		; /* what else the client says about itself, up to an empty line */

	fputs("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n", out);
	for (i = 1; i <= LINES; i++)
		fprintf(out, "%d\n", i);
	CHECK_INT(leat_fclose(out), 0);
	CHECK_INT(leat_fclose(in), 0); /* the last descriptor of the connection: the client sees the end */
	CHECK_INT(leat_close(listening), 0);
	exit(0);
}

static int connected_socket(const char *name, in_port_t port)
{
	struct hostent *host = leat_gethostbyname(name);
	struct sockaddr_in address;
	int fd = leat_socket(PF_INET, SOCK_STREAM, 0);

	if (host == NULL) {
		leat_herror(name);
		exit(1);
	}
	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	memcpy(&address.sin_addr, host->h_addr_list[0], sizeof address.sin_addr);
	address.sin_port = htons(port);
	if (fd == -1 || leat_connect(fd, (struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("connect");
		exit(1);
	}
	return fd;
}

static void fetch(const char *path, in_port_t port)
{
	char request[64], line[64];
	int fd = connected_socket("localhost", port), length, lines = 0;
	FILE *page;

	length = snprintf(request, sizeof request, "GET %s HTTP/1.0\r\n\r\n", path);
	CHECK_INT(leat_send(fd, request, (size_t)length, MSG_NOSIGNAL), length);
	CHECK((page = leat_fdopen(fd, "r")) != NULL);
	CHECK(fgets(line, sizeof line, page) != NULL);
	printf("the client was told: %.*s\n", (int)strcspn(line, "\r\n"), line);
	while (fgets(line, sizeof line, page) != NULL && strcmp(line, "\r\n") != 0)
		; /* what else the server says about the page */

	while (fgets(line, sizeof line, page) != NULL)
		CHECK_INT(atoi(line), ++lines);
	CHECK(feof(page));
	CHECK_INT(leat_fclose(page), 0);
	CHECK_INT(lines, LINES);
	printf("a page of %d lines came, in order\n", lines);
}

int main(void)
{
	int listening, status;
	in_port_t port;

	listening = listening_socket(&port);
	atexit(stop_server);
	CHECK((server_pid = leat_fork()) != -1);
	if (server_pid == 0)
		server(listening);
	CHECK_INT(leat_close(listening), 0);

	fetch("/numbers", port);
	CHECK_INT(leat_waitpid(server_pid, &status, 0), server_pid);
	server_pid = 0;
	CHECK_INT(status, 0);
	return 0;
}
