/*
 * POSIX and System V queues: who could send, who was the last to do so, and what is in the queue.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <mqueue.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hung.h"

struct message {
	long type;
	char text[8];
};

static char name[40];
static mqd_t queue;
static int id;

static void receives(void)
{
	char text[16];

	CHECK(leat_mq_receive(queue, text, sizeof text, NULL) >= 0);
}

/* It waits for its child, which receives what never comes. */
static void waits_for_receiver(void)
{
	pid_t receiver = begin(receives);

	CHECK_INT(leat_waitpid(receiver, NULL, 0), receiver);
}

static void receives_type_5(void)
{
	struct message message;

	CHECK(leat_msgrcv(id, &message, sizeof message.text, 5, 0) >= 0);
}

static void sends_without_end(void)
{
	struct message message = {7, "text"};

	while (leat_msgsnd(id, &message, sizeof message.text, 0) == 0)
		continue;
}

static void sends_type_7(void)
{
	struct message message = {7, "text"};

	CHECK_INT(leat_msgsnd(id, &message, sizeof message.text, 0), 0);
}

int main(void)
{
	struct mq_attr attributes;
	pid_t child, sender;

	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = 2;
	attributes.mq_msgsize = 16;
	snprintf(name, sizeof name, "/leat-hang-%ld", (long)getpid());
	queue = leat_mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
	CHECK(queue != (mqd_t)-1);
	child = begin(receives);
	wait_until_blocked(child, SYS_mq_timedreceive);
	CHECK_HANG(child, "a message in the queue", name + 1, text("is open for sending in %s itself", named(child)), named(getpid()));
	CHECK_HANG_WITHOUT(child, "Verdict");

	/* Others may open it by its name, as clients of a server do. */
	CHECK_INT(leat_mq_close(queue), 0);
	CHECK_HANG(child, text("is open for sending only in %s itself, as fd %d.", named(child), (int)queue));
	CHECK_HANG_WITHOUT(child, "Verdict");

	/* Without a name it is lost. */
	CHECK_INT(leat_mq_unlink(name), 0);
	CHECK_HANG(child, "Verdict: ", "the queue has been removed, and no other process has it open", "Do: call mq_unlink only when");
	end(child);

	/* A queue has no ends to close, and stdio does not write to it. */
	queue = leat_mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
	CHECK(queue != (mqd_t)-1);
	CHECK_INT(leat_mq_unlink(name), 0);
	child = begin(waits_for_receiver);
	CHECK_INT(leat_mq_close(queue), 0);
	wait_until_blocked(child, SYS_wait4);
	wait_until_said(&child, 1, " is a deadlock: "); /* until its child waits too */
	CHECK_GRAPH(&child, 1, text("to send to the queue \"%s\" (deleted)", name),
	            "Do: before waiting for the child, send the message that it waits for.");
	CHECK_GRAPH_WITHOUT(&child, 1, "write end");
	end(child);

	CHECK((id = leat_msgget(IPC_PRIVATE, 0600)) >= 0);
	child = begin(receives_type_5);
	wait_until_blocked(child, SYS_msgrcv);
	CHECK_HANG(child, text("a message of type 5 in System V message queue %d", id), "The queue is empty.",
	           "Nobody has ever sent to it.");
	CHECK_HANG_WITHOUT(child, "Verdict");
	sender = begin(sends_type_7);
	CHECK_INT(leat_waitpid(sender, NULL, 0), sender);
	CHECK_HANG(child, "The queue holds 1 message, but not one that is waited for.",
	           text("The last that sent to it was process %ld, which has ended.", (long)sender));
	end(child);

	child = begin(sends_without_end);
	wait_until_blocked(child, SYS_msgsnd);
	CHECK_HANG(child, text("room for a message of 8 bytes in System V message queue %d", id), "16384 that may be",
	           "Nobody has ever received from it.");
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);
	CHECK_INT(leat_msgctl(id, IPC_RMID, NULL), 0);
	return 0;
}
