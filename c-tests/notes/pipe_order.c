/*
 * Note 002, Pipes: a pipe is a serial device: what is read comes in the order in which it was written. The numbers 0,
 * 1, 2, ... are written in groups of changing size and read in pieces of another size, and none is missing, doubled or
 * out of place. With several writers the order is that of their writes, whoever wrote; to seek in it is impossible.
 *
 *     write write write ---> | 5 4 3 2 1 0 | ---> read
 */
/* prints:
100000 numbers arrived in the order in which they were written
two writers in turn: a1 b1 a2 b2 a3 b3
there is no going back: ESPIPE
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { NUMBERS = 100000, MOST = 700 };

static void write_all(int fd, const void *data, size_t size)
{
	const char *rest = (const char *)data;
	ssize_t done;

	for (; size > 0; size -= (size_t)done, rest += done)
		CHECK((done = leat_write(fd, rest, size)) > 0);
}

static void write_numbers(int fd)
{
	int group[MOST], next = 0, count, i;

	while (next < NUMBERS) {
		count = 1 + next % MOST; /* as good as any other size */
		for (i = 0; i < count && next < NUMBERS; i++)
			group[i] = next++;
		write_all(fd, group, (size_t)i * sizeof group[0]);
	}
}

static int numbers_in_order(int fd)
{
	unsigned char bytes[1021]; /* numbers are cut anywhere */
	unsigned char number[sizeof(int)];
	size_t filled = 0;
	int count = 0, value;
	ssize_t got, i;

	while ((got = leat_read(fd, bytes, sizeof bytes)) > 0) {
		for (i = 0; i < got; i++) {
			number[filled++] = bytes[i];
			if (filled < sizeof number)
				continue;
			memcpy(&value, number, sizeof value);
			CHECK_INT(value, count);
			count++;
			filled = 0;
		}
	}
	CHECK_INT(got, 0);
	CHECK_INT(filled, 0);
	return count;
}

/* Forks a child that writes to the pipe; in the child returns 0. */
static pid_t fork_writer(int fd[2])
{
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		CHECK_INT(leat_close(fd[0]), 0);
	return pid;
}

static void check_ended(pid_t pid)
{
	int status;

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

int main(void)
{
	char text[32];
	ssize_t length;
	int fd[2], i;
	pid_t pid;

	CHECK_INT(leat_pipe(fd), 0);
	pid = fork_writer(fd);
	if (pid == 0) {
		write_numbers(fd[1]);
		exit(0);
	}
	CHECK_INT(leat_close(fd[1]), 0);
	printf("%d numbers arrived in the order in which they were written\n", numbers_in_order(fd[0]));
	CHECK_INT(leat_close(fd[0]), 0);
	check_ended(pid);

	CHECK_INT(leat_pipe(fd), 0);
	fflush(stdout);
	for (i = 1; i <= 3; i++) {
		snprintf(text, sizeof text, " a%d", i);
		write_all(fd[1], text, strlen(text));
		pid = fork_writer(fd);
		if (pid == 0) {
			text[1] = 'b';
			write_all(fd[1], text, strlen(text));
			exit(0);
		}
		check_ended(pid); /* its turn is over */
	}
	CHECK((length = leat_read(fd[0], text, sizeof text)) > 0);
	printf("two writers in turn:%.*s\n", (int)length, text);
	CHECK_FAILS(leat_lseek(fd[0], 0, SEEK_SET), -1, ESPIPE, "lseek");
	printf("there is no going back: %s\n", leat_error_name(errno));
	return 0;
}
