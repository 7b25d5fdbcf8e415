/*
 * Note 003, Shared Memory with mmap: a mapping has its protection from mmap(), and mprotect() changes it, page by page.
 * A page with PROT_NONE, which may not even be read, guards what is behind it: a process that writes beyond the end of
 * its memory gets SIGSEGV at the first wrong byte. (The note's PROT_EXECUTE is PROT_EXEC.)
 *
 *     [ page 0: read, write ][ page 1: PROT_NONE ][ page 2: read, write ]
 *       x x x x x x x x x x    SIGSEGV              is not reached
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
page 0, read and write:  reading works, writing works
page 1, PROT_NONE:       reading gets SIGSEGV, writing gets SIGSEGV
page 0, PROT_READ:       reading works, writing gets SIGSEGV
page 0, as at first:     reading works, writing works
page 0 is full, page 2 is untouched: the child that wrote on from page 0 gets SIGSEGV
page 2, unmapped:        reading gets SIGSEGV, writing gets SIGSEGV
*/
#include <leat.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum access { READ, WRITE, WRITE_ON };

static volatile char *memory; /* shared with the children */
static size_t page;

static void child(enum access access, size_t at)
{
	const struct rlimit none = { 0, 0 };

	CHECK_INT(setrlimit(RLIMIT_CORE, &none), 0); /* no image of its memory on the disk */
	CHECK(leat_signal(SIGSEGV, SIG_DFL) != SIG_ERR);
	if (access == READ)
		_exit(memory[at] != memory[at]);
	do
		memory[at++] = 'x';
	while (access == WRITE_ON && at < 3 * page);
	_exit(0);
}

/* What becomes of a child that reads or writes the byte there. */
static const char *attempt(enum access access, size_t at)
{
	int status;
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		child(access, at);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status)) {
		CHECK_INT(WTERMSIG(status), SIGSEGV);
		return "gets SIGSEGV";
	}
	CHECK_INT(status, 0);
	return "works";
}

static void protect(int number, int protection)
{
	if (leat_mprotect((char *)memory + (size_t)number * page, page, protection) == -1) {
		leat_perror("mprotect");
		exit(1);
	}
}

static void report(const char *what, int number)
{
	size_t at = (size_t)number * page;
	const char *reading = attempt(READ, at);

	printf("%-24s reading %s, writing %s\n", what, reading, attempt(WRITE, at));
	fflush(stdout);
}

int main(void)
{
	const char *end;
	void *mapping;
	size_t i;

	page = (size_t)sysconf(_SC_PAGESIZE);
	mapping = leat_mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (mapping == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	memory = (volatile char *)mapping;

	report("page 0, read and write:", 0);
	protect(1, PROT_NONE);
	report("page 1, PROT_NONE:", 1);
	protect(0, PROT_READ);
	report("page 0, PROT_READ:", 0);
	protect(0, PROT_READ | PROT_WRITE);
	report("page 0, as at first:", 0);
	CHECK_FAILS(leat_mprotect((char *)memory + 1, page, PROT_NONE), -1, EINVAL, "mprotect"); /* pages are whole */

	end = attempt(WRITE_ON, 0);
	for (i = 0; i < page; i++)
		CHECK_INT(memory[i], 'x');
	protect(1, PROT_READ);
	for (i = page; i < 3 * page; i++)
		CHECK_INT(memory[i], 0);
	printf("page 0 is full, page 2 is untouched: the child that wrote on from page 0 %s\n", end);
	fflush(stdout);

	CHECK_INT(leat_munmap((char *)mapping + 2 * page, page), 0);
	report("page 2, unmapped:", 2);
	CHECK_INT(leat_munmap(mapping, 2 * page), 0);
	return 0;
}
