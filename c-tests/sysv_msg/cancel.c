/*
 * A thread that waits for a message, or for room in a full queue, can be cancelled there.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/ipc.h>
#include <sys/msg.h>

#include "blocked.h"

struct message {
	long type;
	char text[1000];
};

/* Not on the stack of the thread: AddressSanitizer does not see that a cancelled thread leaves its functions. */
static int empty, full;
static struct message received, sent = {1, ""};

static void in_msgrcv(void)
{
	leat_msgrcv(empty, &received, sizeof received.text, 0, 0);
}

static void in_msgsnd(void)
{
	leat_msgsnd(full, &sent, sizeof sent.text, 0);
}

int main(void)
{
	CHECK((empty = leat_msgget(IPC_PRIVATE, 0600)) >= 0);
	CHECK((full = leat_msgget(IPC_PRIVATE, 0600)) >= 0);
	while (leat_msgsnd(full, &sent, sizeof sent.text, IPC_NOWAIT) == 0)
		;
	CHECK_INT(errno, EAGAIN);
	CHECK_CANCELLED(in_msgrcv);
	CHECK_CANCELLED(in_msgsnd);
	CHECK_INT(leat_msgctl(empty, IPC_RMID, NULL), 0);
	CHECK_INT(leat_msgctl(full, IPC_RMID, NULL), 0);
	return 0;
}
