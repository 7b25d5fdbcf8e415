/*
 * The bounded buffer: threads, two counting semaphores and a mutex.
 *
 * test: also c++
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SLOTS 4
#define ITEMS 500

static int buffer[SLOTS];
static int in, out;
static sem_t empty, full;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long sums[2];

static void *producer(void *argument)
{
	int i, base = *(int *)argument;

	for (i = 0; i < ITEMS; i++) {
		sem_wait(&empty);
		pthread_mutex_lock(&mutex);
		buffer[in] = base + i;
		in = (in + 1) % SLOTS;
		pthread_mutex_unlock(&mutex);
		sem_post(&full);
	}
	return NULL;
}

static void *consumer(void *argument)
{
	long *sum = (long *)argument;
	int i;

	for (i = 0; i < ITEMS; i++) {
		sem_wait(&full);
		pthread_mutex_lock(&mutex);
		*sum += buffer[out];
		out = (out + 1) % SLOTS;
		pthread_mutex_unlock(&mutex);
		sem_post(&empty);
	}
	return NULL;
}

int main(void)
{
	pthread_t threads[4];
	struct timespec past = { 1, 0 };
	int bases[2] = { 0, 100000 }, i, value;

	if (sem_init(&empty, 0, SLOTS) == -1 || sem_init(&full, 0, 0) == -1) {
		perror("sem_init");
		return 1;
	}
	for (i = 0; i < 2; i++) {
		pthread_create(&threads[i], NULL, producer, &bases[i]);
		pthread_create(&threads[2 + i], NULL, consumer, &sums[i]);
	}
	for (i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	sem_getvalue(&empty, &value);
	printf("sum %ld, empty %d\n", sums[0] + sums[1], value);
	if (sem_timedwait(&full, &past) == -1)
		perror("sem_timedwait");
	sem_destroy(&empty);
	sem_destroy(&full);
	return 0;
}
