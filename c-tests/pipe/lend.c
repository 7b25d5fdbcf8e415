/*
 * Memory that was lent to a pipe is the caller's own again when leat_pipe_lend returns: what it writes there then, no reader
 * gets, though the last of it is still in the pipe.
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 * (It takes minutes to look at each byte.)
 */
#include "blocked.h"
#include "lent.h"
#include "storm.h"

/* The reader gets what was lent, although all of it is overwritten at once; nothing lent is in the pipe then. */
static void lend(int flags, size_t size, size_t skip, int timeout)
{
	unsigned char *memory = lent_memory(size + skip), *start = memory + skip;
	size_t moved = 77, i;
	int ends[2];
	pid_t reader;

	for (i = 0; i < size; i++)
		start[i] = lent_byte(i);
	CHECK_INT(leat_pipe_open(flags, ends), 0);
	reader = lent_reader(ends, -1, size);
	close(ends[0]); /* so that a reader that fails is told of */
	errno = 7;
	CHECK_INT(leat_pipe_lend(ends[1], start, size, timeout, &moved), 0);
	CHECK_INT(errno, 7);
	CHECK_INT(leat_pipe_capacity(ends[1]), size >= 2 << 20 ? 512 << 10 : 64 << 10);
	CHECK_INT(moved, size);
	memset(start, 0xff, size);
	close(ends[1]);
	CHECK_INT(exit_status_of(reader), 0);
	lent_free(memory);
}

/* The reader has been stopped with the last pipeful in the pipe, and that is a copy. */
static void last_pipeful(size_t size)
{
	unsigned char *memory = lent_memory(size);
	int ends[2], go[2];
	size_t moved = 0, queued;
	pid_t reader;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_INT(pipe(go), 0);
	reader = lent_reader(ends, go[0], size);
	queued = (size_t)leat_pipe_capacity(ends[1]);
	if (size > queued) /* the rest of it must be read meanwhile */
		CHECK_INT(write(go[1], "g", 1), 1);
	CHECK_INT(leat_pipe_lend(ends[1], memory, size, LEAT_FOREVER, &moved), 0);
	memset(memory, 0xff, size);
	if (size <= queued) {
		CHECK_INT(leat_pipe_queued(ends[1]), size);
		CHECK_INT(write(go[1], "g", 1), 1);
	}
	close(ends[0]);
	close(ends[1]);
	CHECK_INT(exit_status_of(reader), 0);
	close(go[0]);
	close(go[1]);
	lent_free(memory);
}

/*
 * The reader enlarges the pipe when it is full, so that what is written last does not fill it: then lending waits for the rest of
 * what was lent to be read.
 */
static void enlarged(void)
{
	enum { SIZE = 3 << 20, CAPACITY = 1 << 20 };
	/* Of whole pages, so that it fits into the pipe to the last. */
	unsigned char *memory = lent_memory(SIZE);
	static unsigned char part[LENT_PAGE];
	size_t at = 0, i;
	ssize_t count;
	int ends[2];
	pid_t parent = getpid(), reader;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK((reader = fork()) != -1);
	if (reader == 0) {
		close(ends[1]);
		wait_until_parent_sleeps(parent);
		if (fcntl(ends[0], F_SETPIPE_SZ, CAPACITY) == -1)
			_exit(errno == EPERM ? 0 : 4); /* this user has too many pipes */
		while ((count = read(ends[0], part, sizeof part)) > 0) {
			for (i = 0; i < (size_t)count; i++, at++)
				if (part[i] != lent_byte(at))
					_exit(2);
			if (at == SIZE - CAPACITY)
				wait_until_parent_sleeps(parent);
		}
		_exit(at != SIZE);
	}
	close(ends[0]);
	if (leat_pipe_lend(ends[1], memory, SIZE, 60000, NULL) == -1)
		CHECK_INT(errno, EPIPE); /* as above */
	memset(memory, 0xff, SIZE);
	close(ends[1]);
	CHECK_INT(exit_status_of(reader), 0);
	lent_free(memory);
}

int main(void)
{
	int round, fd = dup(0);

	last_pipeful(1);
	last_pipeful(65536);
	last_pipeful(65537);
	enlarged();
	for (round = 0; round < 2; round++) {
		lend(0, 0, 0, 0);
		lend(0, 100000, 1, LEAT_FOREVER);
		lend(0, 1 << 20, 4095, 60000);
		lend(LEAT_PIPE_NONBLOCK, (6 << 20) + 123, 1, LEAT_FOREVER);
		lend(LEAT_PIPE_PACKET, 300000, 0, LEAT_FOREVER);
		lend(0, 4 << 20, 0, 60000);
		begin_storm(); /* once more, with signals */
	}
	end_storm();
	CHECK(storm_signals != 0);
	CHECK_INT(dup(0), fd + 1); /* no descriptor was left open */
	return 0;
}
