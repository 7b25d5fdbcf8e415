/*
 * Note 001, `read()` and `write()` on Pipes and FIFOs: with O_NONBLOCK, a write() for which the pipe has no room does
 * not wait. Up to PIPE_BUF bytes are then written all at once or not at all, more also in parts.
 * pipe_write_semantics.c shows the upper line of the table.
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
    EAGAIN, and none is written
pipe: more than PIPE_BUF bytes, and room for most of them
    written is what there is room for
pipe: more than PIPE_BUF bytes, and room for none
    EAGAIN, and none is written
FIFO: PIPE_BUF bytes, and room for half of them
    EAGAIN, and none is written
FIFO: more than PIPE_BUF bytes, and room for most of them
    written is what there is room for
FIFO: more than PIPE_BUF bytes, and room for none
    EAGAIN, and none is written
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static const size_t ALL = (size_t)-1;
static char path[32];

static void remove_fifo(void)
{
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

/* Leaves room for `space` bytes (or leaves the pipe empty, if it has less), and then writes `excess` bytes more. */
static void try_it(int is_fifo, size_t space, size_t excess)
{
	int fd[2];
	size_t room = open_ends(is_fifo, fd), in = space < room ? room - space : 0;
	ssize_t wrote;
	char byte;

	CHECK_INT(leat_fcntl(fd[1], F_SETFL, O_NONBLOCK), 0);
	if (in > 0)
		CHECK_INT(put(fd[1], 'a', in), in);
	wrote = put(fd[1], 'b', room - in + excess);
	if (wrote == -1)
		printf("    %s, and none is written\n", leat_error_name(errno));
	else
		printf("    written is %s\n", wrote == (ssize_t)(room - in) ? "what there is room for" : "a part");
	get(fd[0], 'a', in);
	get(fd[0], 'b', wrote == -1 ? 0 : (size_t)wrote);
	CHECK_INT(leat_close(fd[1]), 0);
	CHECK_INT(leat_read(fd[0], &byte, 1), 0); /* nothing else was in it */
	CHECK_INT(leat_close(fd[0]), 0);
}

int main(void)
{
	static const char *const names[] = {"pipe", "FIFO"};
	int is_fifo;

	snprintf(path, sizeof path, "write.%ld", (long)getpid());
	if (leat_mkfifo(path, 0600) == -1) {
		leat_perror("mkfifo");
		exit(1);
	}
	atexit(remove_fifo);
	for (is_fifo = 0; is_fifo < 2; is_fifo++) {
		printf("%s: PIPE_BUF bytes, and room for half of them\n", names[is_fifo]);
		try_it(is_fifo, PIPE_BUF / 2, PIPE_BUF / 2);
		printf("%s: more than PIPE_BUF bytes, and room for most of them\n", names[is_fifo]);
		try_it(is_fifo, ALL, PIPE_BUF / 2);
		printf("%s: more than PIPE_BUF bytes, and room for none\n", names[is_fifo]);
		try_it(is_fifo, 0, 2 * PIPE_BUF);
	}
	return 0;
}
