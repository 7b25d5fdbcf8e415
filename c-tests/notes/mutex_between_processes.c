/*
 * Note 001, Mutex (threads): a pthread mutex in shared memory, told to be PTHREAD_PROCESS_SHARED, keeps processes apart
 * as it does threads: four of them add to one counter 1000 times each, and no addition is lost.
 *
 *     child 1..4: lock --> counter = counter + 1 --> unlock      [ mutex, counter ] in pages all of them map
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
4 processes, 1000 additions each: 4000
*/
#include <leat.h>

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "check.h"

enum { PROCESSES = 4, ADDITIONS = 1000 };

struct shared {
	pthread_mutex_t mutex;
	long counter;
};

/* The pthread functions return an error number and leave errno alone. */
static void init_mutex(pthread_mutex_t *mutex)
{
	pthread_mutexattr_t attributes;

	CHECK_INT(pthread_mutexattr_init(&attributes), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_mutex_init(mutex, &attributes), 0);
	CHECK_INT(pthread_mutexattr_destroy(&attributes), 0);
}

static void add(struct shared *shared)
{
	long counter;
	int i;

	for (i = 0; i < ADDITIONS; i++) {
		CHECK_INT(pthread_mutex_lock(&shared->mutex), 0);
		counter = shared->counter;
		sched_yield(); /* lets the others run here, where they would do harm */
		shared->counter = counter + 1;
		CHECK_INT(pthread_mutex_unlock(&shared->mutex), 0);
	}
	exit(0);
}

int main(void)
{
	struct shared *shared;
	void *memory;
	int status, i;
	pid_t pid;

	memory = leat_mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	shared = (struct shared *)memory;
	init_mutex(&shared->mutex); /* once, before there is anybody to use it */

	for (i = 0; i < PROCESSES; i++) {
		pid = leat_fork();
		if (pid == -1) {
			leat_perror("fork");
			exit(1);
		}
		if (pid == 0)
			add(shared);
	}
	for (i = 0; i < PROCESSES; i++) {
		CHECK(leat_wait(&status) != -1);
		CHECK_INT(status, 0);
	}
	printf("%d processes, %d additions each: %ld\n", PROCESSES, ADDITIONS, shared->counter);
	CHECK_INT(pthread_mutex_destroy(&shared->mutex), 0);
	CHECK_INT(leat_munmap(memory, sizeof *shared), 0);
	return 0;
}
