/*
 * Note 001, `read()` and `write()` on Pipes and FIFOs: a write() for which the pipe has no room waits until it has
 * written all its bytes. pipe_write_nonblock.c shows the lower line of the table, pipe_read_semantics.c the other end,
 * pipe_no_reader.c the case that nobody reads, and fifo_atomic_writes.c that what several processes write at once does
 * not mix.
 *
 *                  | room for n | n <= PIPE_BUF, less room | n > PIPE_BUF, less room
 *     -------------+------------+--------------------------+---------------------------
 *     as it is     | n          | waits, n                 | waits, n
 *     O_NONBLOCK   | n          | -1, EAGAIN               | what fits, or -1, EAGAIN
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
pipe: PIPE_BUF bytes, and room for half of them
    the write waits until there is room, and writes all
pipe: more than PIPE_BUF bytes, and room for most of them
    the write waits until there is room, and writes all
FIFO: PIPE_BUF bytes, and room for half of them
    the write waits until there is room, and writes all
FIFO: more than PIPE_BUF bytes, and room for most of them
    the write waits until there is room, and writes all
*/
#include <leat.h>

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

static pid_t owner;
static char path[32];

static void remove_fifo(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

/* Both ends of a new pipe, or of the FIFO, and how much there is room for. */
static size_t open_ends(int is_fifo, int fd[2])
{
	int room;

	if (!is_fifo) {
		CHECK_INT(leat_pipe(fd), 0);
	} else {
		/* Each open would wait for the other side's; with O_NONBLOCK the reader's does not. */
		CHECK((fd[0] = leat_open(path, O_RDONLY | O_NONBLOCK)) != -1);
		CHECK((fd[1] = leat_open(path, O_WRONLY)) != -1);
		CHECK_INT(leat_fcntl(fd[0], F_SETFL, 0), 0); /* from now on a read waits */
	}
	CHECK((room = leat_fcntl(fd[1], F_SETPIPE_SZ, 2 * PIPE_BUF)) >= 2 * PIPE_BUF); /* or a page, if that is more */
	return (size_t)room;
}

/* One write, of `count` times this letter. */
static ssize_t put(int fd, char letter, size_t count)
{
	static char bytes[1 << 18];

	CHECK(count <= sizeof bytes);
	memset(bytes, letter, count);
	return leat_write(fd, bytes, count);
}

/* Reads `count` times this letter. */
static void get(int fd, char letter, size_t count)
{
	char byte;

	for (; count > 0; count--) {
		CHECK_INT(leat_read(fd, &byte, 1), 1);
		CHECK_INT(byte, letter);
	}
}

/* A child's write sleeps until the pipe, in which `in` bytes are, is read. */
static void write_and_wait(const int fd[2], size_t in, size_t count)
{
	int status;
	pid_t pid;

	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		CHECK_INT(leat_close(fd[0]), 0); /* should the parent end, so does the write: there is no reader */
		CHECK_INT(put(fd[1], 'b', count), count);
		_exit(0);
	}
	CHECK_INT(leat_close(fd[1]), 0); /* and should the child end, there is no writer */
	wait_until_child_sleeps(pid);
	get(fd[0], 'a', in);
	get(fd[0], 'b', count);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("    the write waits until there is room, and writes all\n");
}

/* Leaves room for `space` bytes (0 means: leaves the pipe empty), and then writes PIPE_BUF / 2 bytes more than that. */
static void try_it(int is_fifo, size_t space)
{
	int fd[2];
	size_t room = open_ends(is_fifo, fd), in = space == 0 ? 0 : room - space;
	char byte;

	if (in > 0)
		CHECK_INT(put(fd[1], 'a', in), in);
	write_and_wait(fd, in, room - in + PIPE_BUF / 2);
	CHECK_INT(leat_read(fd[0], &byte, 1), 0); /* nothing else was in it */
	CHECK_INT(leat_close(fd[0]), 0);
}

int main(void)
{
	static const char *const names[] = {"pipe", "FIFO"};
	int is_fifo;

	owner = getpid();
	snprintf(path, sizeof path, "write.%ld", (long)owner);
	if (leat_mkfifo(path, 0600) == -1) {
		leat_perror("mkfifo");
		exit(1);
	}
	atexit(remove_fifo);
	for (is_fifo = 0; is_fifo < 2; is_fifo++) {
		printf("%s: PIPE_BUF bytes, and room for half of them\n", names[is_fifo]);
		try_it(is_fifo, PIPE_BUF / 2);
		printf("%s: more than PIPE_BUF bytes, and room for most of them\n", names[is_fifo]);
		try_it(is_fifo, 0);
	}
	return 0;
}
