/*
 * A segment is shared by all who attach it, and gone when it is removed and the last has detached.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>

#include "check.h"

int main(void)
{
	struct shmid_ds status;
	int id, ended;
	pid_t child;
	char *memory;

	CHECK((id = leat_shmget(IPC_PRIVATE, 100, 0600)) >= 0);
	CHECK((memory = (char *)leat_shmat(id, NULL, 0)) != (char *)-1);
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		strcpy(memory, "water");
		CHECK_INT(leat_shmdt(memory), 0);
		return 0;
	}
	CHECK_INT(leat_waitpid(child, &ended, 0), child);
	CHECK_INT(ended, 0);
	CHECK_TEXT(memory, "water");
	CHECK_INT(leat_shmctl(id, IPC_STAT, &status), 0);
	CHECK_INT(status.shm_segsz, 100);
	CHECK_INT(status.shm_nattch, 1);
	CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);
	CHECK_TEXT(memory, "water");
	CHECK_INT(leat_shmdt(memory), 0);

	CHECK_FAILS(leat_shmdt(memory), -1, EINVAL, "shmdt");
	CHECK_FAILS(leat_shmctl(id, IPC_RMID, NULL), -1, EINVAL, "shmctl");
	CHECK_FAILS(leat_shmat(id, NULL, 0), (void *)-1, EINVAL, "shmat");
	CHECK_FAILS(leat_shmget(IPC_PRIVATE, 0, 0600), -1, EINVAL, "shmget");
	return 0;
}
