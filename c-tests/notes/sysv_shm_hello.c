/*
 * Note 003, Shared Memory: the child writes "Hello World" into a System V segment of 32 bytes, and the parent reads it
 * there; nothing is copied, and nothing but the waitpid() keeps the parent from reading too early.
 *
 *     child:  mem ---\                     /--- mem  :parent
 *                     [ segment: 32 bytes ]
 */
/* prints:
The message the parent received from the child is Hello World.
removed, but attached: Hello World is still there
detached by the last process: the segment is gone
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { SIZE = 32 };

static pid_t owner;
static int shmid;

static void remove_segment(void)
{
	if (getpid() == owner)
		leat_shmctl(shmid, IPC_RMID, NULL); /* it outlives its processes, as a queue does */
}

static char *attach(void)
{
	void *mem = leat_shmat(shmid, NULL, 0);

	if (mem == (void *)-1) { /* shmat's failure is not NULL */
		leat_perror("shmat");
		exit(1);
	}
	return (char *)mem;
}

int main(void)
{
	char *mem;
	int status;
	pid_t pid;

	shmid = leat_shmget(IPC_PRIVATE, SIZE, IPC_CREAT | 0600);
	if (shmid == -1) {
		leat_perror("shmget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_segment);

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		mem = attach();
		snprintf(mem, SIZE, "Hello World"); /* a new segment is all zeros: no memset is needed */
		CHECK_INT(leat_shmdt(mem), 0);
		exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);

	mem = attach();
	printf("The message the parent received from the child is %s.\n", mem);

	CHECK_INT(leat_shmctl(shmid, IPC_RMID, NULL), 0);
	printf("removed, but attached: %s is still there\n", mem);
	CHECK_INT(leat_shmdt(mem), 0);
	CHECK_FAILS(leat_shmat(shmid, NULL, 0), (void *)-1, EINVAL, "shmat");
	printf("detached by the last process: the segment is gone\n");
	return 0;
}
