/*
 * Note 002, Wait and Post Operation: a sem_op of 0 waits until the value is 0, and does not change it. So a value can
 * count what is still to be done, and any number of processes wait until all is done.
 *
 *     value:      3 -----> 2 -----> 1 -----> 0
 *     parent:        -1       -1       -1
 *     children:   0 . . . . . . . . . . . . .| go on, both
 */
/* prints:
with IPC_NOWAIT, 0 fails while the value is 3
value 3: 2 processes wait for 0
value 2: 2 processes wait for 0
value 1: 2 processes wait for 0
value 0: both went on, and it is still 0
at 0, nobody has to wait
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

enum { CHILDREN = 2, WORK = 3 };

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
		leat_semctl(set, 0, IPC_RMID); /* which also ends the wait of a child that still waits */
}

static int operate(short op, short flags)
{
	struct sembuf operation;
	int result;

	operation.sem_num = 0;
	operation.sem_op = op;
	operation.sem_flg = flags;
	while ((result = leat_semop(set, &operation, 1)) == -1 && errno == EINTR)
		continue;
	return result;
}

static void wait_until_all_wait(void)
{
	while (leat_semctl(set, 0, GETZCNT) != CHILDREN) { /* "zero count": how many wait for 0 */
		CHECK_INT(leat_waitpid(-1, NULL, WNOHANG), 0); /* none has gone on */
		sched_yield();
	}
}

int main(void)
{
	union semun argument;
	int status, i;
	pid_t pid;

	set = leat_semget(IPC_PRIVATE, 1, IPC_CREAT | 0600);
	if (set == -1) {
		leat_perror("semget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_set);
	argument.val = WORK;
	CHECK_INT(leat_semctl(set, 0, SETVAL, argument), 0);
	CHECK_FAILS(operate(0, IPC_NOWAIT), -1, EAGAIN, "semop");
	printf("with IPC_NOWAIT, 0 fails while the value is %d\n", leat_semctl(set, 0, GETVAL));

	fflush(stdout);
	for (i = 0; i < CHILDREN; i++) {
		CHECK((pid = leat_fork()) != -1);
		if (pid == 0) {
			CHECK_INT(operate(0, 0), 0);
			_exit(0);
		}
	}
	for (i = 0; i < WORK; i++) {
		wait_until_all_wait();
		printf("value %d: %d processes wait for 0\n", leat_semctl(set, 0, GETVAL),
		       leat_semctl(set, 0, GETZCNT));
		CHECK_INT(operate(-1, 0), 0);
	}
	for (i = 0; i < CHILDREN; i++) {
		CHECK(leat_wait(&status) != -1);
		CHECK_INT(status, 0);
	}
	printf("value 0: both went on, and it is still %d\n", leat_semctl(set, 0, GETVAL));
	CHECK_INT(operate(0, 0), 0);
	printf("at 0, nobody has to wait\n");
	return 0;
}
