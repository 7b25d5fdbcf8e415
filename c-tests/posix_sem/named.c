/* sem_open takes a mode and a value exactly when it may make the semaphore. */
#include <fcntl.h>
#include <semaphore.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	char name[32], path[64];
	struct stat status;
	sem_t *made, *opened;
	int value = 0;

	snprintf(name, sizeof name, "/leat-%ld", (long)getpid());
	snprintf(path, sizeof path, "/dev/shm/sem.leat-%ld", (long)getpid());
	leat_umask(0);
	CHECK((made = leat_sem_open(name, O_CREAT | O_EXCL, 0624, 3)) != SEM_FAILED);
	CHECK_INT(leat_stat(path, &status), 0);
	CHECK_INT(status.st_mode & 0777, 0624);
	CHECK_INT(leat_sem_getvalue(made, &value), 0);
	CHECK_INT(value, 3);

	CHECK((opened = leat_sem_open(name, 0)) == made);
	CHECK_INT(leat_sem_wait(opened), 0);
	CHECK_INT(leat_sem_getvalue(made, &value), 0);
	CHECK_INT(value, 2);
	CHECK_FAILS(leat_sem_open(name, O_CREAT | O_EXCL, 0600, 1), SEM_FAILED, EEXIST, "sem_open");
	CHECK_INT(leat_sem_close(opened), 0);
	CHECK_INT(leat_sem_close(made), 0);
	CHECK_INT(leat_sem_unlink(name), 0);
	CHECK_FAILS(leat_sem_unlink(name), -1, ENOENT, "sem_unlink");
	CHECK_FAILS(leat_sem_open(name, 0), SEM_FAILED, ENOENT, "sem_open");
	return 0;
}
