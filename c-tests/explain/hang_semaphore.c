/*
 * Semaphores: whose last holder has ended without giving it back, two that are taken in opposite orders, one that
 * nobody else could post, and those that a process which begins later could.
 *
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <semaphore.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

#include "hung.h"

static int id;
static sem_t *shared;
static int first, second;

static void take(int index, int flags)
{
	struct sembuf operation;

	operation.sem_num = (unsigned short)index;
	operation.sem_op = -1;
	operation.sem_flg = (short)flags;
	CHECK_INT(leat_semop(id, &operation, 1), 0);
}

static void set(int index, int value)
{
	union {
		int val;
		void *buf;
	} argument;

	argument.val = value;
	CHECK_INT(leat_semctl(id, index, SETVAL, argument), 0);
}

static void takes_and_ends(void) { take(0, 0); }

static void takes(void) { take(0, 0); }

static void takes_both(void)
{
	take(first, 0);
	/* It goes on when the other has its first one too. */
	while (leat_semctl(id, second, GETVAL) != 0)
		sched_yield();
	take(second, 0);
}

static void waits(void) { CHECK_INT(leat_sem_wait(shared), 0); }

static char name[40];

static void makes_and_waits(void)
{
	sem_t *made = leat_sem_open(name, O_CREAT | O_EXCL, 0600, 0);

	CHECK(made != SEM_FAILED);
	CHECK_INT(leat_sem_wait(made), 0);
}

static void leaves_the_memory(void)
{
	CHECK_INT(leat_munmap(shared, sizeof *shared), 0);
	for (;;)
		pause();
}

/* The memory of System V of another namespace, which root can make: ids are given there from 0 on, too. */
static void has_other_memory(void)
{
	if (syscall(SYS_unshare, 0x08000000L /* CLONE_NEWIPC */) == 0) {
		CHECK_INT(leat_shmget(IPC_PRIVATE, sizeof *shared, 0600), 0);
		CHECK(leat_shmat(0, NULL, 0) != (void *)-1);
	}
	for (;;)
		pause();
}

int main(void)
{
	pid_t child, other, dead, pids[2];

	CHECK((id = leat_semget(IPC_PRIVATE, 2, 0600)) >= 0);

	/* Nobody has taken it yet: it was made so. */
	set(0, 0);
	child = begin(takes);
	wait_until_blocked(child, SYS_semtimedop);
	CHECK_HANG(child, text("semaphore 0 of System V semaphore set %d", id), "to become 1", "(it is 0)",
	           text("It was last changed by %s", named(getpid())));
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);

	set(0, 1);
	dead = begin(takes_and_ends);
	CHECK_INT(leat_waitpid(dead, NULL, 0), dead);
	child = begin(takes);
	wait_until_blocked(child, SYS_semtimedop);
	CHECK_HANG(child, text("It was last changed by process %ld, which has ended.", (long)dead),
	           text("Verdict: process %ld has ended, and what it took", (long)dead), "Do: take semaphores with SEM_UNDO");
	end(child);

	set(0, 1);
	set(1, 1);
	first = 0, second = 1;
	pids[0] = begin(takes_both);
	first = 1, second = 0;
	pids[1] = begin(takes_both);
	wait_until_blocked(pids[0], SYS_semtimedop);
	wait_until_blocked(pids[1], SYS_semtimedop);
	CHECK_HANG(pids[0], text("%s is waiting.", named(pids[0])),
	           text("If who changed it last is who has it, there is a deadlock: %s waits for %s to raise semaphore 1 of System V "
	                "set %d; %s waits for %s to raise semaphore 0 of System V set %d.",
	                named(pids[0]), named(pids[1]), id, named(pids[1]), named(pids[0]), id),
	           "Do: let all take their locks in the same order");
	CHECK_HANG_WITHOUT(pids[0], "Verdict");
	end(pids[0]);
	end(pids[1]);
	CHECK_INT(leat_semctl(id, 0, IPC_RMID), 0);

	/* Memory without a name can only be inherited. */
	shared = (sem_t *)leat_mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(shared != MAP_FAILED);
	CHECK_INT(leat_sem_init(shared, 1, 0), 0);
	pids[0] = begin(waits);
	pids[1] = begin(waits);
	wait_until_blocked(pids[0], SYS_futex);
	wait_until_blocked(pids[1], SYS_futex);
	CHECK_HANG(pids[0], "a POSIX semaphore, whose value is 0", text("Its memory is shared with "), named(pids[1]), named(getpid()));
	CHECK_HANG_WITHOUT(pids[0], "Verdict");

	/* When this process has left, only those two are there, and both wait. */
	child = begin(leaves_the_memory);
	wait_until_blocked(child, SYS_pause);
	CHECK_INT(leat_munmap(shared, sizeof *shared), 0);
	CHECK_HANG(pids[0], "Verdict: ", "all who could post the semaphore at 0x", "wait for that themselves: nobody will.", "Do: let one");
	end(pids[0]);
	CHECK_HANG(pids[1], "No other process has its memory now.", "every thread that could post it waits itself.", "Do: post it");
	end(pids[1]);
	end(child);

	/* Whoever opens it by its name can post it, as long as it has that; its maker knows it by another one. */
	snprintf(name, sizeof name, "/leat-hang-semaphore-%ld", (long)getpid());
	child = begin(makes_and_waits);
	wait_until_blocked(child, SYS_futex);
	CHECK_HANG(child, text("a POSIX semaphore, whose value is 0, in shared memory (\"/dev/shm/sem.%s\", byte 0).", name + 1),
	           "No other process has its memory now.");
	CHECK_HANG_WITHOUT(child, "Verdict");
	CHECK_INT(leat_sem_unlink(name), 0);
	CHECK_HANG(child, "every thread that could post it waits itself.");
	end(child);

	/* So it is with the memory of System V. */
	CHECK((id = leat_shmget(IPC_PRIVATE, sizeof *shared, 0600)) >= 0);
	shared = (sem_t *)leat_shmat(id, NULL, 0);
	CHECK(shared != (void *)-1);
	CHECK_INT(leat_sem_init(shared, 1, 0), 0);
	child = begin(waits);
	wait_until_blocked(child, SYS_futex);
	CHECK_INT(leat_shmdt(shared), 0);
	other = begin(has_other_memory);
	wait_until_blocked(other, SYS_pause);
	CHECK_HANG(child, "No other process of its IPC namespace has its memory now.");
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(other);
	end(child);
	CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);
	return 0;
}
