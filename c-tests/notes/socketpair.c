/*
 * Note 002, Sockets (socketpair): two connected sockets without a name, for processes that are related; unlike a pipe,
 * both ends read and write. SOCK_SEQPACKET keeps messages apart and, unlike SOCK_DGRAM, tells when the other end is
 * closed.
 *
 *     parent: fds[0] <======> fds[1] :child
 */
/* prints:
the child heard: one
the child heard: two
the child heard: three
the parent heard: that was 3
the child has closed its end: the parent hears end-of-file
over the internet there are no pairs: EOPNOTSUPP
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "check.h"

static void child(int fd)
{
	char text[16];
	ssize_t length;
	int i;

	for (i = 0; i < 3; i++) {
		CHECK((length = leat_recv(fd, text, sizeof text, 0)) > 0);
		printf("the child heard: %.*s\n", (int)length, text);
	}
	fflush(stdout);
	length = snprintf(text, sizeof text, "that was %d", i);
	CHECK_INT(leat_send(fd, text, (size_t)length, 0), length);
	exit(0);
}

int main(void)
{
	static const char *const words[] = { "one", "two", "three" };
	char text[16];
	ssize_t length;
	int fds[2], status, i;
	pid_t pid;

	if (leat_socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds) == -1) {
		leat_perror("socketpair");
		exit(1);
	}
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		CHECK_INT(leat_close(fds[0]), 0);
		child(fds[1]);
	}
	CHECK_INT(leat_close(fds[1]), 0);
	for (i = 0; i < 3; i++)
		CHECK_INT(leat_send(fds[0], words[i], strlen(words[i]), 0), strlen(words[i]));
	CHECK((length = leat_recv(fds[0], text, sizeof text, 0)) > 0);
	printf("the parent heard: %.*s\n", (int)length, text);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_recv(fds[0], text, sizeof text, 0), 0);
	printf("the child has closed its end: the parent hears end-of-file\n");
	CHECK_INT(leat_close(fds[0]), 0);

	CHECK_INT(leat_socketpair(AF_INET, SOCK_STREAM, 0, fds), -1);
	printf("over the internet there are no pairs: %s\n", leat_error_name(errno));
	return 0;
}
