/*
 * Note 001, What is pipe?: a pipe has room for a limited number of bytes; a write to a full one waits until a reader
 * has taken some out. A child that writes one byte more than there is room for is seen to sleep, and wakes when the
 * parent reads. With O_NONBLOCK the write fails instead.
 *
 *     child: write 'x' ....| fd[1] ==[ -------- full -------- ]==> fd[0] | parent reads nothing
 *     child: write 'x' --->| fd[1] ==[ x--------------         ]==> fd[0] |--> parent reads
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
the pipe took as many bytes as F_GETPIPE_SZ says, and no more: EAGAIN
the child writes one byte, and sleeps
the parent reads
the child's write is done
the pipe held what filled it, and the child's byte comes last: x
*/
#include <leat.h>

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

static const char chunk[512] = "";

/* Writes until nothing more fits, and returns how many bytes did; errno then says why no more. */
static long fill(int fd)
{
	long count = 0;
	ssize_t wrote;

	while ((wrote = leat_write(fd, chunk, sizeof chunk)) > 0)
		count += wrote;
	CHECK(wrote == -1 && errno == EAGAIN);
	return count;
}

static void child(const int fd[2], int done)
{
	CHECK_INT(leat_close(fd[0]), 0); /* should the parent fail: without any reader the write ends, by SIGPIPE */
	CHECK_INT(leat_write(fd[1], "x", 1), 1);
	CHECK_INT(leat_write(done, "d", 1), 1);
	_exit(0);
}

static int something_to_read(int fd)
{
	struct pollfd poll_it = {fd, POLLIN, 0};

	return leat_poll(&poll_it, 1, 0);
}

/* Reads that many bytes, which may come in pieces, and returns the last one. */
static char read_bytes(int fd, long count)
{
	char text[sizeof chunk];
	ssize_t got = 0;

	while (count > 0) {
		got = leat_read(fd, text, count < (long)sizeof text ? (size_t)count : sizeof text);
		CHECK(got > 0);
		count -= got;
	}
	return text[got - 1];
}

int main(void)
{
	int fd[2], done[2], status;
	long room;
	pid_t pid;

	if (leat_pipe(fd) == -1 || leat_pipe(done) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	CHECK_INT(leat_fcntl(fd[1], F_SETFL, O_NONBLOCK), 0);
	room = fill(fd[1]);
	printf("the pipe took as many bytes as F_GETPIPE_SZ says, and no more: %s\n", leat_error_name(errno));
	fflush(stdout);
	CHECK_INT(room, leat_fcntl(fd[1], F_GETPIPE_SZ)); /* 65,536 as a rule; Linux lets one change it */
	CHECK_INT(leat_fcntl(fd[1], F_SETFL, 0), 0);      /* without O_NONBLOCK: from now on a write waits */

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		child(fd, done[1]);
	CHECK_INT(leat_close(done[1]), 0);
	wait_until_child_sleeps(pid);
	CHECK_INT(something_to_read(done[0]), 0);
	printf("the child writes one byte, and sleeps\n");

	/* How much has to be read before a writer wakes is up to the system; Linux waits until a whole page is free. */
	printf("the parent reads\n");
	CHECK_INT(read_bytes(fd[0], room), '\0');
	CHECK_INT(read_bytes(done[0], 1), 'd');
	printf("the child's write is done\n");
	printf("the pipe held what filled it, and the child's byte comes last: %c\n", read_bytes(fd[0], 1));
	CHECK_INT(something_to_read(fd[0]), 0);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_close(fd[0]), 0);
	CHECK_INT(leat_close(fd[1]), 0);
	CHECK_INT(leat_close(done[0]), 0);
	return 0;
}
