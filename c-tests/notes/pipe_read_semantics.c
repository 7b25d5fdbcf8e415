/*
 * Note 001, `read()` and `write()` on Pipes and FIFOs: what read() does depends on what is in the pipe and on whether
 * anybody has it open for writing; pipes and FIFOs do the same. pipe_write_semantics.c is the other half.
 *
 *                  | p bytes in it                  | empty, a writer | empty, no writer
 *     -------------+--------------------------------+-----------------+------------------
 *     as it is     | does not wait for more: p, or  | waits           | 0: end-of-file
 *     O_NONBLOCK   | as many as are asked for       | -1, EAGAIN      | 0: end-of-file
 */
/* prints:
                               pipe    FIFO
10 asked for, 4 bytes in it    4       4
4 asked for, 10 in it          4 4     4 4
4 in it, no writer             4 0     4 0
empty, no writer               0 0     0 0
the same, O_NONBLOCK           0 0     0 0
empty, a writer, O_NONBLOCK    EAGAIN  EAGAIN
empty, a writer                waits   waits
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

struct situation {
	const char *name;
	size_t in;    /* bytes in the pipe */
	int writer;   /* is it open for writing? */
	int flags;    /* of the read end: 0 or O_NONBLOCK */
	size_t asked; /* bytes that each read() asks for */
	int times;    /* calls of read() */
};

static const struct situation situations[] = {
	{"10 asked for, 4 bytes in it", 4, 1, 0, 10, 1},
	{"4 asked for, 10 in it", 10, 1, 0, 4, 2},
	{"4 in it, no writer", 4, 0, 0, 10, 2}, /* what has been written outlives its writer */
	{"empty, no writer", 0, 0, 0, 10, 2},
	{"the same, O_NONBLOCK", 0, 0, O_NONBLOCK, 10, 2},
	{"empty, a writer, O_NONBLOCK", 0, 1, O_NONBLOCK, 10, 1},
};

static pid_t owner;
static char path[32];

static void remove_fifo(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

/* Both ends of a new pipe, or of the FIFO. */
static void open_ends(int is_fifo, int fd[2])
{
	if (!is_fifo) {
		CHECK_INT(leat_pipe(fd), 0);
		return;
	}
	/* Each open would wait for the other side's; with O_NONBLOCK the reader's does not. */
	CHECK((fd[0] = leat_open(path, O_RDONLY | O_NONBLOCK)) != -1);
	CHECK((fd[1] = leat_open(path, O_WRONLY)) != -1);
	CHECK_INT(leat_fcntl(fd[0], F_SETFL, 0), 0); /* from now on a read waits */
}

/* What the reads return. */
static const char *read_it(const struct situation *it, int is_fifo)
{
	static char results[32];
	char bytes[10];
	ssize_t got;
	int fd[2], i;

	open_ends(is_fifo, fd);
	CHECK_INT(leat_write(fd[1], "0123456789", it->in), it->in);
	CHECK_INT(leat_fcntl(fd[0], F_SETFL, it->flags), 0);
	if (!it->writer)
		CHECK_INT(leat_close(fd[1]), 0);

	results[0] = '\0';
	for (i = 0; i < it->times; i++) {
		got = leat_read(fd[0], bytes, it->asked);
		if (got == -1)
			snprintf(results, sizeof results, "%s", leat_error_name(errno));
		else
			snprintf(results + strlen(results), 16, i == 0 ? "%ld" : " %ld", (long)got);
	}
	if (it->writer)
		CHECK_INT(leat_close(fd[1]), 0);
	CHECK_INT(leat_close(fd[0]), 0);
	return results;
}

/* The pipe is empty and has a writer: a child that reads sleeps until something is written, and gets that. */
static const char *read_in_child(int is_fifo)
{
	char bytes[10];
	int fd[2], status;
	pid_t pid;

	open_ends(is_fifo, fd);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		CHECK_INT(leat_close(fd[1]), 0); /* should the parent fail, it reads end-of-file */
		CHECK_INT(leat_read(fd[0], bytes, sizeof bytes), 4);
		_exit(0);
	}
	wait_until_child_sleeps(pid);
	CHECK_INT(leat_write(fd[1], "0123", 4), 4);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_close(fd[0]), 0);
	CHECK_INT(leat_close(fd[1]), 0);
	return "waits";
}

int main(void)
{
	size_t i;

	owner = getpid();
	snprintf(path, sizeof path, "read.%ld", (long)owner);
	if (leat_mkfifo(path, 0600) == -1) {
		leat_perror("mkfifo");
		exit(1);
	}
	atexit(remove_fifo);
	printf("%30s %-7s %s\n", "", "pipe", "FIFO");
	for (i = 0; i < sizeof situations / sizeof situations[0]; i++) {
		printf("%-30s %-7s ", situations[i].name, read_it(&situations[i], 0));
		printf("%s\n", read_it(&situations[i], 1));
	}
	fflush(stdout);
	printf("%-30s %-7s ", "empty, a writer", read_in_child(0));
	fflush(stdout);
	printf("%s\n", read_in_child(1));
	return 0;
}
