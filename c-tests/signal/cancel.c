/* A thread that waits for a signal can be cancelled there. */
#include <signal.h>

#include "blocked.h"

static sigset_t wanted;

static void in_pause(void) { leat_pause(); }

static void in_sigsuspend(void)
{
	sigset_t all_but_cancellation;
	leat_pthread_sigmask(SIG_BLOCK, NULL, &all_but_cancellation);
	leat_sigsuspend(&all_but_cancellation);
}

static void in_sigwait(void)
{
	int number;
	leat_sigwait(&wanted, &number);
}

static void in_sigwaitinfo(void) { leat_sigwaitinfo(&wanted, NULL); }

static void in_sigtimedwait(void)
{
	struct timespec hour = {3600, 0};
	leat_sigtimedwait(&wanted, NULL, &hour);
}

int main(void)
{
	CHECK_INT(leat_sigemptyset(&wanted), 0);
	CHECK_INT(leat_sigaddset(&wanted, SIGUSR1), 0);
	CHECK_INT(leat_pthread_sigmask(SIG_BLOCK, &wanted, NULL), 0);
	CHECK_CANCELLED(in_pause);
	CHECK_CANCELLED(in_sigsuspend);
	CHECK_CANCELLED(in_sigwait);
	CHECK_CANCELLED(in_sigwaitinfo);
	CHECK_CANCELLED(in_sigtimedwait);
	return 0;
}
