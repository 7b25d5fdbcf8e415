/* A storm of signals: a thousand a second, whose handler does not restart what it interrupts. */
#ifndef STORM_H
#define STORM_H

#include <signal.h>
#include <sys/time.h>

#include "check.h"

static volatile sig_atomic_t storm_signals;

static inline void storm_handler(int number)
{
	(void)number;
	storm_signals = storm_signals < 1000000 ? storm_signals + 1 : storm_signals;
}

static inline void set_storm(long microseconds)
{
	struct itimerval timer;

	timer.it_interval.tv_sec = timer.it_value.tv_sec = 0;
	timer.it_interval.tv_usec = timer.it_value.tv_usec = microseconds;
	CHECK_INT(setitimer(ITIMER_REAL, &timer, NULL), 0);
}

static inline void begin_storm(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = storm_handler;
	CHECK_INT(sigaction(SIGALRM, &action, NULL), 0);
	set_storm(1000);
}

static inline void end_storm(void)
{
	set_storm(0);
}

#endif /* STORM_H */
