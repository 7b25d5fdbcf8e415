/* A child under LEAT_EXPLAIN=all that finds no room in its standard error, a full pipe, until somebody reads. */
#ifndef FULL_STDERR_H
#define FULL_STDERR_H

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "blocked.h"

/* The child says that what it does next is to fail. */
static inline void is_ready_to_fail(void)
{
	CHECK_INT(write(STDOUT_FILENO, "", 1), 1);
}

/*
 * Runs this program again, with an argument. When it was ready and then waits for room a signal is sent to it, unless that
 * is 0, and the pipe is read. It must exit with 0, having written whole lines, which are returned.
 */
static inline const char *said_without_room(const char *program, int signal)
{
	static char filling[1 << 20], said[sizeof filling + 4000];
	size_t length = 0, filled;
	ssize_t got;
	pid_t child;
	int ends[2], ready[2], status;
	char byte;

	CHECK_INT(pipe(ready), 0);
	CHECK_INT(pipe(ends), 0);
	CHECK_INT(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	memset(filling, '.', sizeof filling);
	CHECK((got = write(ends[1], filling, sizeof filling)) > 0);
	filled = (size_t)got;
	CHECK_INT(fcntl(ends[1], F_SETFL, 0), 0);

	CHECK((child = fork()) >= 0);
	if (child == 0) {
		setenv("LEAT_EXPLAIN", "all", 1);
		dup2(ready[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		execl(program, program, "fail", (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	close(ready[1]);
	CHECK_INT(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	wait_until_child_sleeps(child);
	CHECK_INT(kill(child, signal), 0);
	while ((got = read(ends[0], said + length, sizeof said - 1 - length)) > 0)
		length += (size_t)got;
	close(ends[0]);
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	CHECK(length > filled && said[length - 1] == '\n');
	return said + filled;
}

#endif /* FULL_STDERR_H */
