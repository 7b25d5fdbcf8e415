/*
 * Note 002, Mapped Memory: mmap() returns the start of the memory or, on failure, MAP_FAILED, which is not NULL: a
 * program that compares with NULL takes the failure for an address. errno says why; here are five reasons.
 *
 *     mmap(address, length, protection, flags, fd, offset)
 *                   |       |           |      |
 *                   |       |           |      an open descriptor, of what can be mapped: EBADF, ENODEV
 *                   |       |           MAP_SHARED or MAP_PRIVATE: EINVAL
 *                   |       no more than the file was opened for: EACCES
 *                   not 0: EINVAL
 */
/* prints:
MAP_FAILED is not NULL, but (void *)-1
a length of 0: EINVAL
neither MAP_SHARED nor MAP_PRIVATE: EINVAL
no descriptor: EBADF
shared and writable, of a file open for reading only: EACCES
a pipe, which has no pages: ENODEV
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

static char path[32];

static void remove_file(void)
{
	leat_unlink(path);
}

/* A file of one byte, open for reading only. */
static int create_file(void)
{
	int fd;

	snprintf(path, sizeof path, "failed.%ld", (long)getpid());
	fd = leat_open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_write(fd, "-", 1), 1);
	CHECK_INT(leat_close(fd), 0);
	CHECK((fd = leat_open(path, O_RDONLY)) != -1);
	return fd;
}

static void *map(size_t length, int protection, int flags, int fd)
{
	return leat_mmap(NULL, length, protection, flags, fd, 0);
}

/* What mmap() answered was a failure, with errno. */
static void print_failure(const char *why, void *answer)
{
	CHECK(answer == MAP_FAILED);
	CHECK(leat_error_code() == errno);
	CHECK_TEXT(leat_error_function(), "mmap");
	printf("%s: %s\n", why, leat_error_name(errno));
}

int main(void)
{
	const int writable = PROT_READ | PROT_WRITE;
	int fd = create_file(), ends[2];
	void *memory = map(1, PROT_READ, MAP_SHARED, fd);

	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	CHECK_INT(*(char *)memory, '-');
	CHECK_INT(leat_munmap(memory, 1), 0);
	CHECK_INT(leat_pipe(ends), 0);

	CHECK(MAP_FAILED != NULL && MAP_FAILED == (void *)-1);
	printf("MAP_FAILED is not NULL, but (void *)-1\n");
	print_failure("a length of 0", map(0, PROT_READ, MAP_SHARED, fd)); /* so an empty file cannot be mapped whole */
	print_failure("neither MAP_SHARED nor MAP_PRIVATE", map(1, PROT_READ, 0, fd));
	print_failure("no descriptor", map(1, PROT_READ, MAP_SHARED, -1));
	print_failure("shared and writable, of a file open for reading only", map(1, writable, MAP_SHARED, fd));
	print_failure("a pipe, which has no pages", map(1, PROT_READ, MAP_SHARED, ends[0]));

	/* Private, the same file is writable: the copy is not the file's. */
	memory = map(1, writable, MAP_PRIVATE, fd);
	CHECK(memory != MAP_FAILED);
	CHECK_INT(leat_munmap(memory, 1), 0);
	CHECK_INT(leat_close(ends[0]), 0);
	CHECK_INT(leat_close(ends[1]), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
