/*
 * Locks that are refused whoever else has one: the descriptor is not open for it, or an argument means nothing.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "explained.h"

int main(void)
{
	int file, reads, writes;
	struct flock lock;

	memset(&lock, 0, sizeof lock);
	lock.l_whence = SEEK_SET;
	CHECK((file = leat_open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK((reads = leat_open("file", O_RDONLY)) >= 0);
	CHECK((writes = leat_open("file", O_WRONLY)) >= 0);

	lock.l_type = F_WRLCK;
	CHECK_EXPLAINED(leat_fcntl(reads, F_SETLK, &lock), -1, EBADF, "fcntl", "a write lock needs a descriptor that is open for writing",
	                text("but fd %d is the file \"", reads), "opened read-only", "Do: open the file with O_RDWR.");
	CHECK_EXPLAINED(leat_lockf(reads, F_TLOCK, 0), -1, EBADF, "lockf", "a write lock needs", "opened read-only");
	lock.l_type = F_RDLCK;
	CHECK_EXPLAINED(leat_fcntl(writes, F_SETLKW, &lock), -1, EBADF, "fcntl", "a read lock needs", "opened write-only");
	/* One that is not open is another matter. */
	CHECK_FAILS(leat_fcntl(-1, F_SETLK, &lock), -1, EBADF, "fcntl");
	CHECK_NOT_SAID("lock needs");

	lock.l_type = 9;
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLK, &lock), -1, EINVAL, "fcntl", "l_type is 9");
	lock.l_type = F_RDLCK;
	lock.l_whence = 7;
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLK, &lock), -1, EINVAL, "fcntl", "l_whence is 7");
	lock.l_whence = SEEK_SET;
	lock.l_start = -5;
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLK, &lock), -1, EINVAL, "fcntl",
	                "l_start -5 and l_len 0, counted from SEEK_SET, begin before the start of the file");
	lock.l_start = 10;
	lock.l_len = -11;
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLK, &lock), -1, EINVAL, "fcntl", "l_start 10 and l_len -11");
	lock.l_len = 0;
	lock.l_pid = 5;
	CHECK_EXPLAINED(leat_fcntl(file, F_OFD_SETLK, &lock), -1, EINVAL, "fcntl", "with the F_OFD commands l_pid must be 0");
	lock.l_pid = 0;
	lock.l_type = F_UNLCK;
	CHECK_EXPLAINED(leat_fcntl(file, F_GETLK, &lock), -1, EINVAL, "fcntl", "l_type is F_UNLCK, which is none");
	lock.l_type = F_RDLCK;
	lock.l_start = LONG_MAX;
	lock.l_len = 5;
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLK, &lock), -1, EOVERFLOW, "fcntl", "beyond the largest offset");

	CHECK_EXPLAINED(leat_lockf(file, 12345, 1), -1, EINVAL, "lockf", "12345 is not a command of lockf");
	CHECK_EXPLAINED(leat_lockf(file, F_TLOCK, -5), -1, EINVAL, "lockf", "-5 bytes, counted from the file's position");
	CHECK_INT(leat_close(file), 0);
	CHECK_INT(leat_close(reads), 0);
	CHECK_INT(leat_close(writes), 0);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
