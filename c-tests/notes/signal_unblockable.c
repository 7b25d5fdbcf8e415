/*
 * Note 003, Blocking signals: SIGKILL and SIGSTOP cannot be blocked, handled or ignored: whoever has the right can stop
 * a process and end it. The child here blocks whatever can be blocked.
 *
 *     parent:   SIGTERM     SIGSTOP           SIGCONT       SIGKILL
 *                  |           |                 |             |
 *     child:    blocked     stopped           goes on      is killed
 *
 * SIGCONT may be blocked, but that keeps only its handler from running: it lets the process go on all the same.
 */
/* prints:
a handler for SIGKILL: EINVAL; ignore SIGKILL: EINVAL
a handler for SIGSTOP: EINVAL; ignore SIGSTOP: EINVAL
the child blocks SIGTERM 1, SIGCONT 1, SIGSTOP 0, SIGKILL 0
it was sent SIGTERM, and is alive
it was stopped by SIGSTOP
it was continued
it was killed by SIGKILL
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

static pid_t pid; /* of the child, while there is one */

/* A stopped child would not even see that its parent has failed. */
static void kill_child(void)
{
	if (pid > 0)
		leat_kill(pid, SIGKILL);
}

static void handler(int signo)
{
	(void)signo;
}

static void try_to_handle(const char *name, int signo)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	CHECK_INT(leat_sigemptyset(&action.sa_mask), 0);
	action.sa_handler = handler;
	CHECK_FAILS(leat_sigaction(signo, &action, NULL), -1, EINVAL, "sigaction");
	printf("a handler for %s: %s; ", name, leat_error_name(leat_error_code()));
	CHECK_FAILS(leat_signal(signo, SIG_IGN), SIG_ERR, EINVAL, "signal");
	printf("ignore %s: %s\n", name, leat_error_name(leat_error_code()));
}

/* Tells the parent its mask, and waits; should the parent fail, it sees end-of-file. */
static void child(int mask_out, int lifeline)
{
	sigset_t all, mask;
	char byte;

	CHECK_INT(leat_sigfillset(&all), 0);
	CHECK_INT(leat_sigprocmask(SIG_SETMASK, &all, NULL), 0); /* it is no error to ask for too much */
	CHECK_INT(leat_sigprocmask(SIG_SETMASK, NULL, &mask), 0);
	CHECK_INT(leat_write(mask_out, &mask, sizeof mask), sizeof mask);
	while (leat_read(lifeline, &byte, 1) == -1)
		CHECK_INT(errno, EINTR);
	_exit(1);
}

int main(void)
{
	int report[2], lifeline[2], status;
	sigset_t mask;

	try_to_handle("SIGKILL", SIGKILL);
	try_to_handle("SIGSTOP", SIGSTOP);
	fflush(stdout);

	CHECK_INT(leat_pipe(report), 0);
	CHECK_INT(leat_pipe(lifeline), 0);
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		CHECK_INT(leat_close(lifeline[1]), 0);
		child(report[1], lifeline[0]);
	}
	atexit(kill_child);
	CHECK_INT(leat_close(lifeline[0]), 0);
	CHECK_INT(leat_close(report[1]), 0);
	CHECK_INT(leat_read(report[0], &mask, sizeof mask), sizeof mask);
	printf("the child blocks SIGTERM %d, SIGCONT %d, SIGSTOP %d, SIGKILL %d\n", leat_sigismember(&mask, SIGTERM),
	       leat_sigismember(&mask, SIGCONT), leat_sigismember(&mask, SIGSTOP), leat_sigismember(&mask, SIGKILL));

	if (leat_kill(pid, SIGTERM) == -1) {
		leat_perror("kill");
		exit(1);
	}
	CHECK_INT(leat_kill(pid, SIGSTOP), 0);
	/* WUNTRACED: told of a child that has stopped too. It has, so the SIGTERM before did not end it. */
	CHECK_INT(leat_waitpid(pid, &status, WUNTRACED), pid);
	CHECK(WIFSTOPPED(status));
	printf("it was sent SIGTERM, and is alive\n");
	CHECK_INT(WSTOPSIG(status), SIGSTOP);
	printf("it was stopped by SIGSTOP\n");
	CHECK_INT(leat_kill(pid, SIGCONT), 0);
	CHECK_INT(leat_waitpid(pid, &status, WCONTINUED), pid);
	CHECK(WIFCONTINUED(status));
	printf("it was continued\n");
	CHECK_INT(leat_kill(pid, SIGKILL), 0);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	pid = 0;
	CHECK(WIFSIGNALED(status));
	CHECK_INT(WTERMSIG(status), SIGKILL);
	printf("it was killed by SIGKILL\n");
	CHECK(leat_close(report[0]) == 0 && leat_close(lifeline[1]) == 0);
	return 0;
}
