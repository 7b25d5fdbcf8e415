/*
 * Of a System V key: that there is no object with it, or already one.
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

/* Keys that no other program has, as they contain the pid; made as ftok would make them, of a file and a number. */
static key_t key(int project, int file)
{
	return (key_t)((unsigned)project << 24 | 0x080000u | ((unsigned)getpid() + (unsigned)file) % 0x10000u);
}

static key_t shared;

static int make_segment(void)
{
	return leat_shmget(shared, 4096, IPC_CREAT | 0600) == -1;
}

static void failed_ftok(void)
{
	CHECK_EXPLAINED(leat_ftok("nowhere/file", 1), (key_t)-1, ENOENT, "ftok", "\"nowhere\"", "from a file that exists",
	                "-1, is not a key");
	CHECK_EXPLAINED(leat_msgget(-1, 0), -1, ENOENT, "msgget", "msgget(-1, 0)", "the key is -1, which is what ftok returns",
	                "no message queue has that key", "Do: check what ftok returned");
}

static void nothing_has_the_key(void)
{
	int queue, segment;

	CHECK_EXPLAINED(leat_semget(key('L', 0), 1, 0), -1, ENOENT, "semget",
	                text("no semaphore set has the key %#x now", key('L', 0)), "Do: start first the program that makes it");

	CHECK((queue = leat_msgget(key('L', 0), IPC_CREAT | 0600)) >= 0);
	CHECK_EXPLAINED(leat_semget(key('L', 0), 1, 0), -1, ENOENT, "semget",
	                text("It is message queue %d that has this key", queue));
	CHECK_INT(leat_msgctl(queue, IPC_RMID, NULL), 0);

	/* Of another file, and of another project number. */
	CHECK((segment = leat_shmget(key('L', 0), 10, IPC_CREAT | 0600)) >= 0);
	CHECK_EXPLAINED(leat_shmget(key('L', 1), 10, 0), -1, ENOENT, "shmget",
	                text("But segment %d has the key %#x, which differs only in what ftok takes from the file", segment,
	                     key('L', 0)));
	CHECK_EXPLAINED(leat_shmget(key('M', 0), 10, 0), -1, ENOENT, "shmget",
	                text("But segment %d has the key %#x", segment, key('L', 0)), "with the project number 76 ('L')");
	/* A key that is quite another is no mistake of ftok's: the keys that there are, are listed. */
	CHECK_EXPLAINED(leat_shmget(key('M', 1), 10, 0), -1, ENOENT, "shmget", "Keys of the segments that exist: ");
	CHECK_INT(leat_shmctl(segment, IPC_RMID, NULL), 0);
}

static void the_key_is_taken(void)
{
	int queue, segment;
	char *memory;

	CHECK((queue = leat_msgget(key('L', 0), IPC_CREAT | 0600)) >= 0);
	CHECK_EXPLAINED(leat_msgget(key('L', 0), IPC_CREAT | IPC_EXCL | 0600), -1, EEXIST, "msgget",
	                text("the key %#x names message queue %d already", key('L', 0), queue), "It was made or changed ",
	                text("Do: leave out IPC_EXCL to use it; if it is left over from an earlier run, remove it (ipcrm -q %d).",
	                     queue));
	CHECK_INT(leat_msgctl(queue, IPC_RMID, NULL), 0);

	CHECK((queue = leat_semget(key('L', 0), 1, IPC_CREAT | 0600)) >= 0);
	CHECK_EXPLAINED(leat_semget(key('L', 0), 1, IPC_CREAT | IPC_EXCL | 0600), -1, EEXIST, "semget",
	                text("the key %#x names semaphore set %d already", key('L', 0), queue), text("(ipcrm -s %d)", queue));
	CHECK_INT(leat_semctl(queue, 0, IPC_RMID), 0);

	/* Of a segment it is known who made it: one that has ended, or lives. */
	shared = key('L', 0);
	CHECK_INT(in_child(make_segment), 0);
	CHECK((segment = leat_shmget(shared, 0, 0)) >= 0);
	CHECK_EXPLAINED(leat_shmget(shared, 4096, IPC_CREAT | IPC_EXCL | 0600), -1, EEXIST, "shmget",
	                text("names segment %d already", segment), ", which has ended; nobody has it attached.");
	CHECK_INT(leat_shmctl(segment, IPC_RMID, NULL), 0);

	CHECK((segment = leat_shmget(shared, 4096, IPC_CREAT | 0600)) >= 0);
	CHECK((memory = (char *)leat_shmat(segment, NULL, 0)) != (char *)-1);
	CHECK_EXPLAINED(leat_shmget(shared, 4096, IPC_CREAT | IPC_EXCL | 0600), -1, EEXIST, "shmget",
	                "by this process; it is attached 1 times now.");
	CHECK_INT(leat_shmdt(memory), 0);
	CHECK_INT(leat_shmctl(segment, IPC_RMID, NULL), 0);
}

int main(void)
{
	failed_ftok();
	nothing_has_the_key();
	the_key_is_taken();
	return 0;
}
