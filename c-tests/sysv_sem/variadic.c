/*
 * semctl takes nothing, a number or a pointer, as its command asks; the number by itself or in the union that the manual
 * tells programs to declare.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/ipc.h>
#include <sys/sem.h>
#include <unistd.h>

#include "check.h"

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
	struct seminfo *info;
};

int main(void)
{
	unsigned short values[3] = {7, 8, 9}, got[3] = {0, 0, 0};
	struct semid_ds status;
	struct seminfo info;
	union semun argument;
	int id;

	CHECK((id = leat_semget(IPC_PRIVATE, 3, 0600)) >= 0);

	CHECK_INT(leat_semctl(id, 1, SETVAL, 5), 0);
	CHECK_INT(leat_semctl(id, 1, GETVAL), 5);
	argument.val = 6;
	CHECK_INT(leat_semctl(id, 2, SETVAL, argument), 0);
	CHECK_INT(leat_semctl(id, 2, GETVAL), 6);
	CHECK_INT(leat_semctl(id, 0, GETVAL), 0);
	CHECK_INT(leat_semctl(id, 2, GETPID), getpid());
	CHECK_INT(leat_semctl(id, 2, GETNCNT), 0);
	CHECK_INT(leat_semctl(id, 2, GETZCNT), 0);

	argument.array = values;
	CHECK_INT(leat_semctl(id, 0, SETALL, argument), 0);
	CHECK_INT(leat_semctl(id, 0, GETALL, got), 0);
	CHECK_INT(memcmp(got, values, sizeof got), 0);
	values[1] = 1;
	CHECK_INT(leat_semctl(id, 0, SETALL, values), 0);
	CHECK_INT(leat_semctl(id, 1, GETVAL), 1);

	argument.buf = &status;
	CHECK_INT(leat_semctl(id, 0, IPC_STAT, argument), 0);
	CHECK_INT(status.sem_nsems, 3);
	CHECK_INT(status.sem_perm.mode & 0777, 0600);
	status.sem_perm.mode = 0640;
	CHECK_INT(leat_semctl(id, 0, IPC_SET, &status), 0);
	memset(&status, 0, sizeof status);
	CHECK_INT(leat_semctl(id, 0, IPC_STAT, &status), 0);
	CHECK_INT(status.sem_perm.mode & 0777, 0640);
	CHECK(leat_semctl(0, 0, IPC_INFO, &info) >= 0);
	CHECK(info.semmsl >= 3);

	CHECK_FAILS(leat_semctl(id, 3, GETVAL), -1, EINVAL, "semctl");
	CHECK_FAILS(leat_semctl(id, 0, SETVAL, -1), -1, ERANGE, "semctl");
	CHECK(strstr(leat_error_text(), ", SETVAL, -1)") != NULL);
	/* The bytes of the union behind the number mean nothing. */
	memset(&argument, 0x55, sizeof argument);
	argument.val = -2;
	CHECK_FAILS(leat_semctl(id, 0, SETVAL, argument), -1, ERANGE, "semctl");
	CHECK(strstr(leat_error_text(), ", SETVAL, -2)") != NULL);
	CHECK_FAILS(leat_semctl(id, 0, 12345, 0), -1, EINVAL, "semctl");

	CHECK_INT(leat_semctl(id, 0, IPC_RMID), 0);
	CHECK_FAILS(leat_semctl(id, 0, IPC_RMID), -1, EINVAL, "semctl");
	return 0;
}
