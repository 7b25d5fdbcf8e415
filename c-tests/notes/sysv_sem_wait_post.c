/*
 * Note 002, Wait and Post Operation: semop() with -1 waits until it can subtract 1, and with +1 posts. More than one
 * operation at a time, and IPC_NOWAIT, are shown by sysv_sem_set.c.
 *
 *     parent: +1 --> [ set: 0 ] --> child: -1, blocked until then
 *
 * semget() allocates the set and semctl() removes it: it does not go away with the last process that used it.
 */
/* prints:
1 process is waiting, and the parent posts
the child has waited
1 was added and 1 subtracted: the value is 0
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

static int operate(short op)
{
	struct sembuf operation;

	operation.sem_num = 0; /* the only one of the set */
	operation.sem_op = op;
	operation.sem_flg = 0;
	return leat_semop(set, &operation, 1);
}

int main(void)
{
	union semun argument;
	int status;
	pid_t pid;

	set = leat_semget(IPC_PRIVATE, 1, IPC_CREAT | 0600);
	if (set == -1) {
		leat_perror("semget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_set);
	argument.val = 0; /* a new semaphore has no value that one may rely on */
	CHECK_INT(leat_semctl(set, 0, SETVAL, argument), 0);

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		while (operate(-1) == -1)
			CHECK_INT(errno, EINTR); /* a process that was stopped and continued gets it too: wait again */
		printf("the child has waited\n");
		exit(0);
	}
	while (leat_semctl(set, 0, GETNCNT) == 0) { /* until the child is in its wait */
		CHECK_INT(leat_waitpid(pid, &status, WNOHANG), 0);
		sched_yield();
	}
	printf("%d process is waiting, and the parent posts\n", leat_semctl(set, 0, GETNCNT));
	fflush(stdout);
	CHECK_INT(operate(1), 0);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("1 was added and 1 subtracted: the value is %d\n", leat_semctl(set, 0, GETVAL));
	return 0;
}
