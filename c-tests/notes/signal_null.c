/*
 * Note 003, Null signal: kill(pid, 0) sends nothing and tells whether the process exists. A process that has ended
 * exists until its parent has waited for it; after that the pid is free, and may be somebody else's.
 *
 *     child:   runs ------ killed ------- zombie ------- gone
 *     kill(pid, 0):   0               0           |     -1, ESRCH
 *                                             waitpid
 */
/* prints:
running: kill(pid, 0) says it exists
killed by SIGTERM
not yet waited for: kill(pid, 0) says it exists
waited for: kill(pid, 0) says no such process
*/
#include <leat.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "check.h"

static const char *existence(pid_t pid)
{
	if (leat_kill(pid, 0) == 0)
		return "it exists";
	if (errno == EPERM) /* it does, but we could not send it a signal */
		return "it exists, and is not ours";
	CHECK_INT(errno, ESRCH);
	return "no such process";
}

int main(void)
{
	siginfo_t info;
	int lifeline[2];
	char byte;
	pid_t pid;

	if (leat_pipe(lifeline) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		CHECK_INT(leat_close(lifeline[1]), 0);
		/* Waits to be killed; should the parent fail first, it sees end-of-file, and nobody is left behind. */
		CHECK_INT(leat_read(lifeline[0], &byte, 1), 0);
		exit(1);
	}

	printf("running: kill(pid, 0) says %s\n", existence(pid));

	if (leat_kill(pid, SIGTERM) == -1) {
		leat_perror("kill");
		exit(1);
	}
	/* Waits until it has ended, and leaves it to be waited for once more. */
	CHECK_INT(leat_waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	CHECK_INT(info.si_code, CLD_KILLED);
	CHECK_INT(info.si_status, SIGTERM);
	printf("killed by SIGTERM\n");
	printf("not yet waited for: kill(pid, 0) says %s\n", existence(pid));

	CHECK_INT(leat_waitpid(pid, NULL, 0), pid);
	printf("waited for: kill(pid, 0) says %s\n", existence(pid));
	return 0;
}
