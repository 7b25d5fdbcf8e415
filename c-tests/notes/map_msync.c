/*
 * Note 002, Mapped Memory: what is written to a shared mapping is, at once, in the file as everybody sees it, by read()
 * and by mappings, and msync() has no part in that. What it is for is the disk:
 *
 *     mapping a ---\                    msync()
 *                   [ page in memory ] ---------> disk       MS_SYNC: returns when it is there
 *     mapping b ---/        |                                MS_ASYNC: returns at once
 *                         read()
 *
 * MS_INVALIDATE, says the note, lets the others see the new value. On Linux they see it anyway, and all that the flag
 * does is to fail if pages are locked in memory. MS_SYNC and MS_ASYNC exclude each other, as the note says.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
without msync, the other mapping has: new
without msync, read() gets: new
MS_ASYNC: accepted
MS_SYNC | MS_INVALIDATE: no page is left that differs from the disk
MS_SYNC | MS_ASYNC: EINVAL
an address within a page: EINVAL
MS_INVALIDATE of a locked page: EBUSY
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

	snprintf(path, sizeof path, "msync.%ld", (long)getpid());
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_write(fd, "old", 3), 3);
	return fd;
}

static char *map(int fd, size_t length)
{
	void *memory = leat_mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	return (char *)memory;
}

/* How many kB of the mapping at this address are "dirty": changed since they were last written to the disk? */
static unsigned long dirty(const char *address)
{
	char line[512];
	unsigned long start, end, amount, sum = 0;
	int found = 0;
	FILE *maps = leat_fopen("/proc/self/smaps", "r");

	CHECK(maps != NULL);
	while (fgets(line, sizeof line, maps) != NULL) {
		if (sscanf(line, "%lx-%lx ", &start, &end) == 2) /* the head of a mapping; what follows tells of it */
			found = start == (uintptr_t)address;
		else if (found && (sscanf(line, "Shared_Dirty: %lu", &amount) == 1 ||
		                   sscanf(line, "Private_Dirty: %lu", &amount) == 1))
			sum += amount;
	}
	CHECK_INT(leat_fclose(maps), 0);
	return sum;
}

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	int fd = create_file();
	char *a = map(fd, page), *b = map(fd, page), text[4] = "";
	void *locked;

	memcpy(a, "new", 3);
	printf("without msync, the other mapping has: %.3s\n", b);
	CHECK_INT(leat_pread(fd, text, 3, 0), 3);
	printf("without msync, read() gets: %s\n", text);

	CHECK_INT(leat_msync(a, page, MS_ASYNC), 0);
	printf("MS_ASYNC: accepted\n");
	CHECK_INT(leat_msync(a, page, MS_SYNC | MS_INVALIDATE), 0);
	if (dirty(a) != 0) { /* a file system without a disk (tmpfs): then fsync() cannot help either */
		CHECK_INT(leat_fsync(fd), 0);
		CHECK(dirty(a) != 0);
	}
	printf("MS_SYNC | MS_INVALIDATE: no page is left that differs from the disk\n");
	CHECK_FAILS(leat_msync(a, page, MS_SYNC | MS_ASYNC), -1, EINVAL, "msync");
	printf("MS_SYNC | MS_ASYNC: EINVAL\n");
	CHECK_FAILS(leat_msync(a + 1, page - 1, MS_SYNC), -1, EINVAL, "msync");
	printf("an address within a page: EINVAL\n");

	locked = leat_mmap(NULL, page, PROT_READ, MAP_SHARED | MAP_LOCKED, fd, 0);
	if (locked != MAP_FAILED) { /* where a process may lock nothing at all, there is nothing to be refused */
		CHECK_FAILS(leat_msync(locked, page, MS_INVALIDATE), -1, EBUSY, "msync");
		CHECK_INT(leat_munmap(locked, page), 0);
	}
	printf("MS_INVALIDATE of a locked page: EBUSY\n");
	CHECK_INT(leat_munmap(a, page), 0);
	CHECK_INT(leat_munmap(b, page), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
