/*
 * A child makes a session and a group of its own, and gives a terminal to a group.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	int master, status, fds[2];
	pid_t child;

	CHECK((master = leat_posix_openpt(O_RDWR | O_NOCTTY)) >= 0);
	CHECK_INT(leat_grantpt(master), 0);
	CHECK_INT(leat_unlockpt(master), 0);
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		int terminal;

		CHECK_INT(leat_setsid(), getpid());
		CHECK_INT(leat_getsid(0), getpid());
		CHECK_FAILS(leat_setsid(), -1, EPERM, "setsid");
		CHECK_FAILS(leat_setpgid(0, 0), -1, EPERM, "setpgid");
		/* The first terminal that a session's leader opens is the session's. */
		CHECK((terminal = leat_open(leat_ptsname(master), O_RDWR)) >= 0);
		CHECK_INT(leat_tcsetpgrp(terminal, getpgrp()), 0);
		CHECK_INT(leat_tcgetpgrp(terminal), getpgrp());
		CHECK_FAILS(leat_tcsetpgrp(terminal, -1), -1, EINVAL, "tcsetpgrp");
		return 0;
	}
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);

	CHECK_INT(leat_pipe(fds), 0);
	CHECK_FAILS(leat_tcsetpgrp(fds[0], getpgrp()), -1, ENOTTY, "tcsetpgrp");
	CHECK_FAILS(leat_tcgetpgrp(fds[0]), -1, ENOTTY, "tcgetpgrp");
	/* No process has the highest number. */
	CHECK_FAILS(leat_getpgid(0x7fffffff), -1, ESRCH, "getpgid");
	CHECK_FAILS(leat_getsid(0x7fffffff), -1, ESRCH, "getsid");
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		CHECK_INT(leat_setpgid(0, 0), 0);
		CHECK_INT(leat_getpgid(0), getpid());
		leat_killpg(getpgrp(), SIGTERM);
		return 1;
	}
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK(WIFSIGNALED(status));
	CHECK_INT(WTERMSIG(status), SIGTERM);
	return 0;
}
