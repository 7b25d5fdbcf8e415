/*
 * Note 003, Message passing using signals: whom kill() reaches. A pid above 0 is one process; 0 is every process in the
 * group of the caller, which is one of them; below -1 is every process in the group of that number. (-1: see
 * signal_kill_everybody.c.) kill() returns 0, or -1 and says why.
 *
 *                                   group G              another group
 *                                   one (pid G)   two    three               (the parent is in a third)
 *     parent: kill(G, SIGTERM)      x
 *     two:    kill(0, SIGTERM)      x             x
 *     parent: kill(-G, SIGTERM)     x             x
 */
/* prints:
kill(pid of one):       one is killed, two is untouched, three is untouched
two calls kill(0):      one is killed, two is killed, three is untouched
kill(-group of one):    one is killed, two is killed, three is untouched
kill(-that group) again: nobody is left to get it
*/
#include <leat.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static int order[2], lifeline[2];

/* Waits on one of the pipes. A byte says: kill your group; end-of-file: go home. */
static void child(int fd)
{
	char byte;

	CHECK_INT(leat_close(order[1]), 0);
	CHECK_INT(leat_close(lifeline[1]), 0);
	if (leat_read(fd, &byte, 1) == 1)
		CHECK_INT(leat_kill(0, SIGTERM), 0);
	_exit(0);
}

/* `group` is 0 for a new one. */
static pid_t start(pid_t group, int fd)
{
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		/* The child too: or it may be at its work before the parent has moved it. */
		CHECK_INT(leat_setpgid(0, group), 0);
		child(fd);
	}
	CHECK_INT(leat_setpgid(pid, group), 0);
	return pid;
}

static const char *fate(pid_t pid)
{
	int status;

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status)) {
		CHECK_INT(WTERMSIG(status), SIGTERM);
		return "killed";
	}
	CHECK_INT(status, 0);
	return "untouched";
}

/* What becomes of the three if `target` is sent SIGTERM: 0 by one of them, any other by the parent. */
static void report(const char *what, int target)
{
	pid_t one, two, three;
	const char *first, *second;

	CHECK_INT(leat_pipe(order), 0);
	CHECK_INT(leat_pipe(lifeline), 0);
	one = start(0, lifeline[0]);
	two = start(one, order[0]);
	three = start(0, lifeline[0]);
	/* In every case `one` is hit. Nobody goes home before it has died: by then a signal has arrived with all. */
	if (target == 0)
		CHECK_INT(leat_write(order[1], "k", 1), 1);
	else
		CHECK_INT(leat_kill(target * one, SIGTERM), 0);
	first = fate(one);
	CHECK_INT(leat_close(order[1]), 0);
	CHECK_INT(leat_close(lifeline[1]), 0);
	second = fate(two);
	printf("%-23s one is %s, two is %s, three is %s\n", what, first, second, fate(three));
	fflush(stdout);
	CHECK_INT(leat_close(order[0]), 0);
	CHECK_INT(leat_close(lifeline[0]), 0);

	if (target < 0) {
		CHECK_FAILS(leat_kill(target * one, SIGTERM), -1, ESRCH, "kill");
		printf("kill(-that group) again: nobody is left to get it\n");
	}
}

int main(void)
{
	report("kill(pid of one):", 1);
	report("two calls kill(0):", 0);
	report("kill(-group of one):", -1);
	CHECK_FAILS(leat_kill(getpid(), 1000), -1, EINVAL, "kill"); /* no such signal */
	return 0;
}
