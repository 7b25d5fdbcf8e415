/*
 * A System V id that is none: -1, a key, or that of an object which was removed, before the call or while it waited.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

#include "blocked.h"
#include "child.h"
#include "explained.h"

static long message[2] = {1, 0};
static int removed;

static int wait_for_a_message(void)
{
	CHECK_EXPLAINED(leat_msgrcv(removed, message, 8, 0, 0), -1, EIDRM, "msgrcv",
	                text("message queue %d was removed while this call waited for it.", removed));
	return 0;
}

static int wait_for_a_semaphore(void)
{
	struct sembuf take = {0, -1, 0};

	CHECK_EXPLAINED(leat_semop(removed, &take, 1), -1, EIDRM, "semop",
	                text("semaphore set %d was removed while this call waited for it.", removed));
	return 0;
}

static pid_t start(int (*work)(void))
{
	pid_t child = leat_fork();

	CHECK(child >= 0);
	if (child == 0)
		_exit(work());
	wait_until_child_sleeps(child);
	return child;
}

static void removed_while_waiting(void)
{
	pid_t child;

	CHECK((removed = leat_msgget(IPC_PRIVATE, 0600)) >= 0);
	child = start(wait_for_a_message);
	CHECK_INT(leat_msgctl(removed, IPC_RMID, NULL), 0);
	CHECK_INT(exit_status_of(child), 0);

	CHECK((removed = leat_semget(IPC_PRIVATE, 1, 0600)) >= 0);
	child = start(wait_for_a_semaphore);
	CHECK_INT(leat_semctl(removed, 0, IPC_RMID), 0);
	CHECK_INT(exit_status_of(child), 0);
}

/* The kernel gives a place in its table anew when it has gone round the table. */
static void succeeded(void)
{
	int old, id, tries;

	CHECK((old = leat_msgget(IPC_PRIVATE, 0600)) >= 0);
	CHECK_INT(leat_msgctl(old, IPC_RMID, NULL), 0);
	for (tries = 0; tries < 100000; tries++) {
		CHECK((id = leat_msgget(IPC_PRIVATE, 0600)) >= 0);
		if ((id & 0x7fff) == (old & 0x7fff) && id != old)
			break;
		CHECK_INT(leat_msgctl(id, IPC_RMID, NULL), 0);
	}
	if (tries == 100000)
		return;
	CHECK_EXPLAINED(leat_msgsnd(old, message, 1, IPC_NOWAIT), -1, EINVAL, "msgsnd",
	                text("no message queue has the id %d now", old), text("belongs to message queue %d now.", id));
	CHECK_INT(leat_msgctl(id, IPC_RMID, NULL), 0);
}

int main(void)
{
	key_t key = (key_t)(0x40000000u | (unsigned)getpid());
	struct sembuf take = {0, -1, 0};
	int id;

	CHECK_EXPLAINED(leat_msgsnd(-1, message, 1, 0), -1, EINVAL, "msgsnd",
	                "the id is -1, which is what msgget returns when it fails", "Do: check what msgget returned");
	CHECK_EXPLAINED(leat_semop(-1, &take, 1), -1, EINVAL, "semop", "what semget returns when it fails");
	CHECK_EXPLAINED(leat_shmat(-1, NULL, 0), (void *)-1, EINVAL, "shmat", "what shmget returns when it fails");
	CHECK_EXPLAINED(leat_semctl(-5, 0, GETVAL), -1, EINVAL, "semctl", "the id is -5, and ids are not negative");

	CHECK((id = leat_msgget(key, IPC_CREAT | 0600)) >= 0);
	CHECK_EXPLAINED(leat_msgsnd(key, message, 1, 0), -1, EINVAL, "msgsnd",
	                text("%d is not an id: it is the key of message queue %d.", key, id));
	CHECK_INT(leat_msgctl(id, IPC_RMID, NULL), 0);
	CHECK_EXPLAINED(leat_msgrcv(id, message, 1, 0, IPC_NOWAIT), -1, EINVAL, "msgrcv",
	                text("no message queue has the id %d now", id), "Do: call msgget again");
	CHECK_EXPLAINED(leat_msgctl(id, IPC_RMID, NULL), -1, EINVAL, "msgctl", text("no message queue has the id %d now", id));

	CHECK((id = leat_shmget(IPC_PRIVATE, 10, 0600)) >= 0);
	CHECK_EXPLAINED(leat_shmctl(id, 12345, NULL), -1, EINVAL, "shmctl", "the command 12345 is not known to this call");
	CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);
	CHECK_EXPLAINED(leat_shmat(id, NULL, 0), (void *)-1, EINVAL, "shmat", text("no segment has the id %d now", id));

	removed_while_waiting();
	succeeded();
	return 0;
}
