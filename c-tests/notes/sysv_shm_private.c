/*
 * Note 002, Shared Memory, Cons: IPC_PRIVATE makes a new segment, for a parent and its children, and that is all it
 * does: it gives no exclusive access. Whoever learns the id, a number, attaches the segment; only the mode keeps a
 * process out, as sysv_shm_mode.c shows.
 *
 *     parent ----------- id, by fork ----------> child
 *          \---- the id as a word of the command line ----> a stranger, exec'ed
 *
 * "All the processes must use the same key", says the note: not so here. IPC_PRIVATE is the same key for everybody, and
 * another segment each time; what they must have in common is the id.
 */
/* prints:
IPC_PRIVATE a second time is another segment
the child found: for my child only
the stranger found: thank you
the parent found: a stranger was here
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { SIZE = 64 };

static pid_t owner;
static int ids[2] = { -1, -1 };

static void remove_segments(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		if (getpid() == owner && ids[i] != -1)
			leat_shmctl(ids[i], IPC_RMID, NULL);
	}
}

static char *attach(int id)
{
	void *memory = leat_shmat(id, NULL, 0);

	if (memory == (void *)-1) {
		leat_perror("shmat");
		exit(1);
	}
	return (char *)memory;
}

/* The child, which has inherited the id in a variable, or the stranger, which was told it. */
static void look(const char *who, int id, const char *answer)
{
	char *memory = attach(id);

	printf("%s found: %s\n", who, memory);
	snprintf(memory, SIZE, "%s", answer);
	CHECK_INT(leat_shmdt(memory), 0);
	exit(0);
}

static pid_t start(void)
{
	pid_t pid;

	fflush(stdout);
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	return pid;
}

static void wait_for(pid_t pid)
{
	int status;

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

int main(int argc, char **argv)
{
	char number[16], *memory;
	pid_t pid;
	int i;

	if (argc == 2)
		look("the stranger", atoi(argv[1]), "a stranger was here");
	owner = getpid();
	atexit(remove_segments);
	for (i = 0; i < 2; i++) {
		ids[i] = leat_shmget(IPC_PRIVATE, SIZE, IPC_CREAT | IPC_EXCL | 0600);
		if (ids[i] == -1) {
			leat_perror("shmget");
			exit(1);
		}
	}
	CHECK(ids[0] != ids[1]);
	printf("IPC_PRIVATE a second time is another segment\n");
	memory = attach(ids[0]);
	strcpy(memory, "for my child only");

	if ((pid = start()) == 0)
		look("the child", ids[0], "thank you");
	wait_for(pid);

	snprintf(number, sizeof number, "%d", ids[0]);
	if ((pid = start()) == 0) {
		leat_execlp(argv[0], argv[0], number, (char *)NULL); /* all that it is told */
		leat_perror("execlp");
		_exit(127);
	}
	wait_for(pid);
	printf("the parent found: %s\n", memory);
	CHECK_INT(leat_shmdt(memory), 0);
	return 0;
}
