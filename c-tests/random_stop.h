/* A stop of this thread that is thrown at a moment which nobody chose. */
#ifndef RANDOM_STOP_H
#define RANDOM_STOP_H

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

#include "check.h"

static leat_stop *volatile random_stop;
static unsigned long random_seed = 1;

static inline void random_stop_throw(int number)
{
	(void)number;
	leat_stop_now(random_stop);
}

/* Before other threads are started, which must not get the signal: they block it. */
static inline void prepare_random_stops(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = random_stop_throw;
	CHECK_INT(sigaction(SIGALRM, &action, NULL), 0);
}

/* From now on this thread has a stop, which is thrown within so many microseconds. */
static inline void attach_random_stop(unsigned long within)
{
	struct itimerval timer;

	random_seed = random_seed * 6364136223846793005UL + 1442695040888963407UL;
	random_stop = leat_stop_new();
	CHECK(random_stop != NULL);
	CHECK_INT(leat_stop_attach(random_stop), 0);
	memset(&timer, 0, sizeof timer);
	timer.it_value.tv_usec = (long)(1 + (random_seed >> 33) % within);
	CHECK_INT(setitimer(ITIMER_REAL, &timer, NULL), 0);
}

/* It is thrown before it is freed: the signal must not come to what is not there. */
static inline void detach_random_stop(void)
{
	leat_stop *thrown = random_stop;

	while (!leat_stop_is_thrown(thrown))
		;
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(thrown);
}

#endif /* RANDOM_STOP_H */
