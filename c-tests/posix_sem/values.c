/*
 * A semaphore counts; an empty one is waited for until the deadline.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <semaphore.h>
#include <time.h>

#include "check.h"

int main(void)
{
	struct timespec past = {1, 0};
	sem_t semaphore;
	int value = -1;

	CHECK_INT(leat_sem_init(&semaphore, 1, 2), 0);
	CHECK_INT(leat_sem_wait(&semaphore), 0);
	CHECK_INT(leat_sem_trywait(&semaphore), 0);
	CHECK_FAILS(leat_sem_trywait(&semaphore), -1, EAGAIN, "sem_trywait");
	CHECK_FAILS(leat_sem_timedwait(&semaphore, &past), -1, ETIMEDOUT, "sem_timedwait");
	CHECK_FAILS(leat_sem_clockwait(&semaphore, CLOCK_MONOTONIC, &past), -1, ETIMEDOUT, "sem_clockwait");
	CHECK_FAILS(leat_sem_clockwait(&semaphore, 12345, &past), -1, EINVAL, "sem_clockwait");
	CHECK_INT(leat_sem_post(&semaphore), 0);
	CHECK_INT(leat_sem_timedwait(&semaphore, &past), 0);
	CHECK_INT(leat_sem_post(&semaphore), 0);
	CHECK_INT(leat_sem_clockwait(&semaphore, CLOCK_REALTIME, &past), 0);
	CHECK_INT(leat_sem_getvalue(&semaphore, &value), 0);
	CHECK_INT(value, 0);
	CHECK_INT(leat_sem_destroy(&semaphore), 0);

	CHECK_FAILS(leat_sem_init(&semaphore, 0, 0x80000000u), -1, EINVAL, "sem_init");
	CHECK_INT(leat_sem_init(&semaphore, 0, 0x7fffffff), 0);
	CHECK_FAILS(leat_sem_post(&semaphore), -1, EOVERFLOW, "sem_post");
	CHECK_INT(leat_sem_destroy(&semaphore), 0);
	return 0;
}
