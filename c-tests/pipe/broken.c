/* Writing to a pipe that nobody reads fails, or ends the process by SIGPIPE. */
#include <signal.h>
#include <sys/wait.h>

#include "check.h"

int main(void)
{
	int fds[2], status;
	pid_t child;

	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_close(fds[0]), 0);
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		leat_write(fds[1], "x", 1);
		return 0;
	}
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK(WIFSIGNALED(status));
	CHECK_INT(WTERMSIG(status), SIGPIPE);

	CHECK(leat_signal(SIGPIPE, SIG_IGN) == SIG_DFL);
	CHECK_FAILS(leat_write(fds[1], "x", 1), -1, EPIPE, "write");
	CHECK_INT(leat_close(fds[1]), 0);
	return 0;
}
