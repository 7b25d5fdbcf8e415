/*
 * leat_pipe_open makes a pipe whose ends are closed by exec, and with the flags non-blocking, or one of packets.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/resource.h>
#include <unistd.h>

#include "check.h"

static int made(int flags, int ends[2])
{
	CHECK_INT(leat_pipe_open(flags, ends), 0);
	CHECK_INT(fcntl(ends[0], F_GETFD), FD_CLOEXEC);
	CHECK_INT(fcntl(ends[1], F_GETFD), FD_CLOEXEC);
	CHECK_INT(fcntl(ends[1], F_GETFL) & O_ACCMODE, O_WRONLY);
	return fcntl(ends[0], F_GETFL);
}

static void close_ends(const int ends[2])
{
	CHECK_INT(close(ends[0]), 0);
	CHECK_INT(close(ends[1]), 0);
}

int main(void)
{
	int ends[2];
	char text[8];
	struct rlimit few, before;

	errno = 7;
	CHECK_INT(made(0, ends), O_RDONLY);
	CHECK_INT(errno, 7);
	CHECK_INT(write(ends[1], "abc", 3), 3);
	CHECK_INT(write(ends[1], "de", 2), 2);
	CHECK_INT(leat_pipe_queued(ends[0]), 5);
	CHECK_INT(leat_pipe_queued(ends[1]), 5);
	CHECK_INT(read(ends[0], text, sizeof text), 5);
	close_ends(ends);

	CHECK(made(LEAT_PIPE_NONBLOCK, ends) & O_NONBLOCK);
	CHECK(read(ends[0], text, sizeof text) == -1 && errno == EAGAIN);
	close_ends(ends);

	made(LEAT_PIPE_PACKET, ends);
	CHECK(fcntl(ends[1], F_GETFL) & O_DIRECT);
	CHECK_INT(write(ends[1], "abc", 3), 3);
	CHECK_INT(write(ends[1], "de", 2), 2);
	CHECK_INT(read(ends[0], text, sizeof text), 3);
	CHECK_INT(read(ends[0], text, sizeof text), 2);
	close_ends(ends);

	ends[0] = ends[1] = 77;
	CHECK_FAILS(leat_pipe_open(0, NULL), -1, EFAULT, "pipe_open");
	CHECK_FAILS(leat_pipe_open(4, ends), -1, EINVAL, "pipe_open");
	CHECK_FAILS(leat_pipe_open(INT_MIN, ends), -1, EINVAL, "pipe_open");
	CHECK_FAILS(leat_pipe_open(O_CLOEXEC, ends), -1, EINVAL, "pipe_open");
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &before), 0);
	few = before;
	few.rlim_cur = 3;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &few), 0);
	CHECK_FAILS(leat_pipe_open(0, ends), -1, EMFILE, "pipe_open");
	CHECK(strstr(leat_error_text(), "pipe2(") != NULL);
	CHECK(ends[0] == 77 && ends[1] == 77);
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &before), 0);
	return 0;
}
