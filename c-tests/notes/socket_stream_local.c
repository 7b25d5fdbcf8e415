/*
 * Note 002, Local sockets: the server's address is a file name; the file shows as 's', and stays until it is removed. A
 * client needs no bind(), though note 000 says so: socket() and connect() are all it calls.
 *
 *     server: socket, bind, listen, accept ----\
 *                                               connection <==> (full duplex)
 *     client: socket, connect -----------------/
 *
 * The types are sockaddr_un and PF_UNIX; the note's socketaddr_un and PF_LINUX do not exist.
 */
/* prints:
the address is a file of type s
the server was told: hello
the client was told: hello yourself
the server has closed its socket: connect says ECONNREFUSED, though the file is there
the file is removed: connect says ENOENT
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static pid_t owner;
static struct sockaddr_un address;

static void remove_socket(void)
{
	if (getpid() == owner)
		leat_unlink(address.sun_path);
}

/* A stream has no messages: each side says one thing and shuts its direction down, and the other reads to the end. */
static void say(int fd, const char *text)
{
	/* MSG_NOSIGNAL: no SIGPIPE if the other is gone. More than a buffer holds would need a loop, as hear() has. */
	CHECK_INT(leat_send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
	CHECK_INT(leat_shutdown(fd, SHUT_WR), 0);
}

static void hear(int fd, const char *who)
{
	char text[64];
	size_t length = 0;
	ssize_t got;

	while ((got = leat_recv(fd, text + length, sizeof text - length, 0)) > 0)
		length += (size_t)got;
	CHECK_INT(got, 0);
	printf("%s was told: %.*s\n", who, (int)length, text);
	fflush(stdout);
}

static void client(void)
{
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd == -1 || leat_connect(fd, (struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("connect");
		exit(1);
	}
	say(fd, "hello");
	hear(fd, "the client");
	exit(0);
}

/* What a client is told that comes too late. */
static const char *refusal(void)
{
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);
	const char *name;

	CHECK_INT(leat_connect(fd, (struct sockaddr *)&address, sizeof address), -1);
	name = leat_error_name(errno);
	CHECK_INT(leat_close(fd), 0);
	return name;
}

int main(void)
{
	struct timeval limit = { 30, 0 };
	struct stat about;
	int listening, connection, status;
	pid_t pid;

	owner = getpid();
	address.sun_family = AF_UNIX;
	snprintf(address.sun_path, sizeof address.sun_path, "socket.%ld", (long)owner);
	listening = leat_socket(AF_UNIX, SOCK_STREAM, 0);
	if (listening == -1 || leat_bind(listening, (struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("bind");
		exit(1);
	}
	atexit(remove_socket);
	CHECK_INT(leat_listen(listening, 5), 0); /* from here on a client can connect, before accept() is called */
	/* Should the client fail before it is connected, accept() does not wait for it for ever. */
	CHECK_INT(leat_setsockopt(listening, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), 0);
	CHECK_INT(leat_stat(address.sun_path, &about), 0);
	printf("the address is a file of type %c\n", S_ISSOCK(about.st_mode) ? 's' : '?');
	fflush(stdout);

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		client();
	while ((connection = leat_accept(listening, NULL, NULL)) == -1)
		CHECK_INT(errno, EINTR);
	hear(connection, "the server");
	say(connection, "hello yourself");

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_close(connection), 0);

	CHECK_INT(leat_close(listening), 0);
	CHECK_INT(leat_stat(address.sun_path, &about), 0);
	printf("the server has closed its socket: connect says %s, though the file is there\n", refusal());
	CHECK_INT(leat_unlink(address.sun_path), 0);
	printf("the file is removed: connect says %s\n", refusal());
	return 0;
}
