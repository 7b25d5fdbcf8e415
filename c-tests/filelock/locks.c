/*
 * A lock keeps another process out, and goes with its owner.
 *
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	int file, other, status;
	pid_t child;

	CHECK((file = leat_open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK((other = leat_open("file", O_RDWR)) >= 0);
	CHECK_INT(leat_flock(file, LOCK_EX), 0);
	CHECK_FAILS(leat_flock(other, LOCK_SH | LOCK_NB), -1, EWOULDBLOCK, "flock");
	CHECK_INT(leat_flock(file, LOCK_UN), 0);
	CHECK_INT(leat_flock(other, LOCK_SH | LOCK_NB), 0);
	CHECK_FAILS(leat_flock(file, 0), -1, EINVAL, "flock");

	CHECK_INT(leat_lockf(file, F_LOCK, 10), 0);
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		CHECK_INT(leat_lockf(file, F_TEST, 10), -1);
		CHECK(errno == EAGAIN || errno == EACCES);
		CHECK_INT(leat_lockf(file, F_TLOCK, 10), -1);
		CHECK_TEXT(leat_error_function(), "lockf");
		return 0;
	}
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	CHECK_INT(leat_lockf(file, F_ULOCK, 10), 0);
	CHECK_FAILS(leat_lockf(file, 12345, 10), -1, EINVAL, "lockf");
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
