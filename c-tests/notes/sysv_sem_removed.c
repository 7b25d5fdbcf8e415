/*
 * Note 002, Process semaphore ("the last process to use a semaphore must explicitly remove it"): the last, because a
 * set is removed at once, and whoever waits on it is not let in but told so: semop() fails with EIDRM.
 *
 *     child 1:   semop -1 . . . . . . | -1, EIDRM
 *     child 2:   semop -1 . . . . . . | -1, EIDRM
 *     parent:            semctl(IPC_RMID)         semop: -1, EINVAL
 *
 * A shared memory segment is kinder: removed, it stays until the last process has detached it.
 */
/* prints:
2 processes wait, and the parent removes the set
child 1 was told EIDRM
child 2 was told EIDRM
whoever comes now is told EINVAL: there is no such set
*/
#include <leat.h>

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { CHILDREN = 2 };

union semun { /* semctl's argument, which the program must declare itself */
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static pid_t owner;
static int set;

static void remove_set(void)
{
	if (getpid() == owner)
		leat_semctl(set, 0, IPC_RMID);
}

static int wait_on_it(void)
{
	struct sembuf operation;

	operation.sem_num = 0;
	operation.sem_op = -1;
	operation.sem_flg = 0;
	return leat_semop(set, &operation, 1);
}

static pid_t start_child(void)
{
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		CHECK_FAILS(wait_on_it(), -1, EIDRM, "semop");
		_exit(0);
	}
	return pid;
}

int main(void)
{
	pid_t children[CHILDREN];
	union semun argument;
	int status, i;

	set = leat_semget(IPC_PRIVATE, 1, IPC_CREAT | 0600);
	if (set == -1) {
		leat_perror("semget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_set);
	argument.val = 0;
	CHECK_INT(leat_semctl(set, 0, SETVAL, argument), 0);
	for (i = 0; i < CHILDREN; i++)
		children[i] = start_child();
	while (leat_semctl(set, 0, GETNCNT) != CHILDREN) { /* how many wait for more than there is */
		CHECK_INT(leat_waitpid(-1, NULL, WNOHANG), 0);
		sched_yield();
	}
	printf("%d processes wait, and the parent removes the set\n", leat_semctl(set, 0, GETNCNT));

	CHECK_INT(leat_semctl(set, 0, IPC_RMID), 0);
	for (i = 0; i < CHILDREN; i++) {
		CHECK_INT(leat_waitpid(children[i], &status, 0), children[i]);
		CHECK_INT(status, 0);
		printf("child %d was told EIDRM\n", i + 1);
	}
	CHECK_FAILS(wait_on_it(), -1, EINVAL, "semop");
	printf("whoever comes now is told EINVAL: there is no such set\n");
	return 0;
}
