/*
 * flock: the lock is this process's own by another open(), another process's, or one that a child has inherited.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"

static int file;

static void own(void)
{
	int other;

	CHECK((other = leat_open("file", O_RDWR)) >= 0);
	CHECK_INT(leat_flock(other, LOCK_EX), 0);
	CHECK_EXPLAINED(leat_flock(file, LOCK_SH | LOCK_NB), -1, EWOULDBLOCK, "flock",
	                text("this process itself has the exclusive lock by fd %d", other),
	                text("fd %d comes from another.", file), text("Fd %d is the file \"", file), "Do: use one descriptor");
	CHECK_INT(leat_flock(other, LOCK_SH), 0);
	CHECK_EXPLAINED(leat_flock(file, LOCK_EX | LOCK_NB), -1, EWOULDBLOCK, "flock", "itself has the shared lock");
	CHECK_INT(leat_close(other), 0);
}

/* The child locks the file by its own open file, which its child inherits; both then wait to be killed. */
static void of_others(void)
{
	pid_t child, grandchild;
	int ready[2], other;

	CHECK_INT(leat_pipe(ready), 0);
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		CHECK((other = leat_open("file", O_RDWR)) >= 0);
		CHECK_INT(leat_flock(other, LOCK_EX), 0);
		CHECK((grandchild = leat_fork()) >= 0);
		if (grandchild > 0)
			CHECK_INT(leat_write(ready[1], &grandchild, sizeof grandchild), sizeof grandchild);
		for (;;)
			pause();
	}
	CHECK_INT(leat_read(ready[0], &grandchild, sizeof grandchild), sizeof grandchild);
	CHECK_EXPLAINED(leat_flock(file, LOCK_SH | LOCK_NB), -1, EWOULDBLOCK, "flock",
	                "the file has the exclusive lock of ", text("(pid %ld)", (long)child), "with LOCK_NB the call does not wait");
	CHECK_INT(kill(child, SIGKILL), 0);
	CHECK_INT(waitpid(child, NULL, 0), child);
	CHECK_EXPLAINED(leat_flock(file, LOCK_SH | LOCK_NB), -1, EWOULDBLOCK, "flock",
	                text("that process %ld took; it has ended", (long)child),
	                text("(pid %ld) inherited its open file", (long)grandchild), "O_CLOEXEC");
	CHECK_INT(kill(grandchild, SIGKILL), 0);
	CHECK_INT(leat_close(ready[0]), 0);
	CHECK_INT(leat_close(ready[1]), 0);
}

int main(void)
{
	CHECK((file = leat_open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	own();
	of_others();
	CHECK_EXPLAINED(leat_flock(file, 0), -1, EINVAL, "flock", "the operation 0 is not one of LOCK_SH, LOCK_EX and LOCK_UN");
	CHECK_EXPLAINED(leat_flock(file, LOCK_SH | LOCK_EX), -1, EINVAL, "flock", "Do: pass exactly one of them");
	CHECK_INT(leat_close(file), 0);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
