/*
 * Note 003, Overview: sending and receiving may block or not, which makes four combinations. A sender that blocks goes
 * on when its message has been received, a receiver that blocks when there is a message. A queue does not make a sender
 * wait as long as it has room; the sender that blocks here waits for a receipt.
 *
 *                                   receiver does not block             receiver blocks
 *     sender does not block         both always go on                   usual: the receiver waits for the message
 *     sender blocks                 uncommon: the sender waits          rendezvous: the first waits for the other
 *
 * "Sync send, sync receive", says the note of the case in which the receiver goes on whether or not there is a message:
 * that is a blocking send, but not a blocking receive.
 */
/* prints:
neither blocks: the receiver finds nothing; the sender goes on; a second look finds it
only the receiver blocks: it sleeps; the sender sends and goes on; the receiver has it
only the sender blocks: the receiver finds nothing; the sender sleeps until a second look finds it
both block: the receiver sleeps until the sender comes
both block: the sender sleeps until the receiver comes
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

enum { DATA = 1, RECEIPT = 2 }; /* types of message */
enum { DOES_NOT_BLOCK, BLOCKS };

struct message {
	long type;
	int number;
};

static pid_t owner;
static int queue;

static void remove_queue(void)
{
	if (getpid() == owner)
		leat_msgctl(queue, IPC_RMID, NULL); /* whoever waits at it gets EIDRM, and ends */
}

static void send_message(int how)
{
	struct message message = { DATA, 252 };

	CHECK_INT(leat_msgsnd(queue, &message, sizeof message.number, IPC_NOWAIT), 0);
	if (how == BLOCKS)
		CHECK_INT(leat_msgrcv(queue, &message, sizeof message.number, RECEIPT, 0), sizeof message.number);
}

/* Is there a message? A sender that blocks gets its receipt. */
static int receive_message(int how, int sender)
{
	struct message message = { 0, 0 };

	if (leat_msgrcv(queue, &message, sizeof message.number, DATA, how == BLOCKS ? 0 : IPC_NOWAIT) == -1) {
		CHECK_INT(errno, ENOMSG);
		return 0;
	}
	CHECK_INT(message.number, 252);
	message.type = RECEIPT;
	if (sender == BLOCKS)
		CHECK_INT(leat_msgsnd(queue, &message, sizeof message.number, IPC_NOWAIT), 0);
	return 1;
}

static pid_t start_sender(int how)
{
	pid_t pid;

	fflush(stdout); /* or the child might print it once more */
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		send_message(how);
		_exit(0);
	}
	return pid;
}

static pid_t start_receiver(int sender)
{
	pid_t pid;

	fflush(stdout); /* or the child might print it once more */
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		_exit(!receive_message(BLOCKS, sender));
	return pid;
}

static void wait_until_it_ends(pid_t pid)
{
	int status;

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

int main(void)
{
	pid_t pid;

	queue = leat_msgget(IPC_PRIVATE, IPC_CREAT | 0600);
	if (queue == -1) {
		leat_perror("msgget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_queue);

	CHECK(!receive_message(DOES_NOT_BLOCK, DOES_NOT_BLOCK));
	wait_until_it_ends(start_sender(DOES_NOT_BLOCK));
	CHECK(receive_message(DOES_NOT_BLOCK, DOES_NOT_BLOCK));
	printf("neither blocks: the receiver finds nothing; the sender goes on; a second look finds it\n");

	wait_until_child_sleeps(pid = start_receiver(DOES_NOT_BLOCK));
	send_message(DOES_NOT_BLOCK);
	wait_until_it_ends(pid);
	printf("only the receiver blocks: it sleeps; the sender sends and goes on; the receiver has it\n");

	CHECK(!receive_message(DOES_NOT_BLOCK, BLOCKS));
	wait_until_child_sleeps(pid = start_sender(BLOCKS));
	CHECK(receive_message(DOES_NOT_BLOCK, BLOCKS));
	wait_until_it_ends(pid);
	printf("only the sender blocks: the receiver finds nothing; the sender sleeps until a second look finds it\n");

	wait_until_child_sleeps(pid = start_receiver(BLOCKS));
	send_message(BLOCKS);
	wait_until_it_ends(pid);
	printf("both block: the receiver sleeps until the sender comes\n");

	wait_until_child_sleeps(pid = start_sender(BLOCKS));
	CHECK(receive_message(BLOCKS, BLOCKS));
	wait_until_it_ends(pid);
	printf("both block: the sender sleeps until the receiver comes\n");
	return 0;
}
