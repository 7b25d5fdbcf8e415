/*
 * Note 002, Mapped Memory ("you can use fcntl to place a read or write lock on the file"): any number of processes hold
 * a read lock at a time, a write lock one alone. The lock is on the file, what it guards is in the mapping; Linux does
 * not connect the two, so that whoever does not ask is not stopped.
 *
 *     parent:       read lock  |===================|  write lock: | number = 2 |
 *     reader:       read lock     |=======|
 *     writer:      write lock       refused
 *     no protocol:                       number = 1, without asking
 *
 * More of these locks, and of waiting for one, is in filelock_record.c.
 */
/* prints:
while the parent has a read lock, a reader gets one too, and reads 0
while the parent has a read lock, a writer is refused
a process that does not ask writes 1 all the same
when the parent has unlocked, a writer gets its lock, and writes 2
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static pid_t owner;
static char path[32];
static int fd;
static int *number; /* the mapped file */

static void remove_file(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static void map_file(void)
{
	void *memory;

	owner = getpid();
	snprintf(path, sizeof path, "lock.%ld", (long)owner);
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_ftruncate(fd, sizeof *number), 0);
	memory = leat_mmap(NULL, sizeof *number, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	number = (int *)memory;
	/* And fd stays open: a process loses its locks as soon as it closes any descriptor of the file. */
}

/* Does not wait: -1 if another process has a lock that excludes this one. */
static int lock(short type)
{
	struct flock lock;

	memset(&lock, 0, sizeof lock); /* from the start of the file to its end: 0, 0 */
	lock.l_type = type;
	lock.l_whence = SEEK_SET;
	return leat_fcntl(fd, F_SETLK, &lock);
}

static void reader(void)
{
	CHECK_INT(lock(F_RDLCK), 0);
	printf("while the parent has a read lock, a reader gets one too, and reads %d\n", *number);
}

static void refused_writer(void)
{
	CHECK(lock(F_WRLCK) == -1 && (errno == EAGAIN || errno == EACCES));
	printf("while the parent has a read lock, a writer is refused\n");
}

static void lawless_writer(void)
{
	*number = 1;
}

static void writer(void)
{
	CHECK_INT(lock(F_WRLCK), 0);
	*number = 2;
}

/* In a process of its own, since a lock keeps out other processes only; its locks end with it. */
static void run(void (*program)(void))
{
	int status;
	pid_t pid;

	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		program();
		exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

int main(void)
{
	map_file();
	CHECK_INT(lock(F_RDLCK), 0);
	run(reader);
	run(refused_writer);
	run(lawless_writer);
	printf("a process that does not ask writes %d all the same\n", *number);

	CHECK_INT(lock(F_UNLCK), 0);
	run(writer);
	printf("when the parent has unlocked, a writer gets its lock, and writes %d\n", *number);
	CHECK_INT(leat_munmap(number, sizeof *number), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
