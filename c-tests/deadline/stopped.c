/*
 * A wait has its end on the clock: one that was stopped until that was over (SIGSTOP) is over when it goes on, and not only when
 * what was left of it has passed, too.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <signal.h>
#include <sys/syscall.h>

#include "blocked.h"
#include "child.h"

/* Waits in a child, which writes a letter then. */
static pid_t start(int out, char letter, int timeout_ms)
{
	pid_t pid = fork();

	CHECK(pid != -1);
	if (pid == 0) {
		if (leat_io_wait(NULL, 0, timeout_ms) == -1 && errno == ETIMEDOUT)
			leat_io_write_all(out, &letter, 1, LEAT_FOREVER, NULL);
		_exit(0);
	}
	return pid;
}

int main(void)
{
	char first;
	int ends[2];
	pid_t stopped, other;

#ifndef SYS_poll
	/* There is only ppoll(2), which does begin anew. */
	return 0;
#endif
	CHECK_INT(leat_pipe_open(0, ends), 0);
	stopped = start(ends[1], 's', 2000);
	wait_until_child_sleeps(stopped);
	CHECK_INT(kill(stopped, SIGSTOP), 0);
	CHECK(WIFSTOPPED(status_after_wait(stopped, WUNTRACED)));
	CHECK_FAILS(leat_io_wait(NULL, 0, 2000), -1, ETIMEDOUT, "io_wait");
	/* Nearly all of the 2000 ms were left when it was stopped, which would be more than these. */
	other = start(ends[1], 'o', 1500);
	CHECK_INT(kill(stopped, SIGCONT), 0);
	CHECK_INT(leat_io_read_all(ends[0], &first, 1, LEAT_FOREVER, NULL), 0);
	CHECK_INT(first, 's');
	CHECK_INT(kill(other, SIGKILL), 0);
	status_after_wait(other, 0);
	CHECK_INT(exit_status_of(stopped), 0);
	return 0;
}
