/*
 * Note 002, Mapped Memory: processes communicate through a file that each maps into its own memory. One process stores
 * an integer, a second one doubles it in place, and neither calls read() or write(); what they leave is in the file.
 *
 *     writer:   *number = 21 --\                           /-- *number = 2 * *number   :doubler
 *                               [ integer.<pid>: 4 bytes ]
 *
 * munmap() releases the mapping, from its start and for its length; the pages are then not the program's any more.
 */
/* prints:
the writer stored 21, and released the mapping: at its address there is no memory now
the doubler found 21
the file has 42
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static pid_t owner;
static char path[32];

static void remove_file(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static int *map(int fd)
{
	void *memory = leat_mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	CHECK_INT(leat_close(fd), 0); /* the mapping needs the descriptor no more */
	return (int *)memory;
}

static void writer(void)
{
	int fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600), *number;

	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	/* A new file is empty, and there is no memory behind the end of a file: so it is made as long as the map. */
	CHECK_INT(leat_ftruncate(fd, sizeof(int)), 0);
	number = map(fd);
	*number = 21;
	printf("the writer stored %d", *number);
	CHECK_INT(leat_munmap(number, sizeof *number), 0);
	/* To use it would be SIGSEGV; to ask something of it is only an error. */
	CHECK_FAILS(leat_mprotect(number, sizeof *number, PROT_READ), -1, ENOMEM, "mprotect");
	printf(", and released the mapping: at its address there is no memory now\n");
	exit(0);
}

static void doubler(void)
{
	int fd, *number;

	CHECK((fd = leat_open(path, O_RDWR)) != -1);
	number = map(fd);
	printf("the doubler found %d\n", *number);
	*number = 2 * *number;
	exit(0); /* which releases it too */
}

static void run(void (*program)(void))
{
	int status;
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		program();
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

int main(void)
{
	int fd, number;

	owner = getpid();
	snprintf(path, sizeof path, "integer.%ld", (long)owner);
	atexit(remove_file);
	run(writer);
	run(doubler);

	CHECK((fd = leat_open(path, O_RDONLY)) != -1);
	CHECK_INT(leat_read(fd, &number, sizeof number), sizeof number);
	printf("the file has %d\n", number);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
