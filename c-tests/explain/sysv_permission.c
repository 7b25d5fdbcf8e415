/*
 * Whose a System V object is, what its mode gives to whom, and who may remove it.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static int queue, set, segment;

/* What anybody can do to himself. */
static int to_oneself(void)
{
	key_t key = (key_t)getpid();
	int id;

	if (!become_unprivileged())
		return 0;
	CHECK((id = leat_msgget(key, IPC_CREAT)) >= 0);
	CHECK_EXPLAINED(leat_msgget(key, 0600), -1, EACCES, "msgget",
	                text("message queue %d has mode 0000, as it was made without permission bits", id),
	                text("Do: remove it (ipcrm -q %d), and make it with permission bits: IPC_CREAT | 0600.", id));
	CHECK_INT(leat_msgctl(id, IPC_RMID, NULL), 0);

	/* 0777 asks for permission to execute, which 0666 does not give. */
	CHECK((id = leat_shmget(key, 10, IPC_CREAT | 0666)) >= 0);
	CHECK_EXPLAINED(leat_shmget(key, 10, 0777), -1, EACCES, "shmget", "ask for read, write and execute permission",
	                text("segment %d has mode 0666", id), "which gives you (", ") read and write permission.", "Do: pass only the bits that you need");
	CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);

	CHECK((id = leat_shmget(IPC_PRIVATE, 10, 0400)) >= 0);
	CHECK_EXPLAINED(leat_shmat(id, NULL, 0), (void *)-1, EACCES, "shmat", "with mode 0400", "its owner: that gives read permission",
	                "the call needs read and write permission");
	CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);
	return 0;
}

static int to_another(void)
{
	struct sembuf take = {0, -1, 0};
	struct msqid_ds status;
	long message[2] = {1, 0};

	if (!become_unprivileged())
		return 0;
	CHECK_EXPLAINED(leat_msgsnd(queue, message, 1, 0), -1, EACCES, "msgsnd",
	                text("message queue %d belongs to root, group root, with mode 0640", queue),
	                "neither its owner nor in its group: that gives no permission, and the call needs write permission",
	                "Do: run both programs as the same user");
	CHECK_EXPLAINED(leat_msgrcv(queue, message, 1, 0, IPC_NOWAIT), -1, EACCES, "msgrcv", "the call needs read permission");
	CHECK_EXPLAINED(leat_msgctl(queue, IPC_STAT, &status), -1, EACCES, "msgctl", "the call needs read permission");
	CHECK_EXPLAINED(leat_semop(set, &take, 1), -1, EACCES, "semop", text("semaphore set %d belongs to root", set));
	CHECK_EXPLAINED(leat_semctl(set, 0, SETVAL, 1), -1, EACCES, "semctl", "the call needs write permission");
	CHECK_EXPLAINED(leat_semctl(set, 0, GETVAL), -1, EACCES, "semctl", "the call needs read permission");
	CHECK_EXPLAINED(leat_shmat(segment, NULL, 0), (void *)-1, EACCES, "shmat", "with mode 0644", "that gives read permission",
	                "the call needs read and write permission");
	CHECK_EXPLAINED(leat_shmctl(segment, IPC_RMID, NULL), -1, EPERM, "shmctl", text("segment %d belongs to root", segment),
	                "may remove it, and you are ", "Do: do that as root.");
	CHECK_EXPLAINED(leat_semctl(set, 0, IPC_RMID), -1, EPERM, "semctl", text("semaphore set %d belongs to root", set));
	CHECK_EXPLAINED(leat_msgctl(queue, IPC_RMID, NULL), -1, EPERM, "msgctl", "may remove it");
	return 0;
}

/* In the object's group, which may only read. */
static int to_ones_group(void)
{
	gid_t group = 0;
	long message[2] = {1, 0};

	if (setgroups(1, &group) == -1 || setgid(NOBODY) == -1 || setuid(NOBODY) == -1)
		return 0;
	CHECK_EXPLAINED(leat_msgsnd(queue, message, 1, 0), -1, EACCES, "msgsnd", "in its group: that gives read permission",
	                "the call needs write permission");
	CHECK_NOT_SAID("neither");
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(to_oneself), 0);
	if (geteuid() != 0)
		return 0;
	CHECK((queue = leat_msgget(IPC_PRIVATE, 0640)) >= 0);
	CHECK((set = leat_semget(IPC_PRIVATE, 1, 0600)) >= 0);
	CHECK((segment = leat_shmget(IPC_PRIVATE, 10, 0644)) >= 0);
	CHECK_INT(in_child(to_another), 0);
	CHECK_INT(in_child(to_ones_group), 0);
	CHECK_INT(leat_msgctl(queue, IPC_RMID, NULL), 0);
	CHECK_INT(leat_semctl(set, 0, IPC_RMID), 0);
	CHECK_INT(leat_shmctl(segment, IPC_RMID, NULL), 0);
	return 0;
}
