/*
 * A lock on bytes that is in the way: whose it is, of which bytes, and who waits for whom.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "blocked.h"
#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static int file;

static struct flock lock(short type, off_t start, off_t length)
{
	struct flock made;

	memset(&made, 0, sizeof made);
	made.l_type = type;
	made.l_whence = SEEK_SET;
	made.l_start = start;
	made.l_len = length;
	return made;
}

/* A child that has bytes 10 to 19, and then waits for 100 to 109. */
static pid_t start_owner(void)
{
	struct flock first = lock(F_WRLCK, 10, 10), second = lock(F_WRLCK, 100, 10);
	pid_t child = leat_fork();

	CHECK(child >= 0);
	if (child == 0) {
		CHECK_INT(leat_fcntl(file, F_SETLK, &first), 0);
		leat_fcntl(file, F_SETLKW, &second);
		_exit(0);
	}
	wait_until_child_sleeps(child);
	return child;
}

static void of_another_process(void)
{
	struct flock own = lock(F_WRLCK, 100, 10), wanted = lock(F_RDLCK, 15, 1);
	const char *owner;
	pid_t child;

	CHECK_INT(leat_fcntl(file, F_SETLK, &own), 0);
	child = start_owner();
	owner = text("(pid %ld) on bytes 10 to 19", (long)child);
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLK, &wanted), -1, EAGAIN, "fcntl", "there is a write lock of ", owner,
	                "and this call asks for a read lock.", text("Fd %d is the file \"", file), "/file\"");
	wanted = lock(F_WRLCK, -10, 1);
	wanted.l_whence = SEEK_END;
	CHECK_INT(ftruncate(file, 25), 0);
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLK, &wanted), -1, EAGAIN, "fcntl", owner, "asks for a write lock.");
	CHECK_INT(leat_lseek(file, 20, SEEK_SET), 20);
	CHECK_EXPLAINED(leat_lockf(file, F_TLOCK, -1), -1, EAGAIN, "lockf", owner);
	CHECK_INT(leat_lseek(file, 0, SEEK_SET), 0);
	CHECK_EXPLAINED(leat_lockf(file, F_TEST, 11), -1, EACCES, "lockf", owner);

	wanted = lock(F_WRLCK, 19, 1);
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLKW, &wanted), -1, EDEADLK, "fcntl",
	                text("(pid %ld) has bytes 10 to 19 locked", (long)child),
	                "waits itself for bytes 100 to 109 of the same file, which this process has locked",
	                "Do: take locks in the same order");

	/* What is gone is not made up. */
	errno = 0;
	CHECK_INT(leat_fcntl(file, F_SETLK, &wanted), -1);
	CHECK_INT(kill(child, SIGKILL), 0);
	CHECK_INT(waitpid(child, NULL, 0), child);
	CHECK_INT(errno, EAGAIN);
	CHECK_SAID("but none is seen now");
}

static void of_ones_own_open_file(void)
{
	struct flock wanted = lock(F_WRLCK, 0, 5);
	int other;

	CHECK((other = leat_open("file", O_RDWR)) >= 0);
	CHECK_INT(leat_fcntl(other, F_OFD_SETLK, &wanted), 0);
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLK, &wanted), -1, EAGAIN, "fcntl",
	                text("this process itself has a write lock on bytes 0 to 4 by fd %d", other));
	CHECK_INT(leat_close(other), 0);
}

static void of_another_open_file(void)
{
	struct flock wanted = lock(F_WRLCK, 0, 0);
	int ready[2], other;
	char byte = 0;
	pid_t child;

	CHECK_INT(leat_pipe(ready), 0);
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		CHECK((other = leat_open("file", O_RDWR)) >= 0);
		CHECK_INT(leat_fcntl(other, F_OFD_SETLK, &wanted), 0);
		CHECK_INT(leat_write(ready[1], &byte, 1), 1);
		pause();
		_exit(0);
	}
	CHECK_INT(leat_read(ready[0], &byte, 1), 1);
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLK, &wanted), -1, EAGAIN, "fcntl",
	                text("(pid %ld) on the whole file", (long)child));
	CHECK_INT(kill(child, SIGKILL), 0);
	CHECK_INT(waitpid(child, NULL, 0), child);
	CHECK_INT(leat_close(ready[0]), 0);
	CHECK_INT(leat_close(ready[1]), 0);
}

/* As somebody else. */
static int lease_of_another(void)
{
	CHECK(become_unprivileged());
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLEASE, F_RDLCK), -1, EACCES, "fcntl", text("fd %d is the file \"", file),
	                "which belongs to root: only its owner and root (CAP_LEASE) may have a lease on it, and you are ");
	return 0;
}

static void leases(void)
{
	if (geteuid() == 0)
		CHECK_INT(in_child(lease_of_another), 0);
	if (leat_fcntl(file, F_SETLEASE, F_UNLCK) == -1 && errno != EAGAIN)
		return;
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLEASE, F_UNLCK), -1, EAGAIN, "fcntl", text("fd %d has no lease", file));
	CHECK_EXPLAINED(leat_fcntl(file, F_SETLEASE, F_RDLCK), -1, EAGAIN, "fcntl", text("fd %d is the file \"", file),
	                text("(pid %ld)", (long)getpid()));
}

int main(void)
{
	CHECK((file = leat_open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	of_another_process();
	of_ones_own_open_file();
	of_another_open_file();
	leases();
	CHECK_INT(leat_close(file), 0);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
