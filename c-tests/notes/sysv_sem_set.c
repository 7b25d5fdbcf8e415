/*
 * Note 002, Process semaphore: semget() allocates a set of semaphores; semop() takes an array of operations, each on
 * the semaphore of its sem_num, and does all of them at once or none; semctl() frees the set. Nobody else does: a set
 * outlives its processes, so that the last one to use it must remove it.
 *
 *     forks on the table:    [0: 1]  [1: 1]  [2: 1]       needs:  A  0 and 1
 *     A takes two at once:   [0: 0]  [1: 0]  [2: 1]               B  1 and 2
 *     B cannot, takes none:  [0: 0]  [1: 0]  [2: 1]  <-- fork 2 is not held by one who waits for fork 1
 */
/* prints:
3 semaphores: 1 1 1
A takes 0 and 1: 0 0 1
B gets neither 1 nor 2: 0 0 1
A puts both back: 1 1 1
B takes 1 and 2: 1 0 0
a positive number is added at once: 1 0 5
3 of 5 are taken: 1 0 2
3 of 2 are not, with IPC_NOWAIT: 1 0 2
there is no semaphore 3: EFBIG
all who used it have ended, and it is there: 1 0 2
removed: it is an error to name it
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { FORKS = 3 };

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

static struct sembuf operation(unsigned short number, short op)
{
	struct sembuf result;

	result.sem_num = number;
	result.sem_op = op;
	result.sem_flg = IPC_NOWAIT; /* what would have to wait fails: here everything is to be seen by one process */
	return result;
}

static int operate(unsigned short number, short op)
{
	struct sembuf one = operation(number, op);

	return leat_semop(set, &one, 1);
}

static int both(unsigned short first, unsigned short second, short op)
{
	struct sembuf two[2];

	two[0] = operation(second, op); /* the one that B could have, first */
	two[1] = operation(first, op);
	return leat_semop(set, two, 2);
}

static void print(const char *what)
{
	unsigned short values[FORKS];
	union semun argument;

	argument.array = values;
	CHECK_INT(leat_semctl(set, 0, GETALL, argument), 0);
	printf("%s: %d %d %d\n", what, values[0], values[1], values[2]);
}

/* Everything is done by a child, so that in the end nobody is left who has used the set. */
static void use(void)
{
	CHECK_INT(both(0, 1, -1), 0);
	print("A takes 0 and 1");
	CHECK_FAILS(both(1, 2, -1), -1, EAGAIN, "semop");
	print("B gets neither 1 nor 2");
	CHECK_INT(both(0, 1, 1), 0);
	print("A puts both back");
	CHECK_INT(both(1, 2, -1), 0);
	print("B takes 1 and 2");

	CHECK_INT(operate(2, 5), 0);
	print("a positive number is added at once");
	CHECK_INT(operate(2, -3), 0);
	print("3 of 5 are taken");
	CHECK_FAILS(operate(2, -3), -1, EAGAIN, "semop");
	print("3 of 2 are not, with IPC_NOWAIT");
	CHECK_FAILS(operate(3, 1), -1, EFBIG, "semop");
	printf("there is no semaphore 3: EFBIG\n");
	exit(0);
}

int main(void)
{
	unsigned short ones[FORKS] = { 1, 1, 1 };
	union semun argument;
	int status;
	pid_t pid;

	set = leat_semget(IPC_PRIVATE, FORKS, IPC_CREAT | 0600);
	if (set == -1) {
		leat_perror("semget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_set);
	argument.array = ones;
	CHECK_INT(leat_semctl(set, 0, SETALL, argument), 0);
	print("3 semaphores");
	fflush(stdout);

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		use();
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	print("all who used it have ended, and it is there");
	CHECK_INT(leat_semctl(set, 0, IPC_RMID), 0);
	CHECK_FAILS(leat_semctl(set, 0, GETVAL), -1, EINVAL, "semctl");
	printf("removed: it is an error to name it\n");
	return 0;
}
