/*
 * Note 004, Pipes: pipe() returns 0 for success and -1 for failure. The program of the note then ends with EXIT_FAILURE
 * and does not say why; errno does: EFAULT if the two descriptors cannot be stored where pipe() was told to, EMFILE if
 * the process may not have two more. A pipe() that fails leaves no end of a pipe behind.
 *
 *     pipe(pipefd)   0: pipefd[0] and pipefd[1] are open      -1: nothing is, and errno says why
 *
 * test: flags -D_DEFAULT_SOURCE
 * test: no valgrind
 * It complains of the bad address, which is given on purpose, and keeps descriptors beyond the limit for itself.
 */
/* prints:
room for both ends: 0, both are open
memory that may not be written: -1, EFAULT, neither is open
one descriptor left: -1, EMFILE, neither is open
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "check.h"

/* The numbers that the next two descriptors get: always the lowest that are free. */
static int ends[2];

static const char *which_are_open(void)
{
	int first = leat_fcntl(ends[0], F_GETFD) != -1, second = leat_fcntl(ends[1], F_GETFD) != -1;

	return first && second ? "both are open" : first || second ? "one is open" : "neither is open";
}

static void show(const char *when, int result)
{
	int code = errno; /* before another call changes it */

	if (result == -1)
		printf("%s: -1, %s, %s\n", when, leat_error_name(code), which_are_open());
	else
		printf("%s: %d, %s\n", when, result, which_are_open());
}

/* From now on no descriptor of this process may have the number `limit`, or one above it. */
static void allow_descriptors_below(int limit)
{
	struct rlimit limits;

	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limits), 0);
	limits.rlim_cur = (rlim_t)limit;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limits), 0);
}

int main(void)
{
	int pipefd[2] = {-1, -1};
	void *page;

	if (leat_pipe(ends) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	show("room for both ends", 0);
	CHECK_INT(leat_close(ends[0]), 0);
	CHECK_INT(leat_close(ends[1]), 0);

	page = leat_mmap(NULL, sizeof ends, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(page != MAP_FAILED);
	show("memory that may not be written", leat_pipe((int *)page));

	allow_descriptors_below(ends[1]); /* ends[0] is still to be had: one, and a pipe needs two */
	show("one descriptor left", leat_pipe(pipefd));
	CHECK(pipefd[0] == -1 && pipefd[1] == -1); /* Linux stores nothing when it fails */

	CHECK_INT(leat_munmap(page, sizeof ends), 0);
	return 0;
}
