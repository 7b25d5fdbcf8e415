/*
 * A thread that waits for a lock which another process has can be cancelled there.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <sys/wait.h>

#include "blocked.h"

/* Not on the stack of the thread: AddressSanitizer does not see that a cancelled thread leaves its functions. */
static struct flock lock;
static int file;

static void in_fcntl(void) { leat_fcntl(file, F_SETLKW, &lock); }
static void in_lockf(void) { leat_lockf(file, F_LOCK, 0); }

int main(void)
{
	int locked[2], done[2];
	char byte = 0;
	pid_t child;

	lock.l_type = F_WRLCK;
	lock.l_whence = SEEK_SET;
	CHECK((file = leat_open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(leat_pipe(locked), 0);
	CHECK_INT(leat_pipe(done), 0);
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		CHECK_INT(leat_close(done[1]), 0);
		CHECK_INT(leat_fcntl(file, F_SETLK, &lock), 0);
		CHECK_INT(leat_write(locked[1], &byte, 1), 1);
		/* The lock is kept until the parent is done, or gone. */
		CHECK_INT(leat_read(done[0], &byte, 1), 0);
		return 0;
	}
	CHECK_INT(leat_read(locked[0], &byte, 1), 1);
	CHECK_CANCELLED(in_fcntl);
	CHECK_CANCELLED(in_lockf);
	CHECK_INT(leat_close(done[1]), 0);
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
