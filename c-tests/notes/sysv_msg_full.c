/*
 * Note 003, Message passing with queues: when the queue is full, a sender may wait, discard its message, or make room
 * at the cost of an older one. msgsnd() itself waits, or with IPC_NOWAIT fails with EAGAIN: what then becomes of the
 * message is the sender's choice, and to overwrite the oldest it must receive it.
 *
 *     [ 1 2 3 4 ] <-- 5       wait:             [ 2 3 4 5 ]     when the receiver has taken 1
 *                             discard:          [ 1 2 3 4 ]
 *                             drop the oldest:  [ 2 3 4 5 ]
 */
/* prints:
the queue has room for 4 messages
wait: the sender of 5 sleeps until 1 is received; then come 2 3 4 5
discard: 1 2 3 4
drop the oldest: 2 3 4 5
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

enum { ROOM = 4 };

struct message {
	long type;
	int number;
};

static pid_t owner;
static int queue;

static void remove_queue(void)
{
	if (getpid() == owner)
		leat_msgctl(queue, IPC_RMID, NULL); /* a sender that waits gets EIDRM, and ends */
}

/* 0, or -1 and why, as msgsnd() */
static int send_number(int number, int flags)
{
	struct message message = { 1, 0 };

	message.number = number;
	return leat_msgsnd(queue, &message, sizeof message.number, flags);
}

/* The number, or -1: there is none. */
static int receive_number(void)
{
	struct message message = { 0, 0 };

	if (leat_msgrcv(queue, &message, sizeof message.number, 0, IPC_NOWAIT) != -1)
		return message.number;
	CHECK_INT(errno, ENOMSG);
	return -1;
}

static void fill(void)
{
	int i;

	for (i = 1; i <= ROOM; i++)
		CHECK_INT(send_number(i, IPC_NOWAIT), 0);
	CHECK_FAILS(send_number(5, IPC_NOWAIT), -1, EAGAIN, "msgsnd");
}

static void print_all(void)
{
	int number;

	while ((number = receive_number()) != -1)
		printf(" %d", number);
	printf("\n");
	fflush(stdout);
}

int main(void)
{
	struct msqid_ds about;
	int status;
	pid_t pid;

	queue = leat_msgget(IPC_PRIVATE, IPC_CREAT | 0600);
	if (queue == -1) {
		leat_perror("msgget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_queue);
	/* How many bytes of data it holds. Its owner may make that less. */
	CHECK_INT(leat_msgctl(queue, IPC_STAT, &about), 0);
	about.msg_qbytes = ROOM * sizeof(int);
	CHECK_INT(leat_msgctl(queue, IPC_SET, &about), 0);
	fill();
	printf("the queue has room for %d messages\n", ROOM);
	fflush(stdout);

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		_exit(send_number(5, 0) != 0);
	wait_until_child_sleeps(pid);
	printf("wait: the sender of 5 sleeps until %d is received; then come", receive_number());
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	print_all();

	fill();
	if (send_number(5, IPC_NOWAIT) == -1) /* and the message is dropped */
		printf("discard:");
	print_all();

	fill();
	while (send_number(5, IPC_NOWAIT) == -1) {
		CHECK_INT(errno, EAGAIN);
		CHECK_INT(receive_number(), 1);
	}
	printf("drop the oldest:");
	print_all();
	return 0;
}
