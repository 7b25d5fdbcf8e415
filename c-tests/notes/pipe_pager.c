/*
 * Note 002, Pipes: `ls | less` keeps the two in step. The reader waits until there is something to read, and the writer
 * waits until there is room: so a list of any length goes through a pipe of a fixed size, however slowly it is read.
 * The pager here shows the first page, and does not go on before it has seen the lister wait.
 *
 *     lister:   waits until the pager sleeps | writes ... sleeps (full) |      writes on     | ends
 *     pager:    sleeps in read (empty)       | shows a page             | reads on to the end
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
the pager slept until there was something to read
it shows 24 lines; the pipe is full, and the lister sleeps until there is room
the pager goes on: 99976 lines more, all that were listed
*/
#include <leat.h>

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

enum { LINE = 16, LINES = 100000, PAGE = 24 }; /* many more bytes than a pipe holds */

static void lister(pid_t pager, int fd)
{
	char line[LINE + 1];
	int i;

	/* The pager sleeps nowhere but in its first read. */
	wait_until_parent_sleeps(pager);
	for (i = 0; i < LINES; i++) {
		snprintf(line, sizeof line, "file %010d\n", i);
		CHECK_INT(leat_write(fd, line, LINE), LINE); /* whole, since shorter than PIPE_BUF */
	}
	exit(0);
}

/* Reads up to so many lines, fewer only at the end, checks them, and returns how many there were. */
static int show(int fd, int first, int lines)
{
	char expected[LINE + 1], line[LINE + 1] = "";
	size_t length;
	ssize_t got;
	int i;

	for (i = 0; i < lines; i++) {
		for (length = 0; length < LINE; length += (size_t)got) {
			CHECK((got = leat_read(fd, line + length, LINE - length)) != -1);
			if (got == 0) {
				CHECK_INT(length, 0);
				return i;
			}
		}
		snprintf(expected, sizeof expected, "file %010d\n", first + i);
		CHECK_TEXT(line, expected);
	}
	return i;
}

int main(void)
{
	int fd[2], status, bytes;
	pid_t pid, pager = getpid();

	if (leat_pipe(fd) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		CHECK_INT(leat_close(fd[0]), 0);
		lister(pager, fd[1]);
	}
	CHECK_INT(leat_close(fd[1]), 0);

	CHECK_INT(show(fd[0], 0, PAGE), PAGE);
	printf("the pager slept until there was something to read\n"); /* the lister has seen it */

	wait_until_child_sleeps(pid);
	/* A pipe keeps its bytes in pages of memory, and is full when none is free: a page read in part is not. */
	CHECK_INT(ioctl(fd[0], FIONREAD, &bytes), 0);
	CHECK(bytes > leat_fcntl(fd[0], F_GETPIPE_SZ) - PIPE_BUF);
	printf("it shows %d lines; the pipe is full, and the lister sleeps until there is room\n", PAGE);

	printf("the pager goes on: %d lines more, all that were listed\n", show(fd[0], PAGE, LINES));
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return 0;
}
