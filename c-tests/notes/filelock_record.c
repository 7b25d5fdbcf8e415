/*
 * Note 002, Mapped Memory ("use fcntl to place a read or write lock on the file"): a record lock covers a range of
 * bytes and belongs to a process; another process is refused, can ask who holds it, and can wait for it.
 *
 *     bytes:   0 . . . . 9 10 . . . . 19
 *     parent:  [  locked ]                    child: 10..19 granted; 0..9 refused, then waits
 */
/* prints:
bytes 10 to 19 are free
bytes 0 to 9 are locked, by the parent; the child waits
the parent unlocks
the child has the lock
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

static pid_t owner;
static char path[32];

static void remove_file(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static struct flock range(short type, off_t start)
{
	struct flock lock;

	memset(&lock, 0, sizeof lock);
	lock.l_type = type;
	lock.l_whence = SEEK_SET;
	lock.l_start = start;
	lock.l_len = 10;
	return lock;
}

static void child(int fd, int refused)
{
	struct flock first = range(F_WRLCK, 0), second = range(F_WRLCK, 10), found = first;

	/* A record lock is not inherited by fork: to the parent's lock, the child is a stranger. */
	CHECK_INT(leat_fcntl(fd, F_SETLK, &second), 0);
	printf("bytes 10 to 19 are free\n");
	CHECK(leat_fcntl(fd, F_SETLK, &first) == -1 && (errno == EAGAIN || errno == EACCES));
	CHECK_INT(leat_fcntl(fd, F_GETLK, &found), 0);
	CHECK_INT(found.l_type, F_WRLCK);
	CHECK_INT(found.l_pid, getppid());
	printf("bytes 0 to 9 are locked, by the parent; the child waits\n");
	fflush(stdout);
	CHECK_INT(leat_write(refused, "r", 1), 1);

	while (leat_fcntl(fd, F_SETLKW, &first) == -1)
		CHECK_INT(errno, EINTR); /* a handler ran: wait again */
	printf("the child has the lock\n");
	exit(0); /* which also unlocks */
}

int main(void)
{
	struct flock lock = range(F_WRLCK, 0), unlock = range(F_UNLCK, 0);
	int fd, refused[2], status;
	char byte;
	pid_t pid;

	owner = getpid();
	snprintf(path, sizeof path, "record.%ld", (long)owner);
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1 || leat_pipe(refused) == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_fcntl(fd, F_SETLK, &lock), 0); /* a lock may lie beyond the end of the file */

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		child(fd, refused[1]);
	CHECK_INT(leat_close(refused[1]), 0);
	CHECK_INT(leat_read(refused[0], &byte, 1), 1);
	wait_until_child_sleeps(pid);
	printf("the parent unlocks\n");
	fflush(stdout);
	CHECK_INT(leat_fcntl(fd, F_SETLK, &unlock), 0);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK(leat_close(refused[0]) == 0 && leat_close(fd) == 0);
	return 0;
}
