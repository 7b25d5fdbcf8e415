/*
 * Note 003, Signal handler: "for signal X, run function foo", where foo may only call what is async-signal-safe. This
 * one calls write(), not printf(), and leaves errno as it was; the program waits for the signal without losing it.
 *
 *     child: kill(parent, SIGINT) --x--> parent: sigsuspend ... handler ... sigsuspend returns, EINTR
 *
 * The note's other word, reentrant, is not enough: write() may be called in a handler because POSIX lists it as safe.
 */
/* prints:
waiting
the handler: SIGINT arrived
sigsuspend was interrupted, and then the program went on
*/
#include <leat.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* The only kind of variable that a handler and the program it interrupts may share without more ado. */
static volatile sig_atomic_t arrived;

static void handler(int signo)
{
	static const char message[] = "the handler: SIGINT arrived\n";
	int saved = errno;

	(void)signo;
	if (leat_write(STDOUT_FILENO, message, sizeof message - 1) == -1)
		_exit(1); /* exit() is not async-signal-safe */
	arrived = 1;
	errno = saved;
}

int main(void)
{
	struct sigaction action;
	sigset_t interrupt, previous;
	int status;
	pid_t pid, parent = getpid();

	memset(&action, 0, sizeof action);
	action.sa_handler = handler;
	CHECK_INT(leat_sigemptyset(&action.sa_mask), 0);
	if (leat_sigaction(SIGINT, &action, NULL) == -1) {
		leat_perror("sigaction");
		exit(1);
	}
	/* Blocked until we wait: a signal between the test of `arrived` and the waiting would be waited for in vain. */
	CHECK_INT(leat_sigemptyset(&interrupt), 0);
	CHECK_INT(leat_sigaddset(&interrupt, SIGINT), 0);
	CHECK_INT(leat_sigprocmask(SIG_BLOCK, &interrupt, &previous), 0);

	printf("waiting\n");
	fflush(stdout);
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		CHECK_INT(leat_kill(parent, SIGINT), 0); /* not getppid(): that is another if the parent has ended */
		_exit(0);
	}
	while (!arrived) /* sigsuspend unblocks, waits and blocks again, in one step */
		CHECK(leat_sigsuspend(&previous) == -1 && errno == EINTR);
	CHECK_INT(leat_sigprocmask(SIG_SETMASK, &previous, NULL), 0);
	printf("sigsuspend was interrupted, and then the program went on\n");

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return 0;
}
