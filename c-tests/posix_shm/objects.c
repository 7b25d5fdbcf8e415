/*
 * A shared memory object is shared by its name until it is unlinked; a memory file has none.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	char name[32], byte = 0;
	int made, opened, file;

	snprintf(name, sizeof name, "/leat-%ld", (long)getpid());
	CHECK((made = leat_shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600)) >= 0);
	CHECK_INT(leat_fcntl(made, F_GETFD), FD_CLOEXEC);
	CHECK((opened = leat_shm_open(name, O_RDONLY, 0)) >= 0);
	CHECK_INT(leat_pwrite(made, "x", 1, 0), 1);
	CHECK_INT(leat_pread(opened, &byte, 1, 0), 1);
	CHECK_INT(byte, 'x');
	CHECK_FAILS(leat_shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600), -1, EEXIST, "shm_open");
	CHECK_INT(leat_shm_unlink(name), 0);
	CHECK_FAILS(leat_shm_unlink(name), -1, ENOENT, "shm_unlink");
	CHECK_FAILS(leat_shm_open(name, O_RDWR, 0), -1, ENOENT, "shm_open");
	CHECK_INT(leat_close(made), 0);
	CHECK_INT(leat_close(opened), 0);

	CHECK((file = leat_memfd_create("file", MFD_CLOEXEC)) >= 0);
	CHECK_INT(leat_write(file, "x", 1), 1);
	CHECK_INT(leat_close(file), 0);
	CHECK_FAILS(leat_memfd_create("file", 0x40000000), -1, EINVAL, "memfd_create");
	return 0;
}
