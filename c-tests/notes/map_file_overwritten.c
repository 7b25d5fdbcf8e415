/*
 * Note 003, Shared Memory with mmap: a child overwrites a file through a mapping of it, whose size comes from stat(),
 * and the parent sees the new content in its own memory. The note prints the mapping with "%s" and fills it with
 * sprintf(); a mapping ends where the file does, so this writes no more than the size, and prints no more.
 *
 *     child: mapped[] ---\                            /--- mapped[] :parent
 *                         [ pages of example.<pid> ]
 *                                     |
 *                                   disk
 */
/* prints:
The new content of the file is: It is now Overwritten.
read() finds the same
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
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

static int create_file(void)
{
	const char *old = "What the file said before it was mapped";
	int fd;

	owner = getpid();
	snprintf(path, sizeof path, "example.%ld", (long)owner);
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_write(fd, old, strlen(old)), strlen(old));
	return fd;
}

int main(void)
{
	int fd = create_file(), status;
	struct stat st;
	char *mapped, text[64];
	void *memory;
	size_t size;
	pid_t pid;

	CHECK_INT(leat_stat(path, &st), 0);
	size = (size_t)st.st_size; /* a mapping does not grow with its file */
	memory = leat_mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	mapped = (char *)memory;

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		memset(mapped, 0, size); /* erase what is there */
		snprintf(mapped, size, "It is now Overwritten");
		CHECK_INT(leat_msync(mapped, size, MS_SYNC), 0); /* for the disk: the parent sees it anyway */
		exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("The new content of the file is: %.*s.\n", (int)size, mapped);

	CHECK(size <= sizeof text);
	CHECK_INT(leat_pread(fd, text, sizeof text, 0), size);
	CHECK(memcmp(text, mapped, size) == 0);
	printf("read() finds the same\n");
	CHECK_INT(leat_munmap(mapped, size), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
