/*
 * Note 002, Wait and Post Operation: semop() with -1 waits until it can subtract 1, and with +1 posts; IPC_NOWAIT fails
 * instead of waiting; a set has several semaphores, and one call operates on all or on none of them.
 *
 *     parent: +1 --> [ set: 0, 0 ] --> child: -1, blocked until then
 *
 * semget() allocates the set and semctl() removes it: it does not go away with the last process that used it.
 */
/* prints:
with IPC_NOWAIT, a wait that would block fails
two at once: the second would block, so the first is not done either, and is still 1
1 process is waiting, and the parent posts
the child has waited
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

static struct sembuf operation(unsigned short number, short op, short flags)
{
	struct sembuf result;

	result.sem_num = number;
	result.sem_op = op;
	result.sem_flg = flags;
	return result;
}

int main(void)
{
	struct sembuf post = operation(0, 1, 0), wait_for_it = operation(0, -1, 0), both[2];
	unsigned short zeros[2] = { 0, 0 };
	union semun argument;
	int status;
	pid_t pid;

	set = leat_semget(IPC_PRIVATE, 2, IPC_CREAT | 0600);
	if (set == -1) {
		leat_perror("semget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_set);
	argument.array = zeros; /* a new semaphore has no value that one may rely on */
	CHECK_INT(leat_semctl(set, 0, SETALL, argument), 0);

	both[0] = operation(0, -1, IPC_NOWAIT);
	both[1] = operation(1, -1, IPC_NOWAIT);
	CHECK(leat_semop(set, both, 1) == -1 && errno == EAGAIN);
	printf("with IPC_NOWAIT, a wait that would block fails\n");

	CHECK_INT(leat_semop(set, &post, 1), 0);
	CHECK(leat_semop(set, both, 2) == -1 && errno == EAGAIN);
	printf("two at once: the second would block, so the first is not done either, and is still %d\n",
	       leat_semctl(set, 0, GETVAL));
	CHECK_INT(leat_semop(set, both, 1), 0);
	fflush(stdout);

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		while (leat_semop(set, &wait_for_it, 1) == -1)
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
	CHECK_INT(leat_semop(set, &post, 1), 0);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return 0;
}
