/*
 * Note 003, Message passing with queues: the parent sends a message of type 42 that carries 252, and the child receives
 * it from the queue, which the operating system owns. A queue that nobody removes stays until the machine restarts. The
 * note's child removes it, and if that fails before, nobody; here the parent does, and in any case.
 *
 *     parent: msgsnd --> [ 42: 252 ] --> child: msgrcv(..., 42, ...)
 */
/* prints:
Received 252!
removed: there is no such queue any more
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

struct msg {
	long mtype;
	int data;
};

static pid_t owner;
static int msgqid;

static void remove_queue(void)
{
	if (getpid() == owner)
		leat_msgctl(msgqid, IPC_RMID, NULL);
}

int main(void)
{
	struct msg m;
	int status;
	pid_t pid;

	msgqid = leat_msgget(IPC_PRIVATE, IPC_CREAT | 0600);
	if (msgqid == -1) {
		leat_perror("msgget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_queue);

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		/* The size is that of the data alone, without the type in front of it. */
		if (leat_msgrcv(msgqid, &m, sizeof m.data, 42, 0) == -1) {
			leat_perror("msgrcv");
			exit(1);
		}
		CHECK_INT(m.mtype, 42);
		printf("Received %d!\n", m.data);
		exit(0);
	}
	m.mtype = 42;
	m.data = 252;
	if (leat_msgsnd(msgqid, &m, sizeof m.data, 0) == -1) {
		leat_perror("msgsnd");
		exit(1);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);

	CHECK_INT(leat_msgctl(msgqid, IPC_RMID, NULL), 0);
	CHECK_FAILS(leat_msgsnd(msgqid, &m, sizeof m.data, IPC_NOWAIT), -1, EINVAL, "msgsnd");
	printf("removed: there is no such queue any more\n");
	return 0;
}
