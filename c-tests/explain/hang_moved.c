/*
 * Who has attached memory of System V, and has moved to another IPC namespace since, has it still: it is not said that he had
 * not, nor that nobody could end the wait for what he has locked in it.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <pthread.h>
#include <semaphore.h>
#include <sys/shm.h>

#include "hung.h"

static struct shared {
	pthread_mutex_t mutex;
	sem_t semaphore;
} *shared;

static void moves(void)
{
	CHECK_INT(pthread_mutex_lock(&shared->mutex), 0);
	/* Not everybody may make one. */
	syscall(SYS_unshare, 0x08000000L /* CLONE_NEWIPC */);
	for (;;)
		pause();
}

static void locks(void) { pthread_mutex_lock(&shared->mutex); }

static void waits(void) { leat_sem_wait(&shared->semaphore); }

int main(void)
{
	pthread_mutexattr_t attributes;
	pid_t owner, waiter;
	int id;

	CHECK((id = leat_shmget(IPC_PRIVATE, sizeof *shared, 0600)) >= 0);
	shared = (struct shared *)leat_shmat(id, NULL, 0);
	CHECK(shared != (void *)-1);
	CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);
	CHECK_INT(pthread_mutexattr_init(&attributes), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_mutex_init(&shared->mutex, &attributes), 0);
	CHECK_INT(leat_sem_init(&shared->semaphore, 1, 0), 0);

	owner = begin(moves);
	wait_until_blocked(owner, SYS_pause);
	waiter = begin(locks);
	wait_until_blocked(waiter, SYS_futex);
	CHECK_HANG(waiter, text("It is held by %s", named(owner)));
	CHECK_HANG_WITHOUT(waiter, "Verdict");
	end(waiter);

	waiter = begin(waits);
	wait_until_blocked(waiter, SYS_futex);
	CHECK_INT(leat_shmdt(shared), 0);
	CHECK_HANG_WITHOUT(waiter, "No other process has its memory");
	CHECK_HANG_WITHOUT(waiter, "Verdict");
	end(waiter);
	end(owner);
	return 0;
}
