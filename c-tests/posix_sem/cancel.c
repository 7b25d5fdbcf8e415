/*
 * A thread that waits for a semaphore can be cancelled there.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <semaphore.h>
#include <time.h>

#include "blocked.h"

static sem_t semaphore;

static struct timespec in_an_hour(clockid_t clock)
{
	struct timespec time;
	CHECK_INT(clock_gettime(clock, &time), 0);
	time.tv_sec += 3600;
	return time;
}

static void in_sem_wait(void) { leat_sem_wait(&semaphore); }

static void in_sem_timedwait(void)
{
	struct timespec late = in_an_hour(CLOCK_REALTIME);
	leat_sem_timedwait(&semaphore, &late);
}

static void in_sem_clockwait(void)
{
	struct timespec late = in_an_hour(CLOCK_MONOTONIC);
	leat_sem_clockwait(&semaphore, CLOCK_MONOTONIC, &late);
}

int main(void)
{
	int value = -1;

	CHECK_INT(leat_sem_init(&semaphore, 0, 0), 0);
	CHECK_CANCELLED(in_sem_wait);
	CHECK_CANCELLED(in_sem_timedwait);
	CHECK_CANCELLED(in_sem_clockwait);
	CHECK_INT(leat_sem_post(&semaphore), 0);
	CHECK_INT(leat_sem_getvalue(&semaphore, &value), 0);
	CHECK_INT(value, 1);
	CHECK_INT(leat_sem_destroy(&semaphore), 0);
	return 0;
}
