/*
 * Note 000, Shared memory: two processes map a section of their memory to overlap: what one writes the other reads at
 * once, at whatever address each has it. "Very dangerous": memory makes nobody wait. Here the two never touch it at the
 * same time only because the parent waits for the child to end; posix_shm_race.c shows what happens otherwise.
 *
 *     parent's memory   ....| words |..............
 *                               |
 *                        [ same pages ]   the object /words.<pid>
 *                               |
 *     child's memory    ....| words |..| elsewhere |..   (mapped twice: inherited, and by its name)
 */
/* prints:
the child found: written by the parent
the parent found: answered by the child
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { SIZE = 4096 };

static pid_t owner;
static char name[32];

static void remove_memory(void)
{
	if (getpid() == owner)
		leat_shm_unlink(name);
}

static char *map(int flags)
{
	int fd = leat_shm_open(name, flags, 0600);
	void *memory;

	if (fd == -1) {
		leat_perror("shm_open");
		exit(1);
	}
	if (flags & O_CREAT)
		CHECK_INT(leat_ftruncate(fd, SIZE), 0); /* a new one is empty, and memory beyond its end is SIGBUS */
	memory = leat_mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	CHECK_INT(leat_close(fd), 0); /* the mapping stays */
	return (char *)memory;
}

int main(void)
{
	char *words, *elsewhere;
	int status;
	pid_t pid;

	owner = getpid();
	snprintf(name, sizeof name, "/words.%ld", (long)owner);
	atexit(remove_memory);
	words = map(O_CREAT | O_EXCL | O_RDWR);
	strcpy(words, "written by the parent");

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		/*
		 * By the name, as a program that is not related would. The child has inherited the parent's mapping,
		 * too, so the same pages are at two addresses now.
		 */
		elsewhere = map(O_RDWR);
		CHECK(elsewhere != words);
		printf("the child found: %s\n", elsewhere);
		strcpy(elsewhere, "answered by the child");
		exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("the parent found: %s\n", words);
	CHECK_INT(leat_munmap(words, SIZE), 0);
	return 0;
}
