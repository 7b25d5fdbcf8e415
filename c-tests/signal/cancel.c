/*
 * A thread that waits for a signal or for a time can be cancelled there.
 *
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <signal.h>

#include "blocked.h"

/* Not on the stack of the thread: AddressSanitizer does not see that a cancelled thread leaves its functions. */
static sigset_t wanted, all_but_cancellation;
static int number;
static struct timespec hour = {3600, 0};

static void in_pause(void) { leat_pause(); }

static void in_sigsuspend(void)
{
	leat_pthread_sigmask(SIG_BLOCK, NULL, &all_but_cancellation);
	leat_sigsuspend(&all_but_cancellation);
}

static void in_sigwait(void)
{
	leat_sigwait(&wanted, &number);
}

static void in_sigwaitinfo(void) { leat_sigwaitinfo(&wanted, NULL); }

static void in_sigtimedwait(void)
{
	leat_sigtimedwait(&wanted, NULL, &hour);
}

static void in_nanosleep(void) { leat_nanosleep(&hour, NULL); }
static void in_usleep(void) { leat_usleep(999999999); }

static void in_clock_nanosleep(void)
{
	leat_clock_nanosleep(CLOCK_MONOTONIC, 0, &hour, NULL);
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
	CHECK_CANCELLED(in_nanosleep);
	CHECK_CANCELLED(in_usleep);
	CHECK_CANCELLED(in_clock_nanosleep);
	return 0;
}
