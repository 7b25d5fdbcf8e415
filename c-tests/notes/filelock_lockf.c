/*
 * Note 001, File lock: lockf() locks a part of a file, from the current position on, for the calling process. (It is a
 * short way to the record locks of fcntl(), which filelock_record.c shows.) A child does not inherit the lock of its
 * parent but is refused it, and gets it as soon as the parent has closed the file.
 *
 *     parent: lockf(F_LOCK) ............................... close
 *     child:                  lockf(F_TLOCK): refused   lockf(F_LOCK): waits --> granted
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
/* prints:
the child is refused, and then waits
the parent closes the file
the child has the lock
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
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

static void child(int refused)
{
	int fd = leat_open(path, O_RDWR);

	CHECK(fd != -1);
	/* The length 0 means: to the end of the file, however far that may grow. */
	CHECK(leat_lockf(fd, F_TLOCK, 0) == -1 && (errno == EAGAIN || errno == EACCES));
	printf("the child is refused, and then waits\n");
	fflush(stdout);
	CHECK_INT(leat_write(refused, "r", 1), 1);

	while (leat_lockf(fd, F_LOCK, 0) == -1)
		CHECK_INT(errno, EINTR);
	printf("the child has the lock\n");
	exit(0);
}

int main(void)
{
	int fd, refused[2], status;
	char byte;
	pid_t pid;

	owner = getpid();
	snprintf(path, sizeof path, "lockf.%ld", (long)owner);
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1 || leat_pipe(refused) == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	if (leat_lockf(fd, F_LOCK, 0) == -1) {
		leat_perror("lockf");
		exit(1);
	}
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		child(refused[1]);
	CHECK_INT(leat_close(refused[1]), 0);
	CHECK_INT(leat_read(refused[0], &byte, 1), 1);
	wait_until_child_sleeps(pid); /* in lockf() */
	printf("the parent closes the file\n");
	fflush(stdout);
	/* A trap: whichever descriptor of the file a process closes, all its record locks on that file are gone. */
	CHECK_INT(leat_close(fd), 0);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_close(refused[0]), 0);
	return 0;
}
