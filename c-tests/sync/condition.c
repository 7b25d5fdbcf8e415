/*
 * Threads wait for a condition, one is woken or all are, and nobody waits for longer than was said.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <pthread.h>
#include <time.h>

#include "check.h"

enum { THREADS = 3 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int turns, finished, waiting;

/* Waits for a turn, of which there may be fewer than threads. */
static void *take_turn(void *argument)
{
	CHECK_INT(leat_pthread_mutex_lock(&mutex), 0);
	waiting++;
	CHECK_INT(leat_pthread_cond_broadcast(&changed), 0);
	while (turns == 0)
		CHECK_INT(leat_pthread_cond_wait(&changed, &mutex), 0);
	turns--;
	finished++;
	CHECK_INT(leat_pthread_cond_broadcast(&changed), 0);
	CHECK_INT(leat_pthread_mutex_unlock(&mutex), 0);
	return argument;
}

static void wait_until(int *number, int wanted)
{
	while (*number != wanted)
		CHECK_INT(leat_pthread_cond_wait(&changed, &mutex), 0);
}

int main(void)
{
	const struct timespec past = {1, 0}, wrong = {1, 1000000000};
	pthread_t threads[THREADS];
	int i;

	for (i = 0; i < THREADS; i++)
		CHECK_INT(leat_pthread_create(&threads[i], NULL, take_turn, NULL), 0);
	CHECK_INT(leat_pthread_mutex_lock(&mutex), 0);
	wait_until(&waiting, THREADS);
	/* Only threads that wait for a turn wait now. */
	turns = 1;
	CHECK_INT(leat_pthread_cond_signal(&changed), 0);
	wait_until(&finished, 1);
	turns = THREADS - 1;
	CHECK_INT(leat_pthread_cond_broadcast(&changed), 0);
	wait_until(&finished, THREADS);

	errno = leat_pthread_cond_timedwait(&changed, &mutex, &past);
	check_error(__FILE__, __LINE__, "nobody signals", ETIMEDOUT, "pthread_cond_timedwait");
	errno = leat_pthread_cond_timedwait(&changed, &mutex, &wrong);
	check_error(__FILE__, __LINE__, "no time", EINVAL, "pthread_cond_timedwait");
	CHECK(strstr(leat_error_text(), "{tv_sec=1, tv_nsec=1000000000}") != NULL);
	CHECK_INT(leat_pthread_mutex_unlock(&mutex), 0);
	for (i = 0; i < THREADS; i++)
		CHECK_INT(leat_pthread_join(threads[i], NULL), 0);
	return 0;
}
