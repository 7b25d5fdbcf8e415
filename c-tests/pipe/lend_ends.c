/*
 * Lending that cannot go on tells how much it has sent, raises no SIGPIPE, and goes on where it has stopped; what is no pipe
 * is written to.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/socket.h>

#include "lent.h"

enum { SIZE = 3 << 20 };

static void stopped(void)
{
	unsigned char *memory = lent_memory(SIZE);
	leat_stop *stop = leat_stop_new();
	int ends[2];
	size_t moved = 77;

	CHECK(stop != NULL);
	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_FAILS(leat_pipe_lend(ends[1], memory, SIZE, LEAT_FOREVER, &moved), -1, ECANCELED, "pipe_lend");
	CHECK_INT(moved, leat_pipe_queued(ends[1]));
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
	close(ends[0]);
	close(ends[1]);
	lent_free(memory);
}

/* Nobody reads, or no more: EPIPE and not SIGPIPE, which would end this program. One that was pending stays so. */
static void no_reader(void)
{
	unsigned char *memory = lent_memory(SIZE), part[1000];
	int ends[2], pending;
	size_t moved = 77;
	sigset_t pipe_only, waiting;
	pid_t reader;

	sigemptyset(&pipe_only);
	sigaddset(&pipe_only, SIGPIPE);
	for (pending = 0; pending < 2; pending++) {
		if (pending) {
			CHECK_INT(sigprocmask(SIG_BLOCK, &pipe_only, NULL), 0);
			CHECK_INT(raise(SIGPIPE), 0);
		}
		CHECK_INT(leat_pipe_open(0, ends), 0);
		close(ends[0]);
		CHECK_FAILS(leat_pipe_lend(ends[1], memory, SIZE, LEAT_FOREVER, &moved), -1, EPIPE, "pipe_lend");
		CHECK_INT(moved, 0);
		CHECK_FAILS(leat_pipe_lend(ends[1], memory, 1, LEAT_FOREVER, NULL), -1, EPIPE, "pipe_lend");
		close(ends[1]);
		CHECK_INT(sigpending(&waiting), 0);
		CHECK_INT(sigismember(&waiting, SIGPIPE), pending);
	}
	signal(SIGPIPE, SIG_IGN); /* which forgets it */
	signal(SIGPIPE, SIG_DFL);
	CHECK_INT(sigprocmask(SIG_UNBLOCK, &pipe_only, NULL), 0);

	CHECK_INT(leat_pipe_open(0, ends), 0);
	reader = fork();
	CHECK(reader != -1);
	if (reader == 0)
		_exit(read(ends[0], part, sizeof part) != sizeof part);
	close(ends[0]);
	CHECK_FAILS(leat_pipe_lend(ends[1], memory, SIZE, LEAT_FOREVER, &moved), -1, EPIPE, "pipe_lend");
	CHECK(moved > 0 && moved < SIZE);
	close(ends[1]);
	CHECK_INT(exit_status_of(reader), 0);
	lent_free(memory);
}

int main(void)
{
	unsigned char *memory = lent_memory(SIZE);
	int ends[2];
	size_t moved = 77;
	pid_t reader;

	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	reader = lent_reader(ends, -1, SIZE);
	CHECK_INT(leat_pipe_lend(ends[1], memory, SIZE, LEAT_FOREVER, &moved), 0);
	CHECK_INT(moved, SIZE);
	close(ends[0]);
	close(ends[1]);
	CHECK_INT(exit_status_of(reader), 0);

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_FAILS(leat_pipe_lend(ends[1], NULL, SIZE, 0, &moved), -1, EFAULT, "pipe_lend");
	CHECK_INT(moved, 0);
	CHECK_FAILS(leat_pipe_lend(ends[1], memory, SIZE, -2, &moved), -1, EINVAL, "pipe_lend");
	CHECK_FAILS(leat_pipe_lend(ends[0], memory, SIZE, 0, &moved), -1, EBADF, "pipe_lend");
	CHECK_FAILS(leat_pipe_lend(-1, memory, SIZE, 0, NULL), -1, EBADF, "pipe_lend");
	CHECK_INT(leat_pipe_queued(ends[1]), 0);
	close(ends[0]);
	close(ends[1]);

	lend_on(memory, SIZE, 0, EAGAIN);
	lend_on(lent_memory(SIZE), SIZE, 20, ETIMEDOUT);
	stopped();
	no_reader();
	return 0;
}
