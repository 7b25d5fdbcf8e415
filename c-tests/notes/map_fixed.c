/*
 * Note 002, Mapped Memory: with MAP_FIXED the mapping is at the given address and nowhere else, and the address must be
 * page-aligned; without it the address is a hint, which need not even be page-aligned. With NULL, Linux chooses.
 *
 *     reserved:    |  page 0   |  page 1   |  page 2   |
 *     hint:                    ^ taken: mapped elsewhere
 *     MAP_FIXED:               |   file    |            what was in page 1 is gone, without a word
 *
 * So the safe use of MAP_FIXED is over pages that the program has reserved by a mapping of its own, as here.
 *
 * test: flags -D_DEFAULT_SOURCE
 *
 * Valgrind places the mappings itself, and refuses a hint within a page:
 * test: no valgrind
 */
/* prints:
a hint at a page that is taken: mapped elsewhere
a hint within a page: no error, mapped where a page begins
MAP_FIXED within a page: EINVAL
MAP_FIXED at page 1: it is there, and has the file
pages 0 and 2 are as before
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

static char path[32];

static void remove_file(void)
{
	leat_unlink(path);
}

static int create_file(void)
{
	int fd;

	snprintf(path, sizeof path, "fixed.%ld", (long)getpid());
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_write(fd, "file", 4), 4);
	return fd;
}

static char *map_file(void *address, size_t length, int flags, int fd)
{
	void *memory = leat_mmap(address, length, PROT_READ, MAP_SHARED | flags, fd, 0);

	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	CHECK(memcmp(memory, "file", 4) == 0);
	return (char *)memory;
}

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	int fd = create_file();
	char *reserved, *map;

	reserved = (char *)leat_mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(reserved != MAP_FAILED);
	memset(reserved, 'r', 3 * page);

	map = map_file(reserved + page, page, 0, fd);
	CHECK(map + page <= reserved || map >= reserved + 3 * page);
	CHECK(reserved[page] == 'r' && reserved[2 * page - 1] == 'r');
	printf("a hint at a page that is taken: mapped elsewhere\n");
	CHECK_INT(leat_munmap(map, page), 0);

	map = map_file(reserved + page + 1, page, 0, fd);
	CHECK_INT((uintptr_t)map % page, 0);
	CHECK(map + page <= reserved || map >= reserved + 3 * page);
	printf("a hint within a page: no error, mapped where a page begins\n");
	CHECK_INT(leat_munmap(map, page), 0);

	map = reserved + page + 1;
	CHECK_FAILS(leat_mmap(map, page, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0), MAP_FAILED, EINVAL, "mmap");
	CHECK(reserved[page] == 'r');
	printf("MAP_FIXED within a page: EINVAL\n");

	map = map_file(reserved + page, page, MAP_FIXED, fd);
	CHECK(map == reserved + page);
	CHECK(memcmp(reserved + page, "file", 4) == 0);
	printf("MAP_FIXED at page 1: it is there, and has the file\n");
	CHECK(reserved[page - 1] == 'r' && reserved[2 * page] == 'r');
	printf("pages 0 and 2 are as before\n");

	CHECK_INT(leat_munmap(reserved, 3 * page), 0); /* one call may release several mappings */
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
