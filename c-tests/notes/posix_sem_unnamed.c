/*
 * Note 001, Semaphore: an unnamed semaphore is a variable of the program. If it lies in memory that two processes
 * share, and the second argument of sem_init() is not 0, one can wait for the other by it. Two semaphores make parent
 * and child take turns. Each is posted by one and waited for by the other: unlike a mutex, a semaphore has no owner.
 *
 *     parent: ping, post --[ child_turn ]--> child: wait, pong, post --[ parent_turn ]--> parent: wait, ping ...
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
ping 1
    pong 1
ping 2
    pong 2
ping 3
    pong 3
*/
#include <leat.h>

#include <errno.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "check.h"

struct turns {
	sem_t parent;
	sem_t child;
};

/* Says `what` three times, each time after waiting for `own`, and then posts `other`. */
static void play(sem_t *own, sem_t *other, const char *what)
{
	int i;

	for (i = 1; i <= 3; i++) {
		while (leat_sem_wait(own) == -1)
			CHECK_INT(errno, EINTR); /* a handler ran: wait again */
		printf("%s %d\n", what, i);
		fflush(stdout);
		CHECK_INT(leat_sem_post(other), 0);
	}
}

int main(void)
{
	struct turns *turns;
	void *memory;
	int status;
	pid_t pid;

	memory = leat_mmap(NULL, sizeof *turns, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	turns = (struct turns *)memory;
	CHECK_INT(leat_sem_init(&turns->parent, 1, 1), 0); /* the parent begins */
	CHECK_INT(leat_sem_init(&turns->child, 1, 0), 0);

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		play(&turns->child, &turns->parent, "    pong");
		exit(0);
	}
	play(&turns->parent, &turns->child, "ping");

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_sem_destroy(&turns->parent), 0);
	CHECK_INT(leat_sem_destroy(&turns->child), 0);
	CHECK_INT(leat_munmap(memory, sizeof *turns), 0);
	return 0;
}
