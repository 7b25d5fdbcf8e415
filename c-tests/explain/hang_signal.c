/* Waiting for signals: one that has come before, and one that no handler waits for. */
#include <unistd.h>

#include "hung.h"

static void handler(int signal) { (void)signal; }

/* The signal comes between the check and the pause; that it is blocked does not help. */
static void pauses_too_late(void)
{
	sigset_t set;

	CHECK(leat_signal(SIGUSR1, handler) != SIG_ERR);
	CHECK_INT(leat_sigemptyset(&set), 0);
	CHECK_INT(leat_sigaddset(&set, SIGUSR1), 0);
	CHECK_INT(leat_sigprocmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(leat_raise(SIGUSR1), 0);
	leat_pause();
}

static void pauses(void) { leat_pause(); }

static void accepts_another(void)
{
	sigset_t set;
	int signal;

	CHECK_INT(leat_sigemptyset(&set), 0);
	CHECK_INT(leat_sigaddset(&set, SIGUSR1), 0);
	CHECK_INT(leat_sigaddset(&set, SIGUSR2), 0);
	CHECK_INT(leat_sigprocmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(leat_raise(SIGUSR2), 0);
	CHECK_INT(leat_sigdelset(&set, SIGUSR2), 0);
	CHECK_INT(leat_sigwait(&set, &signal), 0);
}

int main(void)
{
	pid_t child = begin(pauses_too_late);

	wait_until_blocked(child, SYS_pause);
	CHECK_HANG(child, "Every signal that has a handler is blocked: SIGUSR1.",
	           "Verdict: SIGUSR1 has come already, but is blocked: it cannot end this wait.", "Do: wait with sigsuspend()");
	end(child);

	child = begin(pauses);
	wait_until_blocked(child, SYS_pause);
	CHECK_HANG(child, "No signal has a handler");
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);

	child = begin(accepts_another);
	wait_until_blocked(child, SYS_rt_sigtimedwait);
	CHECK_HANG(child, "for SIGUSR1", "SIGUSR2 has come and is blocked, but is not among those that it accepts.");
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);
	return 0;
}
