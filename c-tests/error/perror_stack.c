/*
 * A thread whose stack is just large enough for perror may call leat_perror, also where that explains.
 *
 * test: no valgrind
 * test: no sanitizer
 */
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static void *libcs(void *unused)
{
	(void)unused;
	errno = EBADF;
	perror("close");
	return NULL;
}

static void *leats(void *unused)
{
	(void)unused;
	leat_close(-7);
	leat_perror("close");
	return NULL;
}

/* Does it end well on a thread with a stack of that size? */
static int ends_well(void *(*report)(void *), size_t size)
{
	pthread_attr_t attributes;
	pthread_t thread;
	pid_t child;
	int status, null;

	CHECK((child = fork()) >= 0);
	if (child == 0) {
		CHECK((null = open("/dev/null", O_WRONLY)) >= 0);
		CHECK_INT(pthread_attr_init(&attributes), 0);
		CHECK_INT(pthread_attr_setstacksize(&attributes, size), 0);
		/* Not for reading: then perror needs the most, as it writes to the unbuffered stream itself. */
		CHECK_INT(dup2(null, STDERR_FILENO), STDERR_FILENO);
		CHECK_INT(pthread_create(&thread, &attributes, report, NULL), 0);
		CHECK_INT(pthread_join(thread, NULL), 0);
		_exit(0);
	}
	CHECK_INT(waitpid(child, &status, 0), child);
	return status == 0;
}

int main(void)
{
	size_t size = (size_t)PTHREAD_STACK_MIN;

	while (!ends_well(libcs, size))
		size += 1024;
	CHECK_INT(setenv("LEAT_EXPLAIN", "0", 1), 0);
	CHECK(ends_well(leats, size + 256));
	CHECK_INT(setenv("LEAT_EXPLAIN", "1", 1), 0);
	CHECK(ends_well(leats, size + 256));
	return 0;
}
