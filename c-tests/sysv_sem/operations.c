/*
 * Operations on a set of semaphores happen together or not at all, or not in time.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/ipc.h>
#include <sys/sem.h>

#include "check.h"

int main(void)
{
	struct sembuf up[2] = {{0, 1, 0}, {1, 2, 0}}, down[2] = {{0, -1, IPC_NOWAIT}, {1, -3, IPC_NOWAIT}};
	struct sembuf waiting = {1, -3, 0}, nowhere = {7, 1, 0};
	struct timespec no_time = {0, 0};
	int id;

	CHECK((id = leat_semget(IPC_PRIVATE, 2, 0600)) >= 0);
	CHECK_INT(leat_semop(id, up, 2), 0);
	CHECK_FAILS(leat_semop(id, down, 2), -1, EAGAIN, "semop");
	CHECK_INT(leat_semctl(id, 0, GETVAL), 1);
	CHECK_FAILS(leat_semtimedop(id, &waiting, 1, &no_time), -1, EAGAIN, "semtimedop");
	down[1].sem_op = -2;
	CHECK_INT(leat_semtimedop(id, down, 2, &no_time), 0);
	CHECK_INT(leat_semctl(id, 0, GETVAL), 0);
	CHECK_INT(leat_semctl(id, 1, GETVAL), 0);
	CHECK_FAILS(leat_semop(id, &nowhere, 1), -1, EFBIG, "semop");
	CHECK_INT(leat_semctl(id, 0, IPC_RMID), 0);
	CHECK_FAILS(leat_semop(id, up, 2), -1, EINVAL, "semop");
	CHECK_FAILS(leat_semget(IPC_PRIVATE, -1, 0600), -1, EINVAL, "semget");
	return 0;
}
