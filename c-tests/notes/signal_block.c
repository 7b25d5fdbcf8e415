/*
 * Note 003, Blocking signals: a signal that is sent while it is blocked stays pending, and is delivered when the previous
 * mask is restored. Pending is yes or no, not a number: sent twice, it is delivered once. (The note's SIGNINT is SIGINT.)
 *
 *     block            raise  raise                 restore
 *     --|-----------------x------x----------------------|----> time
 *                         pending                       handler runs, once
 */
/* prints:
sent twice while blocked: handled 0, pending 1
mask restored: handled 1, pending 0
SIGKILL cannot be blocked: in the mask 0
*/
#include <leat.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

static volatile sig_atomic_t handled;

static void count(int signo)
{
	(void)signo;
	handled = handled + 1;
}

static int is_pending(int signo)
{
	sigset_t pending;

	CHECK_INT(leat_sigpending(&pending), 0);
	return leat_sigismember(&pending, signo);
}

int main(void)
{
	sigset_t set, previous, now;

	if (leat_signal(SIGINT, count) == SIG_ERR) {
		leat_perror("signal");
		exit(1);
	}
	CHECK_INT(leat_sigemptyset(&set), 0);
	CHECK_INT(leat_sigaddset(&set, SIGINT), 0);
	CHECK_INT(leat_sigprocmask(SIG_BLOCK, &set, &previous), 0);

	/* SIGINT is blocked in this section. */
	CHECK_INT(leat_raise(SIGINT), 0);
	CHECK_INT(leat_raise(SIGINT), 0);
	printf("sent twice while blocked: handled %d, pending %d\n", (int)handled, is_pending(SIGINT));

	/* A pending signal that this unblocks is delivered before the call returns. */
	CHECK_INT(leat_sigprocmask(SIG_SETMASK, &previous, NULL), 0);
	printf("mask restored: handled %d, pending %d\n", (int)handled, is_pending(SIGINT));

	/* It is no error to try, it is just not done. */
	CHECK_INT(leat_sigfillset(&set), 0);
	CHECK_INT(leat_sigprocmask(SIG_SETMASK, &set, &previous), 0);
	CHECK_INT(leat_sigprocmask(SIG_SETMASK, &previous, &now), 0);
	CHECK_INT(leat_sigismember(&now, SIGINT), 1);
	printf("SIGKILL cannot be blocked: in the mask %d\n", leat_sigismember(&now, SIGKILL));
	return 0;
}
