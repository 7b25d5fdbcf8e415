/*
 * A thread that waits for a condition can be cancelled there, and has the mutex then.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <pthread.h>
#include <time.h>

#include "blocked.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static struct timespec deadline;

static void unlock(void *argument)
{
	CHECK_INT(leat_pthread_mutex_unlock((pthread_mutex_t *)argument), 0);
}

static void in_cond_wait(void)
{
	CHECK_INT(leat_pthread_mutex_lock(&mutex), 0);
	pthread_cleanup_push(unlock, &mutex);
	for (;;)
		leat_pthread_cond_wait(&never, &mutex);
	pthread_cleanup_pop(1);
}

static void in_cond_timedwait(void)
{
	CHECK_INT(leat_pthread_mutex_lock(&mutex), 0);
	pthread_cleanup_push(unlock, &mutex);
	for (;;)
		leat_pthread_cond_timedwait(&never, &mutex, &deadline);
	pthread_cleanup_pop(1);
}

int main(void)
{
	CHECK_INT(clock_gettime(CLOCK_REALTIME, &deadline), 0);
	deadline.tv_sec += 3600;
	CHECK_CANCELLED(in_cond_wait);
	CHECK_CANCELLED(in_cond_timedwait);
	CHECK_INT(leat_pthread_mutex_trylock(&mutex), 0);
	CHECK_INT(leat_pthread_mutex_unlock(&mutex), 0);
	return 0;
}
