/*
 * Note 002, Mapped Memory: what is written to a MAP_SHARED mapping is in the file and seen by other processes; what is
 * written to a MAP_PRIVATE one stays in a private copy of the page. The note says that the two may not be combined:
 * Linux (since 4.15) accepts the combination, for it is the number of a third mode, MAP_SHARED_VALIDATE.
 *
 *     MAP_SHARED   a[0] = 'S' --> page of the file
 *     MAP_PRIVATE  b[1] = 'P' --> copy of that page, made now
 */
/* prints:
file at first:     ----
shared mapping:    S---
private mapping:   SP--
another process:   S---
file at the end:   S---
both flags at once are accepted: a shared mapping, S---
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { SIZE = 4 };

static pid_t owner;
static char path[32];

static void remove_file(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static char *map(int fd, int flags)
{
	void *memory = leat_mmap(NULL, SIZE, PROT_READ | PROT_WRITE, flags, fd, 0);

	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	return (char *)memory;
}

static void print_file(const char *when, int fd)
{
	char text[SIZE];

	CHECK_INT(leat_pread(fd, text, SIZE, 0), SIZE);
	printf("%-18s %.*s\n", when, SIZE, text);
}

static void print_in_another_process(void)
{
	int fd, status;
	pid_t pid;

	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		CHECK((fd = leat_open(path, O_RDWR)) != -1);
		printf("another process:   %.*s\n", SIZE, map(fd, MAP_SHARED));
		exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

int main(void)
{
	char *a, *b, *c;
	int fd;

	owner = getpid();
	snprintf(path, sizeof path, "private_shared.%ld", (long)owner);
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_write(fd, "----", SIZE), SIZE);
	print_file("file at first:", fd);

	a = map(fd, MAP_SHARED);
	b = map(fd, MAP_PRIVATE);
	a[0] = 'S';
	printf("shared mapping:    %.*s\n", SIZE, a);
	b[1] = 'P';
	/* POSIX leaves open whether b, before its first write, sees what others write; Linux shows it. */
	printf("private mapping:   %.*s\n", SIZE, b);
	print_in_another_process();
	print_file("file at the end:", fd);

	c = map(fd, MAP_SHARED | MAP_PRIVATE);
	printf("both flags at once are accepted: a shared mapping, %.*s\n", SIZE, c);
	c[2] = '+';
	CHECK(a[2] == '+' && b[2] == '-');

	CHECK_INT(leat_munmap(a, SIZE), 0);
	CHECK_INT(leat_munmap(b, SIZE), 0);
	CHECK_INT(leat_munmap(c, SIZE), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
