/*
 * Limits of the system for System V objects, each lowered in a namespace of its own until it is reached. What a program
 * that may not do that cannot see, is not tested.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sched.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"

static void set_limit(const char *path, const char *value)
{
	FILE *file = fopen(path, "w");

	CHECK(file != NULL && fputs(value, file) >= 0);
	CHECK_INT(fclose(file), 0);
}

static int make_one(void)
{
	return leat_shmget(IPC_PRIVATE, 4096, 0600) == -1;
}

/* With the namespace the objects go, too. */
static int in_own_namespace(void)
{
	if (unshare(CLONE_NEWIPC) == -1)
		return 0;
	CHECK(leat_msgget(IPC_PRIVATE, 0600) >= 0);
	CHECK(leat_msgget(IPC_PRIVATE, 0600) >= 0);
	set_limit("/proc/sys/kernel/msgmni", "2");
	CHECK_EXPLAINED(leat_msgget(IPC_PRIVATE, 0600), -1, ENOSPC, "msgget",
	                "this system allows 2 message queues (/proc/sys/kernel/msgmni), and 2 exist.", " has 2 of them.",
	                "ipcrm -q ID");

	CHECK(leat_semget(IPC_PRIVATE, 3, 0600) >= 0);
	set_limit("/proc/sys/kernel/sem", "4 6 10 100");
	CHECK_EXPLAINED(leat_semget(IPC_PRIVATE, 5, 0600), -1, EINVAL, "semget", "nsems is 5, but this system allows 4 in a set");
	CHECK_EXPLAINED(leat_semget(IPC_PRIVATE, 4, 0600), -1, ENOSPC, "semget",
	                "the sets that exist have 3 semaphores, and with 4 more there would be more than the 6");
	set_limit("/proc/sys/kernel/sem", "4 600 10 1");
	CHECK_EXPLAINED(leat_semget(IPC_PRIVATE, 4, 0600), -1, ENOSPC, "semget", "this system allows 1 semaphore sets",
	                "the fourth number in /proc/sys/kernel/sem");

	CHECK_INT(in_child(make_one), 0);
	set_limit("/proc/sys/kernel/shmmax", "100000");
	CHECK_EXPLAINED(leat_shmget(IPC_PRIVATE, 100001, 0600), -1, EINVAL, "shmget",
	                "the size is 100001, but this system allows 100000 bytes (/proc/sys/kernel/shmmax).");
	if (sysconf(_SC_PAGESIZE) == 4096) {
		set_limit("/proc/sys/kernel/shmall", "3");
		CHECK_EXPLAINED(leat_shmget(IPC_PRIVATE, 3 * 4096, 0600), -1, ENOSPC, "shmget",
		                "the segments that exist have 1 pages, and with 3 more there would be more than the 3");
		set_limit("/proc/sys/kernel/shmall", "1000");
	}
	set_limit("/proc/sys/kernel/shmmni", "1");
	CHECK_EXPLAINED(leat_shmget(IPC_PRIVATE, 4096, 0600), -1, ENOSPC, "shmget",
	                "this system allows 1 segments (/proc/sys/kernel/shmmni), and 1 exist",
	                "At least 1 are attached nowhere, and the processes that made them have ended.");
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(in_own_namespace), 0);
	return 0;
}
