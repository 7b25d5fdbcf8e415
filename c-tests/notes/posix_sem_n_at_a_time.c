/*
 * Note 000, Semaphores: like a mutex, but a set number of processes may hold it at a time: here two of five.
 *
 *     5 children --> sem_wait --> [ room for 2 ] --> sem_post -->
 *
 * A child writes '+' when it is in and '-' before it leaves, and leaves when the parent lets it go.
 */
/* prints:
2 are in, and the semaphore is at 0
5 have been in, never more than 2 at a time
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { CHILDREN = 5, ROOM = 2 };

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

static void child(sem_t *semaphore, const int events[2], const int go[2])
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

int main(void)
{
	sem_t *semaphore = create_semaphore();
	int events[2], go[2], in = 0, most = 0, let_go = 0, left = 0, entered = 0, value, status, i;
	char event;
	pid_t pid;

	if (leat_pipe(events) == -1 || leat_pipe(go) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	for (i = 0; i < CHILDREN; i++) {
		pid = leat_fork();
		if (pid == -1) {
			leat_perror("fork");
			exit(1);
		}
		if (pid == 0)
			child(semaphore, events, go);
	}
	CHECK_INT(leat_close(events[1]), 0);

	while (left < CHILDREN) {
		CHECK_INT(leat_read(events[0], &event, 1), 1);
		if (event == '+') {
			in++;
			entered++;
		} else {
			in--;
			left++;
		}
		if (in > most)
			most = in;
		if (entered == ROOM && left == 0) {
			CHECK_INT(leat_sem_getvalue(semaphore, &value), 0);
			printf("%d are in, and the semaphore is at %d\n", in, value);
		}
		/* One may go when the room is full, or nobody is left to fill it. */
		if (let_go == left && (in == ROOM || entered == CHILDREN) && in > 0) {
			CHECK_INT(leat_write(go[1], "g", 1), 1);
			let_go++;
		}
	}
	for (i = 0; i < CHILDREN; i++) {
		CHECK(leat_wait(&status) != -1);
		CHECK_INT(status, 0);
	}
	printf("%d have been in, never more than %d at a time\n", entered, most);
	CHECK_INT(leat_sem_close(semaphore), 0);
	return 0;
}
