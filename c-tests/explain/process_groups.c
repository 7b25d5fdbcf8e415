/* Process groups, sessions and terminals: who leads what, and which of them does not fit. */
/* test: flags -D_GNU_SOURCE */
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "../child.h"
#include "explained.h"

enum { NO_PROCESS = INT_MAX };

static int leaders(void)
{
	const long pid = (long)getpid();

	CHECK_INT(leat_setpgid(0, 0), 0);
	CHECK_EXPLAINED(leat_setsid(), -1, EPERM, "setsid", text("this process (%ld) leads a process group", pid), "Do: call fork");
	CHECK_EXPLAINED(leat_setpgid(0, NO_PROCESS), -1, EPERM, "setpgid", text("no process group %d in session %ld", NO_PROCESS,
	                (long)getsid(0)));
	return 0;
}

static int new_session(void)
{
	const long pid = (long)getpid(), parent = (long)getppid();
	int master = leat_posix_openpt(O_RDWR | O_NOCTTY), terminal;

	CHECK_INT(leat_setsid(), pid);
	CHECK_EXPLAINED(leat_setsid(), -1, EPERM, "setsid", text("this process (%ld) leads a session already", pid));
	CHECK_EXPLAINED(leat_setpgid(0, 0), -1, EPERM, "setpgid", text("(pid %ld) leads session %ld", pid, pid));
	CHECK_EXPLAINED(leat_setpgid((pid_t)parent, 0), -1, ESRCH, "setpgid", text("%ld", parent), "child of");

	CHECK(master >= 0);
	CHECK_INT(leat_grantpt(master), 0);
	CHECK_INT(leat_unlockpt(master), 0);
	terminal = leat_open(ptsname(master), O_RDWR | O_NOCTTY);
	CHECK(terminal >= 0);
	CHECK_EXPLAINED(leat_tcgetpgrp(terminal), -1, ENOTTY, "tcgetpgrp", text("does not belong to session %ld", pid));
	close(terminal);

	terminal = leat_open(ptsname(master), O_RDWR);
	CHECK(terminal >= 0);
	CHECK_INT(leat_tcgetpgrp(terminal), pid);
	CHECK_EXPLAINED(leat_tcsetpgrp(terminal, NO_PROCESS), -1, ESRCH, "tcsetpgrp", text("no process group %d", NO_PROCESS));
	CHECK_EXPLAINED(leat_tcsetpgrp(terminal, getpgid((pid_t)parent)), -1, EPERM, "tcsetpgrp", "is in session",
	                text("and this process in session %ld", pid));
	CHECK_EXPLAINED(leat_tcsetpgrp(terminal, -5), -1, EINVAL, "tcsetpgrp", "but this is -5");
	return 0;
}

int main(void)
{
	int fds[2], started[2];
	char byte;
	pid_t child;
	struct termios settings;

	memset(&settings, 0, sizeof settings);
	CHECK_EXPLAINED(leat_setpgid(0, -5), -1, EINVAL, "setpgid", "pgid is -5");
	CHECK_EXPLAINED(leat_setpgid(NO_PROCESS, 0), -1, ESRCH, "setpgid", text("there is no process %d", NO_PROCESS));
	CHECK_EXPLAINED(leat_getpgid(NO_PROCESS), -1, ESRCH, "getpgid", text("there is no process %d", NO_PROCESS));
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_EXPLAINED(leat_tcsetpgrp(fds[0], 1), -1, ENOTTY, "tcsetpgrp", text("fd %d is the read end of pipe", fds[0]), ", not a terminal.");
	CHECK_EXPLAINED(leat_tcsetattr(fds[0], 77, &settings), -1, EINVAL, "tcsetattr", "77 is none of TCSANOW, TCSADRAIN and TCSAFLUSH.");
	CHECK_INT(in_child(leaders), 0);
	CHECK_INT(in_child(new_session), 0);

	/* When the pipe that exec closes is at its end, exec has been called. */
	CHECK_INT(leat_pipe2(started, O_CLOEXEC), 0);
	child = leat_fork();
	if (child == 0) {
		CHECK_INT(dup2(fds[0], 0), 0);
		close(fds[1]);
		leat_execl("/bin/cat", "cat", (char *)NULL);
		_exit(1);
	}
	close(started[1]);
	CHECK_INT(read(started[0], &byte, 1), 0);
	CHECK_EXPLAINED(leat_setpgid(child, child), -1, EACCES, "setpgid", text("cat (pid %ld) has called exec already", (long)child),
	                "Do: call setpgid in the child before exec");
	close(fds[1]);
	CHECK_INT(exit_status_of(child), 0);
	close(fds[0]);
	close(started[0]);
	return 0;
}
