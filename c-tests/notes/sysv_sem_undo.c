/*
 * Note 002, Process semaphore: with SEM_UNDO, Linux undoes a process's operations on a semaphore when the process ends,
 * also when it is killed while it holds the semaphore; without it, nobody would get in any more.
 *
 *     semaphore:   1 -- child: -1 --> 0 -- child is killed --> with SEM_UNDO 1, without 0
 */
/* prints:
with SEM_UNDO: the killed child leaves 1
without: the killed child leaves 0
*/
#include <leat.h>

#include <signal.h>
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

/* The semaphore's value after a child took it with `flags` and was killed. */
static int value_after_crash(short flags)
{
	struct sembuf take;
	union semun argument;
	int status;
	pid_t pid;

	argument.val = 1;
	CHECK_INT(leat_semctl(set, 0, SETVAL, argument), 0);
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		take.sem_num = 0;
		take.sem_op = -1;
		take.sem_flg = flags;
		CHECK_INT(leat_semop(set, &take, 1), 0);
		CHECK_INT(leat_semctl(set, 0, GETVAL), 0);
		leat_raise(SIGKILL); /* no handler, no atexit: only the kernel can tidy up now */
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	return leat_semctl(set, 0, GETVAL);
}

int main(void)
{
	set = leat_semget(IPC_PRIVATE, 1, IPC_CREAT | 0600);
	if (set == -1) {
		leat_perror("semget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_set);

	printf("with SEM_UNDO: the killed child leaves %d\n", value_after_crash(SEM_UNDO));
	fflush(stdout);
	printf("without: the killed child leaves %d\n", value_after_crash(0));
	return 0;
}
