/*
 * An explanation asks for memory and descriptors, and does without: the host's last ones are not needed, and nothing of it
 * is ended or left behind.
 *
 * test: flags -D_GNU_SOURCE
 * test: only c
 * test: no valgrind
 * test: no sanitizer
 */
#include <sys/resource.h>

#include "child.h"
#include "failures.h"

static void look(const char *function)
{
	int number = errno;
	const char *text = leat_error_text();

	CHECK_INT(errno, number);
	CHECK(text[0] == '\0' || strncmp(text, function, strlen(function)) == 0);
	CHECK(strlen(text) < 1024);
}

/* How many descriptors are open. */
static int descriptors(void)
{
	int fd, count = 0;

	for (fd = 0; fd < 1024; fd++)
		count += fcntl(fd, F_GETFD) != -1;
	return count;
}

static int without_descriptors(void)
{
	struct rlimit limit = {64, 64};
	int before;

	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	while (dup(0) != -1)
		;
	before = descriptors();
	CHECK_FAILS(leat_open("/dev/null", O_RDONLY), -1, EMFILE, "open");
	CHECK_SAID("EMFILE: ");
	CHECK(fail_everywhere(look) >= 25);
	CHECK_INT(descriptors(), before);
	return 0;
}

static int without_memory(void)
{
	struct rlimit limit = {0, 0};
	size_t size;
	int failures;

	/* What is mapped stays, and nothing is added; then all that malloc has left is taken, but for a few bytes. */
	CHECK_INT(setrlimit(RLIMIT_AS, &limit), 0);
	for (size = 1 << 20; size >= 64; size /= 2)
		while (malloc(size) != NULL)
			;
	failures = fail_everywhere(look);
	CHECK(failures >= 25);
	return 0;
}

int main(void)
{
	int before = descriptors();

	fail_everywhere(look);
	CHECK_INT(descriptors(), before);
	CHECK_INT(in_child(without_descriptors), 0);
	CHECK_INT(in_child(without_memory), 0);
	return 0;
}
