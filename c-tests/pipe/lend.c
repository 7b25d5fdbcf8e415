/*
 * Memory that was lent to a pipe is the caller's own again when leat_pipe_lend returns: what it writes there then, no reader
 * gets, though the last of it is still in the pipe.
 *
 * test: flags -D_GNU_SOURCE
 */
#include "blocked.h"
#include "lent.h"

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
	size_t at = 0;
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
			if (!is_lent(part, at, (size_t)count))
				_exit(2);
			at += (size_t)count;
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
	int fd = dup(0);

	last_pipeful(1);
	last_pipeful(65536);
	last_pipeful(65537);
	enlarged();
	lend_each();
	CHECK_INT(dup(0), fd + 1); /* no descriptor was left open */
	return 0;
}
