/*
 * A thread that waits for a semaphore can be cancelled there.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <semaphore.h>
#include <time.h>

#include "blocked.h"

/* Not on the stack of the thread: AddressSanitizer does not see that a cancelled thread leaves its functions. */
static sem_t semaphore;
static struct timespec late, late_monotonic;

static void in_sem_wait(void) { leat_sem_wait(&semaphore); }
static void in_sem_timedwait(void) { leat_sem_timedwait(&semaphore, &late); }
static void in_sem_clockwait(void) { leat_sem_clockwait(&semaphore, CLOCK_MONOTONIC, &late_monotonic); }

int main(void)
{
	int value = -1;

	CHECK_INT(clock_gettime(CLOCK_REALTIME, &late), 0);
	CHECK_INT(clock_gettime(CLOCK_MONOTONIC, &late_monotonic), 0);
	late.tv_sec += 3600;
	late_monotonic.tv_sec += 3600;
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
