/*
 * Note 001, How to use a socket?: what socket() returns is a file descriptor like any other, a small number that stands
 * for something in the kernel: read(), write(), fstat(), fcntl(), dup() and close() work with it, and a child inherits
 * it. But a socket has no position that lseek() could change, and listen() takes no other kind of descriptor.
 *
 *     process: fd, copy by dup() ----\
 *     child: the same numbers --------+--> [ socket <====> socket ] <-- peer
 */
/* prints:
open() and then socket() return the same number: the lowest that is free
fstat() says it is a socket, F_GETFL that it is for reading and writing
written to it: hello
written to a copy by dup(): hello again
written to it by a child: hello from the child
closed, but written to the copy: still here
write() to the closed one: EBADF
the copy closed, too: the peer reads 0, end-of-file
lseek() on a socket: ESPIPE
listen() on a file: ENOTSOCK
*/
#include <leat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static int new_socket(void)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	if (fd == -1) {
		leat_perror("socket");
		exit(1);
	}
	return fd;
}

/* Connects the socket to one that the function makes, and returns that. */
static int peer_of(int fd)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;
	int listening = new_socket(), peer;

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK_INT(leat_bind(listening, (struct sockaddr *)&address, length), 0);
	CHECK_INT(leat_getsockname(listening, (struct sockaddr *)&address, &length), 0);
	CHECK_INT(leat_listen(listening, 1), 0);
	CHECK_INT(leat_connect(fd, (struct sockaddr *)&address, length), 0);
	CHECK((peer = leat_accept(listening, NULL, NULL)) != -1);
	CHECK_INT(leat_close(listening), 0);
	return peer;
}

static void say(int fd, const char *text)
{
	CHECK_INT(leat_write(fd, text, strlen(text)), strlen(text));
}

/* Reads as many bytes as the text has, and prints them. */
static void hear(int fd, const char *how, size_t count)
{
	char text[32];
	size_t length = 0;
	ssize_t got;

	while (length < count) {
		CHECK((got = leat_read(fd, text + length, count - length)) > 0);
		length += (size_t)got;
	}
	printf("%s: %.*s\n", how, (int)length, text);
}

static void pass_on_by_fork(int fd)
{
	int status;
	pid_t pid;

	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		say(fd, "hello from the child");
		_exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

int main(void)
{
	struct stat about;
	int file, fd, copy, peer;
	char byte;

	CHECK((file = leat_open("/dev/null", O_RDONLY)) != -1);
	CHECK_INT(leat_close(file), 0);
	fd = new_socket();
	CHECK_INT(fd, file);
	printf("open() and then socket() return the same number: the lowest that is free\n");
	CHECK_INT(leat_fstat(fd, &about), 0);
	CHECK(S_ISSOCK(about.st_mode));
	CHECK_INT(leat_fcntl(fd, F_GETFL) & O_ACCMODE, O_RDWR);
	printf("fstat() says it is a socket, F_GETFL that it is for reading and writing\n");

	peer = peer_of(fd);
	say(fd, "hello");
	hear(peer, "written to it", 5);
	CHECK((copy = leat_dup(fd)) != -1);
	say(copy, "hello again");
	hear(peer, "written to a copy by dup()", 11);
	pass_on_by_fork(fd);
	hear(peer, "written to it by a child", 20);

	CHECK_INT(leat_close(fd), 0);
	say(copy, "still here");
	hear(peer, "closed, but written to the copy", 10);
	CHECK_FAILS(leat_write(fd, "x", 1), -1, EBADF, "write");
	printf("write() to the closed one: %s\n", leat_error_name(errno));
	CHECK_INT(leat_close(copy), 0);
	CHECK_INT(leat_read(peer, &byte, 1), 0);
	printf("the copy closed, too: the peer reads 0, end-of-file\n");

	CHECK_FAILS(leat_lseek(peer, 0, SEEK_SET), -1, ESPIPE, "lseek");
	printf("lseek() on a socket: %s\n", leat_error_name(errno));
	CHECK_INT(leat_close(peer), 0);
	CHECK((file = leat_open("/dev/null", O_RDONLY)) != -1);
	CHECK_FAILS(leat_listen(file, 1), -1, ENOTSOCK, "listen");
	printf("listen() on a file: %s\n", leat_error_name(errno));
	CHECK_INT(leat_close(file), 0);
	return 0;
}
