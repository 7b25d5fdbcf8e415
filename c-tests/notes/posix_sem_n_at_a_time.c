/*
 * Note 000, Semaphores: like a mutex, but a set number of processes may hold it at a time: here two of five. Unlike a
 * mutex it has no owner: any process may post it, also one that has not waited (posix_sem_unnamed.c does so).
 *
 *     5 children --> sem_wait --> [ room for 2 ] --> sem_post -->
 *
 * A child writes '+' when it is in and '-' before it leaves, and leaves when the parent lets it go.
 */
/* prints:
2 of 5 are in, the others sleep, and the semaphore is at 0
5 have been in, never more than 2 at a time
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

enum { CHILDREN = 5, ROOM = 2 };

static pid_t owner, children[CHILDREN];
static int events[2], go[2], in, entered, most;

static void kill_children(void)
{
	int i;

	if (getpid() != owner) /* a child inherits this handler, but not the duty */
		return;
	for (i = 0; i < CHILDREN; i++)
		if (children[i] > 0)
			leat_kill(children[i], SIGKILL);
}

static sem_t *create_semaphore(void)
{
	char name[32];
	sem_t *semaphore;

	snprintf(name, sizeof name, "/room.%ld", (long)getpid());
	semaphore = leat_sem_open(name, O_CREAT | O_EXCL, 0600, ROOM);
	if (semaphore == SEM_FAILED) {
		leat_perror("sem_open");
		exit(1);
	}
	/* The children inherit it; unrelated programs would open it by its name, which then must stay. */
	CHECK_INT(leat_sem_unlink(name), 0);
	return semaphore;
}

static void child(sem_t *semaphore)
{
	char byte;

	CHECK_INT(leat_close(events[0]), 0);
	CHECK_INT(leat_close(go[1]), 0);
	while (leat_sem_wait(semaphore) == -1)
		CHECK_INT(errno, EINTR);
	CHECK_INT(leat_write(events[1], "+", 1), 1);
	CHECK_INT(leat_read(go[0], &byte, 1), 1);
	CHECK_INT(leat_write(events[1], "-", 1), 1);
	CHECK_INT(leat_sem_post(semaphore), 0);
	exit(0);
}

/* The next event is this one. */
static void expect(char event)
{
	char byte;

	CHECK_INT(leat_read(events[0], &byte, 1), 1);
	CHECK_INT(byte, event);
	in += event == '+' ? 1 : -1;
	entered += event == '+';
	if (in > most)
		most = in;
}

/* All children wait: to get in, or to be let go. */
int main(void)
{
	sem_t *semaphore = create_semaphore();
	struct pollfd more = {-1, POLLIN, 0};
	int value, status, i;

	if (leat_pipe(events) == -1 || leat_pipe(go) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	owner = getpid();
	atexit(kill_children);
	for (i = 0; i < CHILDREN; i++) {
		CHECK((children[i] = leat_fork()) != -1);
		if (children[i] == 0)
			child(semaphore);
	}
	for (i = 0; i < ROOM; i++)
		expect('+');
	for (i = 0; i < CHILDREN; i++)
		wait_until_child_sleeps(children[i]);
	more.fd = events[0];
	CHECK_INT(leat_poll(&more, 1, 0), 0); /* nobody else has come in */
	CHECK_INT(leat_sem_getvalue(semaphore, &value), 0);
	printf("%d of %d are in, the others sleep, and the semaphore is at %d\n", in, CHILDREN, value);
	fflush(stdout);

	for (i = 0; i < CHILDREN; i++) {
		CHECK_INT(leat_write(go[1], "g", 1), 1);
		expect('-');
		if (entered < CHILDREN)
			expect('+'); /* for each that goes one more comes, and not before */
	}
	for (i = 0; i < CHILDREN; i++) {
		CHECK_INT(leat_waitpid(children[i], &status, 0), children[i]);
		children[i] = 0;
		CHECK_INT(status, 0);
	}
	printf("%d have been in, never more than %d at a time\n", entered, most);
	CHECK_INT(leat_sem_close(semaphore), 0);
	return 0;
}
