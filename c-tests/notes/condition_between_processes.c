/*
 * Note 001, Condition variable (threads): it is for processes as well. In memory that they share, and initialised as
 * PTHREAD_PROCESS_SHARED, a condition variable lets one process sleep until another has changed something. Here a slot
 * for one number is empty, full, empty, full ...
 *
 *     parent: put 1 --> [ slot ] --> child: take 1        put waits while it is full, take while it is empty
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
taken: 1
taken: 2
taken: 3
*/
#include <leat.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "check.h"

struct slot {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	int full;
	int number;
};

static void init(struct slot *slot)
{
	pthread_mutexattr_t mutex;
	pthread_condattr_t condition;

	CHECK_INT(pthread_mutexattr_init(&mutex), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_mutex_init(&slot->mutex, &mutex), 0);
	CHECK_INT(pthread_mutexattr_destroy(&mutex), 0);
	CHECK_INT(pthread_condattr_init(&condition), 0);
	CHECK_INT(pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_cond_init(&slot->changed, &condition), 0);
	CHECK_INT(pthread_condattr_destroy(&condition), 0);
}

static void put(struct slot *slot, int number)
{
	CHECK_INT(pthread_mutex_lock(&slot->mutex), 0);
	while (slot->full) /* not `if`: a wait may end although nothing has changed */
		CHECK_INT(pthread_cond_wait(&slot->changed, &slot->mutex), 0);
	slot->number = number;
	slot->full = 1;
	CHECK_INT(pthread_cond_signal(&slot->changed), 0);
	CHECK_INT(pthread_mutex_unlock(&slot->mutex), 0);
}

static int take(struct slot *slot)
{
	int number;

	CHECK_INT(pthread_mutex_lock(&slot->mutex), 0);
	while (!slot->full)
		CHECK_INT(pthread_cond_wait(&slot->changed, &slot->mutex), 0);
	number = slot->number;
	slot->full = 0;
	CHECK_INT(pthread_cond_signal(&slot->changed), 0);
	CHECK_INT(pthread_mutex_unlock(&slot->mutex), 0);
	return number;
}

int main(void)
{
	struct slot *slot;
	void *memory;
	int number, i, status;
	pid_t pid;

	memory = leat_mmap(NULL, sizeof *slot, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	slot = (struct slot *)memory;
	init(slot);

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		for (i = 0; i < 3; i++)
			printf("taken: %d\n", take(slot));
		exit(0);
	}
	for (number = 1; number <= 3; number++)
		put(slot, number);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(pthread_cond_destroy(&slot->changed), 0);
	CHECK_INT(pthread_mutex_destroy(&slot->mutex), 0);
	CHECK_INT(leat_munmap(memory, sizeof *slot), 0);
	return 0;
}
