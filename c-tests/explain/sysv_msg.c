/*
 * System V queues: messages without a type, too long, not there, longer than the buffer, and a queue that is full.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static struct {
	long type;
	char text[8192];
} message;

static int queue;

/* What the kernel allows. */
static unsigned long number(const char *path)
{
	unsigned long value = 0;
	FILE *file = fopen(path, "r");

	CHECK(file != NULL && fscanf(file, "%lu", &value) == 1);
	fclose(file);
	return value;
}

static void put(long type, size_t size)
{
	message.type = type;
	CHECK_INT(leat_msgsnd(queue, &message, size, IPC_NOWAIT), 0);
}

static void sending(void)
{
	unsigned long most = number("/proc/sys/kernel/msgmax");

	message.type = 0;
	CHECK_EXPLAINED(leat_msgsnd(queue, &message, 1, 0), -1, EINVAL, "msgsnd", "its mtype, is 0, but it must be 1 or more",
	                "Do: set mtype");
	message.type = -3;
	CHECK_EXPLAINED(leat_msgsnd(queue, &message, 1, 0), -1, EINVAL, "msgsnd", "its mtype, is -3");
	message.type = 1;
	CHECK_EXPLAINED(leat_msgsnd(queue, &message, most + 1, 0), -1, EINVAL, "msgsnd", text("the size is %lu", most + 1),
	                text("allows %lu bytes a message (/proc/sys/kernel/msgmax)", most));
	CHECK_EXPLAINED(leat_msgsnd(queue, &message, (size_t)-1, 0), -1, EINVAL, "msgsnd", "the size is -1, which was negative");
}

static void receiving(void)
{
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 10, 0, IPC_NOWAIT), -1, ENOMSG, "msgrcv",
	                text("message queue %d is empty now", queue), "Nobody has sent to it yet.", "Do: leave out IPC_NOWAIT");
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, (size_t)-2, 0, 0), -1, EINVAL, "msgrcv", "the size is -2");
	put(7, 64);
	put(5, 32);
	put(7, 1);
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 10, 2, IPC_NOWAIT), -1, ENOMSG, "msgrcv", "has no message of type 2",
	                "by this process.");
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 10, -4, IPC_NOWAIT), -1, ENOMSG, "msgrcv", "no message of a type up to 4");
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 20, 0, 0), -1, E2BIG, "msgrcv", "but the size is 20",
	                "the message stays in the queue", "Do: pass the size of the structure without its mtype");
	/* Where a message can be looked at without taking it. */
	if (msgrcv(queue, &message, sizeof message.text, 0, MSG_COPY | IPC_NOWAIT) == -1)
		return;
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 10, 2, IPC_NOWAIT), -1, ENOMSG, "msgrcv",
	                "it has 3 messages now, of type 7 or 5");
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 20, 0, 0), -1, E2BIG, "msgrcv", "the first message has 64 bytes");
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 20, 5, 0), -1, E2BIG, "msgrcv", "the first message of type 5 has 32 bytes");
	/* Of the lowest type, not the first in the queue. */
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 20, -7, 0), -1, E2BIG, "msgrcv",
	                "the first message of a type up to 7 has 32 bytes");
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, sizeof(char *), 0, 0), -1, E2BIG, "msgrcv", "the size is 8, that of a pointer",
	                "Do: pass the size of the structure, not of a pointer to it");
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 20, 9, MSG_COPY | IPC_NOWAIT), -1, ENOMSG, "msgrcv",
	                "a place in the queue, counted from 0", "has 3 messages, and so none at 9");
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 20, 1, MSG_COPY), -1, EINVAL, "msgrcv",
	                "MSG_COPY is not allowed without IPC_NOWAIT");
	CHECK_EXPLAINED(leat_msgrcv(queue, &message, 20, 1, MSG_COPY | MSG_EXCEPT | IPC_NOWAIT), -1, EINVAL, "msgrcv",
	                "MSG_COPY and MSG_EXCEPT exclude each other");
}

static int receive_one(void)
{
	return leat_msgrcv(queue, &message, sizeof message.text, 0, IPC_NOWAIT) == -1;
}

static void set_capacity(unsigned long bytes)
{
	struct msqid_ds status;

	CHECK_INT(leat_msgctl(queue, IPC_STAT, &status), 0);
	status.msg_qbytes = bytes;
	CHECK_INT(leat_msgctl(queue, IPC_SET, &status), 0);
}

static void a_full_queue(void)
{
	set_capacity(1000);
	put(1, 400);
	put(1, 500);
	CHECK_EXPLAINED(leat_msgsnd(queue, &message, 200, IPC_NOWAIT), -1, EAGAIN, "msgsnd",
	                text("message queue %d is full: it has 900 of 1000 bytes in 2 messages now, and 200 more do not fit", queue),
	                "Nobody has received from it yet.", "Do: receive from it; or leave out IPC_NOWAIT");
	CHECK_INT(in_child(receive_one), 0);
	CHECK_EXPLAINED(leat_msgsnd(queue, &message, 600, IPC_NOWAIT), -1, EAGAIN, "msgsnd", "500 of 1000 bytes in 1 messages",
	                "It was last received from ", ", which has ended.");
	CHECK_EXPLAINED(leat_msgsnd(queue, &message, 1001, IPC_NOWAIT), -1, EAGAIN, "msgsnd", "1001 bytes never fit into",
	                "which holds 1000 (its msg_qbytes)");
	/* As many messages as bytes. */
	CHECK_INT(in_child(receive_one), 0);
	set_capacity(2);
	put(1, 0);
	put(1, 0);
	CHECK_EXPLAINED(leat_msgsnd(queue, &message, 0, IPC_NOWAIT), -1, EAGAIN, "msgsnd", "it has 2 messages now",
	                "and may have as many as it may have bytes, 2");
}

/* Who may send to a queue, but not read it, is told as much. */
static int full_for_another(void)
{
	if (!become_unprivileged())
		return 0;
	CHECK_EXPLAINED(leat_msgsnd(queue, &message, 0, IPC_NOWAIT), -1, EAGAIN, "msgsnd", text("message queue %d is full", queue),
	                "2 messages now");
	return 0;
}

static int more_than_allowed(void)
{
	unsigned long most = number("/proc/sys/kernel/msgmnb");
	struct msqid_ds status;
	int own;

	if (!become_unprivileged())
		return 0;
	CHECK((own = leat_msgget(IPC_PRIVATE, 0600)) >= 0);
	CHECK_INT(leat_msgctl(own, IPC_STAT, &status), 0);
	status.msg_qbytes = most + 1;
	CHECK_EXPLAINED(leat_msgctl(own, IPC_SET, &status), -1, EPERM, "msgctl",
	                text("may raise msg_qbytes above %lu (/proc/sys/kernel/msgmnb)", most));
	CHECK_INT(leat_msgctl(own, IPC_RMID, NULL), 0);
	return 0;
}

int main(void)
{
	CHECK((queue = leat_msgget(IPC_PRIVATE, 0622)) >= 0);
	sending();
	receiving();
	CHECK_INT(leat_msgctl(queue, IPC_RMID, NULL), 0);
	CHECK((queue = leat_msgget(IPC_PRIVATE, 0622)) >= 0);
	a_full_queue();
	CHECK_INT(in_child(full_for_another), 0);
	CHECK_INT(in_child(more_than_allowed), 0);
	CHECK_INT(leat_msgctl(queue, IPC_RMID, NULL), 0);
	return 0;
}
