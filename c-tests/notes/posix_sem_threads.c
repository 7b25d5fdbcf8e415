/*
 * Note 002, Process semaphore: a semaphore for threads is a counter. A post adds 1, and is remembered if nobody waits
 * yet; a wait takes 1, and sleeps while there is none. So it synchronises threads, and they need not meet for that.
 *
 *     value:    0   1   2        1       0   0 . . . . . . . . . 1   0
 *     posts:      +1  +1                                       +1
 *     threads:            passes  passes  waits . . . . . . . . . . . passes
 */
/* prints:
posted twice before there is a thread: the counter is 2
of 3 threads 2 pass, and 1 sleeps: the counter is 0
posted once more, the third has passed: the counter is 0
*/
#include <leat.h>

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

#include "blocked.h"
#include "check.h"

enum { THREADS = 3 };

static pthread_t threads[THREADS];
static struct thread_state states[THREADS];
/* The first is what the program is about; by the others the threads tell each other how far they are. */
static sem_t counter, started, passed, leave;

static void wait_for(sem_t *semaphore)
{
	while (leat_sem_wait(semaphore) == -1)
		CHECK_INT(errno, EINTR);
}

static int value(sem_t *semaphore)
{
	int result;

	CHECK_INT(leat_sem_getvalue(semaphore, &result), 0);
	return result;
}

static void *run(void *argument)
{
	*(struct thread_state *)argument = this_thread_state();
	CHECK_INT(leat_sem_post(&started), 0);
	wait_for(&counter);
	CHECK_INT(leat_sem_post(&passed), 0);
	wait_for(&leave); /* so that it can be seen asleep, as the one that has not passed */
	return NULL;
}

int main(void)
{
	int i;

	if (leat_sem_init(&counter, 0, 0) == -1) {
		leat_perror("sem_init");
		exit(1);
	}
	CHECK_INT(leat_sem_init(&started, 0, 0), 0);
	CHECK_INT(leat_sem_init(&passed, 0, 0), 0);
	CHECK_INT(leat_sem_init(&leave, 0, 0), 0);
	CHECK_INT(leat_sem_post(&counter), 0);
	CHECK_INT(leat_sem_post(&counter), 0);
	printf("posted twice before there is a thread: the counter is %d\n", value(&counter));

	for (i = 0; i < THREADS; i++)
		CHECK_INT(pthread_create(&threads[i], NULL, run, &states[i]), 0);
	for (i = 0; i < THREADS; i++)
		wait_for(&started);
	wait_for(&passed);
	wait_for(&passed);
	for (i = 0; i < THREADS; i++)
		wait_until_it_sleeps(&states[i]);
	CHECK_FAILS(leat_sem_trywait(&passed), -1, EAGAIN, "sem_trywait"); /* the third has not passed */
	printf("of %d threads 2 pass, and 1 sleeps: the counter is %d\n", THREADS, value(&counter));

	CHECK_INT(leat_sem_post(&counter), 0);
	wait_for(&passed);
	printf("posted once more, the third has passed: the counter is %d\n", value(&counter));

	for (i = 0; i < THREADS; i++)
		CHECK_INT(leat_sem_post(&leave), 0);
	for (i = 0; i < THREADS; i++)
		CHECK_INT(pthread_join(threads[i], NULL), 0);
	CHECK_INT(leat_sem_destroy(&counter), 0);
	CHECK_INT(leat_sem_destroy(&started), 0);
	CHECK_INT(leat_sem_destroy(&passed), 0);
	CHECK_INT(leat_sem_destroy(&leave), 0);
	return 0;
}
