/*
 * Note 001, File lock: flock() locks a whole file. Four processes read a number from a file and write it back plus one,
 * 50 times each; under the lock no step is lost. The lock is advisory: it keeps out only those who ask for it, too.
 *
 *     process:  lock --> read n --> write n + 1 --> unlock        (the next one meanwhile waits in flock)
 *
 * The lock belongs to what open() has made, not to the process, and fork() shares that. So each child opens the file
 * itself: with the descriptor of the parent it would have the parent's lock.
 */
/* prints:
the file is locked, and is opened a second time: there flock() is refused
4 processes, 50 steps each: 200
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { PROCESSES = 4, STEPS = 50 };

static pid_t owner;
static char path[32];

static void remove_file(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static int open_file(int flags)
{
	int fd = leat_open(path, O_RDWR | flags, 0600);

	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	return fd;
}

static void count(void)
{
	int fd = open_file(0), number, i;

	for (i = 0; i < STEPS; i++) {
		while (leat_flock(fd, LOCK_EX) == -1)
			CHECK_INT(errno, EINTR);
		CHECK_INT(leat_pread(fd, &number, sizeof number, 0), sizeof number);
		number++;
		sched_yield(); /* lets the others run here, where they would do harm */
		CHECK_INT(leat_pwrite(fd, &number, sizeof number, 0), sizeof number);
		CHECK_INT(leat_flock(fd, LOCK_UN), 0);
	}
	exit(0);
}

int main(void)
{
	int fd, second, number = 0, status, i;
	pid_t pid;

	owner = getpid();
	snprintf(path, sizeof path, "flock.%ld", (long)owner);
	atexit(remove_file);
	fd = open_file(O_CREAT | O_EXCL);
	CHECK_INT(leat_write(fd, &number, sizeof number), sizeof number);

	second = open_file(0);
	CHECK_INT(leat_flock(fd, LOCK_EX), 0);
	CHECK(leat_flock(second, LOCK_EX | LOCK_NB) == -1 && errno == EWOULDBLOCK);
	printf("the file is locked, and is opened a second time: there flock() is refused\n");
	CHECK_INT(leat_flock(fd, LOCK_UN), 0);
	fflush(stdout);

	for (i = 0; i < PROCESSES; i++) {
		pid = leat_fork();
		if (pid == -1) {
			leat_perror("fork");
			exit(1);
		}
		if (pid == 0)
			count();
	}
	for (i = 0; i < PROCESSES; i++) {
		CHECK(leat_wait(&status) != -1);
		CHECK_INT(status, 0);
	}
	CHECK_INT(leat_pread(fd, &number, sizeof number, 0), sizeof number);
	printf("%d processes, %d steps each: %d\n", PROCESSES, STEPS, number);
	CHECK_INT(number, PROCESSES * STEPS);
	CHECK_INT(leat_close(second), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
