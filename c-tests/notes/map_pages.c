/*
 * Note 002, Mapped Memory: a file is mapped in page-sized chunks, from an offset that is a multiple of the page size.
 * The file seldom ends where a page does: the rest of its last page is memory, all zero, but what is written there is
 * not in the file; and of a page that begins behind the end of the file there is nothing, and touching it is SIGBUS.
 *
 *     file:     | aaaa ... aaaa | second |
 *     mapping:  |    1st page   | second | 0 0 ... 0 |  no memory: SIGBUS  |
 *               ^ offset 0      ^ offset page        ^ offset 2 * page
 *
 * The note says that Linux copies the chunks into memory. A shared mapping is no copy: its pages are those that read()
 * and write() work on, and a write() is seen in it at once.
 */
/* prints:
mapped from the second page on: second
mapped from an offset within a page: EINVAL
write() changed the file, and the mapping has it: SECOND
the rest of the last page is zero
it can be written, and the file gets no longer by that
the page behind: SIGBUS
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { TAIL = 6 }; /* of the file, in its last page */

static pid_t owner;
static char path[32];

static void remove_file(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static int create_file(size_t page)
{
	char *first = (char *)malloc(page);
	int fd;

	owner = getpid();
	snprintf(path, sizeof path, "pages.%ld", (long)owner);
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK(first != NULL);
	memset(first, 'a', page);
	CHECK_INT(leat_pwrite(fd, first, page, 0), page);
	CHECK_INT(leat_pwrite(fd, "second", TAIL, (off_t)page), TAIL);
	free(first);
	return fd;
}

/* Which signal ends a process that reads this byte? */
static int signal_of_reading(const volatile char *address)
{
	struct rlimit no_core = { 0, 0 };
	int status;
	pid_t pid;

	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		CHECK_INT(setrlimit(RLIMIT_CORE, &no_core), 0);
		CHECK(leat_signal(SIGBUS, SIG_DFL) != SIG_ERR);
		_exit(*address == 0 ? 0 : 1);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), i;
	int fd = create_file(page);
	struct stat about;
	char *map, text[TAIL + 1];
	void *memory;

	/* Longer than the file: that is allowed, and the mapping would have memory there if the file grew. */
	memory = leat_mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t)page);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	map = (char *)memory;
	printf("mapped from the second page on: %.*s\n", TAIL, map);
	CHECK_FAILS(leat_mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 1), MAP_FAILED, EINVAL, "mmap");
	printf("mapped from an offset within a page: EINVAL\n");
	CHECK_INT(leat_pwrite(fd, "SECOND", TAIL, (off_t)page), TAIL);
	printf("write() changed the file, and the mapping has it: %.*s\n", TAIL, map);

	for (i = TAIL; i < page; i++)
		CHECK_INT(map[i], 0);
	printf("the rest of the last page is zero\n");
	map[TAIL - 1] = '!';
	map[TAIL] = '+'; /* how long that stays is not promised: nobody should count on it */
	CHECK_INT(leat_msync(map, page, MS_SYNC), 0);
	CHECK_INT(leat_pread(fd, text, sizeof text, (off_t)page), TAIL);
	CHECK(memcmp(text, "SECON!", TAIL) == 0);
	CHECK_INT(leat_fstat(fd, &about), 0);
	CHECK_INT(about.st_size, page + TAIL);
	printf("it can be written, and the file gets no longer by that\n");

	CHECK_INT(signal_of_reading(map + page - 1), 0);
	CHECK_INT(signal_of_reading(map + page), SIGBUS);
	printf("the page behind: SIGBUS\n");
	CHECK_INT(leat_munmap(map, 2 * page), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
