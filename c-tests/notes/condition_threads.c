/*
 * Note 001, Condition variable (threads): a thread sleeps until another has changed something, and while it sleeps
 * others can lock the mutex. It waits for a state, here for tickets, and looks at the state before and after each wait;
 * for a signal wakes one thread that waits, a broadcast all, and if nobody waits, both are forgotten.
 *
 *     thread: lock --> tickets == 0: wait [ unlock, sleep, lock ] --> tickets > 0: take one --> unlock
 *     main:                    lock --> add tickets --> signal or broadcast --> unlock
 */
/* prints:
a signal for which nobody waits is forgotten: ETIMEDOUT
3 threads wait, and main has the mutex
1 ticket, broadcast: all wake, 1 takes it, 2 wait again
2 tickets, a signal for each: 3 are taken, 0 wait
a ticket is there before the fourth thread: 4 are taken, and it has not waited
*/
#include <leat.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "check.h"

enum { THREADS = 4 };

/* Only who holds the mutex looks at the numbers or changes them. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t more_tickets = PTHREAD_COND_INITIALIZER; /* the threads wait for it, */
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;      /* and main for this: another number has changed */
static int tickets, waiting, woken, taken;

static void *take_ticket(void *unused)
{
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	while (tickets == 0) { /* not `if`: another may have been quicker, or the wait has ended for no reason */
		waiting++;
		CHECK_INT(pthread_cond_signal(&changed), 0);
		CHECK_INT(pthread_cond_wait(&more_tickets, &mutex), 0);
		waiting--;
		woken++;
	}
	tickets--;
	taken++;
	CHECK_INT(pthread_cond_signal(&changed), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	return unused;
}

static void start(pthread_t *thread)
{
	int error = pthread_create(thread, NULL, take_ticket, NULL);

	if (error != 0) { /* the pthread functions return it, and leave errno alone */
		fprintf(stderr, "pthread_create: %s\n", leat_error_name(error));
		exit(1);
	}
}

/* main holds the mutex, except while it waits. */
static void wait_until(int now_waiting, int at_least_woken, int now_taken)
{
	while (waiting != now_waiting || woken < at_least_woken || taken != now_taken)
		CHECK_INT(pthread_cond_wait(&changed, &mutex), 0);
}

int main(void)
{
	static const struct timespec long_ago = {0, 0};
	pthread_t threads[THREADS];
	int error, woken_before, i;

	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_cond_signal(&more_tickets), 0);
	error = pthread_cond_timedwait(&more_tickets, &mutex, &long_ago);
	printf("a signal for which nobody waits is forgotten: %s\n", leat_error_name(error));

	for (i = 0; i < 3; i++)
		start(&threads[i]);
	wait_until(3, 0, 0);
	printf("%d threads wait, and main has the mutex\n", waiting);

	tickets = 1;
	CHECK_INT(pthread_cond_broadcast(&more_tickets), 0);
	wait_until(2, 3, 1);
	printf("1 ticket, broadcast: all wake, %d takes it, %d wait again\n", taken, waiting);

	tickets = 2;
	for (i = 0; i < 2; i++)
		CHECK_INT(pthread_cond_signal(&more_tickets), 0);
	wait_until(0, 0, 3);
	printf("2 tickets, a signal for each: %d are taken, %d wait\n", taken, waiting);

	woken_before = woken;
	tickets = 1;
	start(&threads[3]);
	wait_until(0, 0, 4);
	CHECK_INT(woken, woken_before);
	printf("a ticket is there before the fourth thread: %d are taken, and it has not waited\n", taken);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);

	for (i = 0; i < THREADS; i++)
		CHECK_INT(pthread_join(threads[i], NULL), 0);
	CHECK_INT(tickets, 0);
	CHECK_INT(pthread_cond_destroy(&more_tickets), 0);
	CHECK_INT(pthread_cond_destroy(&changed), 0);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
	return 0;
}
