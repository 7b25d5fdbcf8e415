/*
 * Note 001, Mutex (threads): threads have all memory in common, so two that change the same thing must take turns. An
 * addition is "read, add, write": here one thread is made to add between another's read and write, and is lost. With a
 * mutex held from the read to the write that cannot happen; only who locked it may unlock it.
 *
 *     thread 1: read 0 ................ write 1           lock, read, write, unlock
 *     thread 2:        read 0, write 1                    ..................... lock, read, write, unlock
 *     counter:  0                     1       1 (not 2)
 */
/* prints:
without a mutex, two additions in a bad order: 1
while a thread holds the mutex, another's trylock says EBUSY, and its unlock EPERM
with the mutex, 4 threads, 1000 additions each: 4000
*/
#include <leat.h>

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

enum { THREADS = 4, ADDITIONS = 1000 };

static int counter;
static sem_t has_read, has_written;
static pthread_mutex_t mutex;

static void wait_for(sem_t *semaphore)
{
	while (leat_sem_wait(semaphore) == -1)
		CHECK_INT(errno, EINTR);
}

/* The semaphores only force the bad order, which otherwise would happen now and then. */
static void *add_slowly(void *unused)
{
	int old = counter;

	CHECK_INT(leat_sem_post(&has_read), 0);
	wait_for(&has_written);
	counter = old + 1;
	return unused;
}

static void *add_between(void *unused)
{
	wait_for(&has_read);
	counter++;
	CHECK_INT(leat_sem_post(&has_written), 0);
	return unused;
}

static void *add_under_mutex(void *unused)
{
	int i, old;

	for (i = 0; i < ADDITIONS; i++) {
		CHECK_INT(pthread_mutex_lock(&mutex), 0);
		old = counter;
		sched_yield(); /* lets the others run here, where they would do harm */
		counter = old + 1;
		CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	}
	return unused;
}

/* The pthread functions return the error, and leave errno alone. */
static void *try_mutex(void *unused)
{
	int trylock = pthread_mutex_trylock(&mutex), unlock = pthread_mutex_unlock(&mutex);

	printf("while a thread holds the mutex, another's trylock says %s, and its unlock %s\n", leat_error_name(trylock),
	       leat_error_name(unlock));
	return unused;
}

static void run(void *(*function)(void *), pthread_t *thread)
{
	int error = pthread_create(thread, NULL, function, NULL);

	if (error != 0) {
		fprintf(stderr, "pthread_create: %s\n", leat_error_name(error));
		exit(1);
	}
}

int main(void)
{
	pthread_mutexattr_t attributes;
	pthread_t threads[THREADS];
	int i;

	CHECK_INT(leat_sem_init(&has_read, 0, 0), 0);
	CHECK_INT(leat_sem_init(&has_written, 0, 0), 0);
	run(add_slowly, &threads[0]);
	run(add_between, &threads[1]);
	for (i = 0; i < 2; i++)
		CHECK_INT(pthread_join(threads[i], NULL), 0);
	printf("without a mutex, two additions in a bad order: %d\n", counter);
	CHECK_INT(leat_sem_destroy(&has_read), 0);
	CHECK_INT(leat_sem_destroy(&has_written), 0);

	/* This type notices an unlock by a thread that does not hold it; with the default one that is undefined. */
	CHECK_INT(pthread_mutexattr_init(&attributes), 0);
	CHECK_INT(pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK), 0);
	CHECK_INT(pthread_mutex_init(&mutex, &attributes), 0);
	CHECK_INT(pthread_mutexattr_destroy(&attributes), 0);

	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	run(try_mutex, &threads[0]);
	CHECK_INT(pthread_join(threads[0], NULL), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);

	counter = 0;
	for (i = 0; i < THREADS; i++)
		run(add_under_mutex, &threads[i]);
	for (i = 0; i < THREADS; i++)
		CHECK_INT(pthread_join(threads[i], NULL), 0);
	printf("with the mutex, %d threads, %d additions each: %d\n", THREADS, ADDITIONS, counter);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
	return 0;
}
