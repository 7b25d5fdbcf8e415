/*
 * Note 000, Shared memory: "super fast, but very dangerous". The danger: an addition is three steps, load, add and
 * store, and another process may come in between. What it stores there is overwritten, and nobody is told. A semaphore
 * that lies in the memory too, and is held during the three steps, keeps the other out.
 *
 *     parent:  load 0 ..................... store 0 + 1      the counter ends as 1: an addition is lost
 *     child:           load 0, store 0 + 1
 *
 * Left to chance this happens rarely, which makes it hard to find; here the order is forced.
 */
/* prints:
without a semaphore: 2 additions make 1
with a semaphore:    2 additions make 2
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

struct shared {
	sem_t semaphore;
	volatile int counter; /* volatile: each load and store is done, where it is written */
};

static pid_t owner, child;
static struct shared *shared;
static int guarded; /* is the semaphore to be used? */

static void kill_child(void)
{
	if (getpid() == owner && child > 0)
		leat_kill(child, SIGKILL);
}

static void map_shared(void)
{
	char name[32];
	void *memory;
	int fd;

	snprintf(name, sizeof name, "/race.%ld", (long)getpid());
	fd = leat_shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0600);
	if (fd == -1) {
		leat_perror("shm_open");
		exit(1);
	}
	CHECK_INT(leat_shm_unlink(name), 0); /* the child inherits the mapping and needs no name */
	CHECK_INT(leat_ftruncate(fd, sizeof *shared), 0);
	memory = leat_mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK(memory != MAP_FAILED);
	CHECK_INT(leat_close(fd), 0);
	shared = (struct shared *)memory;
	CHECK_INT(leat_sem_init(&shared->semaphore, 1, 1), 0); /* the first 1: for processes, not only for threads */
}

static void enter(void)
{
	while (guarded && leat_sem_wait(&shared->semaphore) == -1)
		CHECK_INT(errno, EINTR);
}

static void leave(void)
{
	if (guarded)
		CHECK_INT(leat_sem_post(&shared->semaphore), 0);
}

static void child_adds(void)
{
	enter();
	shared->counter = shared->counter + 1;
	leave();
	exit(0);
}

static void wait_until_child_has_ended(void)
{
	int status;

	CHECK_INT(leat_waitpid(child, &status, 0), child);
	child = 0;
	CHECK_INT(status, 0);
}

/* Parent and child add 1 to 0 each; the child comes in the middle of the parent's addition. */
static int add_both(void)
{
	int loaded;

	shared->counter = 0;
	enter();
	loaded = shared->counter;
	CHECK((child = leat_fork()) != -1);
	if (child == 0)
		child_adds();
	if (guarded)
		wait_until_child_sleeps(child);
	else
		wait_until_child_has_ended();
	shared->counter = loaded + 1;
	leave();
	if (guarded)
		wait_until_child_has_ended();
	return shared->counter;
}

int main(void)
{
	owner = getpid();
	atexit(kill_child);
	map_shared();

	printf("without a semaphore: 2 additions make %d\n", add_both());
	fflush(stdout);
	guarded = 1;
	printf("with a semaphore:    2 additions make %d\n", add_both());

	CHECK_INT(leat_sem_destroy(&shared->semaphore), 0);
	CHECK_INT(leat_munmap(shared, sizeof *shared), 0);
	return 0;
}
