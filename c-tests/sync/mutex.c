/*
 * A mutex is locked by one thread at a time, and one that checks refuses what would be a mistake.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <pthread.h>
#include <time.h>

#include "check.h"

static pthread_mutex_t mutex;

static void *unlock(void *argument)
{
	*(int *)argument = leat_pthread_mutex_unlock(&mutex);
	return NULL;
}

static void *try_lock(void *argument)
{
	*(int *)argument = leat_pthread_mutex_trylock(&mutex);
	return NULL;
}

static int in_thread(void *(*run)(void *))
{
	pthread_t thread;
	int result = -1;

	CHECK_INT(leat_pthread_create(&thread, NULL, run, &result), 0);
	CHECK_INT(leat_pthread_join(thread, NULL), 0);
	return result;
}

/* It is returned, and explained if it is assigned to errno. */
#define CHECK_RETURNS(call, code, function)                                                                    \
	do {                                                                                                   \
		errno = (call);                                                                                \
		check_error(__FILE__, __LINE__, #call, (code), (function));                                    \
	} while (0)

int main(void)
{
	const struct timespec past = {1, 0}, wrong = {1, -1};
	pthread_mutexattr_t checks;
	pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER;

	CHECK_INT(pthread_mutexattr_init(&checks), 0);
	CHECK_INT(pthread_mutexattr_settype(&checks, PTHREAD_MUTEX_ERRORCHECK), 0);
	CHECK_INT(leat_pthread_mutex_init(&mutex, &checks), 0);
	CHECK_INT(leat_pthread_mutex_lock(&mutex), 0);
	CHECK_RETURNS(leat_pthread_mutex_lock(&mutex), EDEADLK, "pthread_mutex_lock");
	CHECK_INT(in_thread(try_lock), EBUSY);
	CHECK_INT(in_thread(unlock), EPERM);
	CHECK_RETURNS(leat_pthread_mutex_destroy(&mutex), EBUSY, "pthread_mutex_destroy");
	CHECK_INT(leat_pthread_mutex_unlock(&mutex), 0);
	CHECK_RETURNS(leat_pthread_mutex_unlock(&mutex), EPERM, "pthread_mutex_unlock");
	CHECK_INT(leat_pthread_mutex_destroy(&mutex), 0);

	CHECK_INT(leat_pthread_mutex_timedlock(&plain, &past), 0);
	CHECK_RETURNS(leat_pthread_mutex_trylock(&plain), EBUSY, "pthread_mutex_trylock");
	CHECK_RETURNS(leat_pthread_mutex_timedlock(&plain, &past), ETIMEDOUT, "pthread_mutex_timedlock");
	CHECK_RETURNS(leat_pthread_mutex_timedlock(&plain, &wrong), EINVAL, "pthread_mutex_timedlock");
	CHECK_INT(leat_pthread_mutex_unlock(&plain), 0);
	/* Not of a kind that outlives its owner. */
	CHECK_RETURNS(leat_pthread_mutex_consistent(&plain), EINVAL, "pthread_mutex_consistent");

	/* glibc has no robust mutex with a priority ceiling. */
	CHECK_INT(pthread_mutexattr_setrobust(&checks, PTHREAD_MUTEX_ROBUST), 0);
	CHECK_INT(pthread_mutexattr_setprotocol(&checks, PTHREAD_PRIO_PROTECT), 0);
	CHECK_RETURNS(leat_pthread_mutex_init(&mutex, &checks), ENOTSUP, "pthread_mutex_init");
	CHECK_INT(pthread_mutexattr_destroy(&checks), 0);
	return 0;
}
