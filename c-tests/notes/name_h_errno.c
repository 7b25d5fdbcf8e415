/*
 * Note 002, Internet domain Sockets: gethostbyname() returns NULL for a name that it cannot find, and says why not in
 * h_errno instead of errno; herror() prints it, as perror() prints errno.
 *
 *     HOST_NOT_FOUND   there is no such host
 *     NO_DATA          there is such a name, but it has no address
 *     TRY_AGAIN        nobody answered: so says a machine without network, too
 *     NO_RECOVERY      the question was refused
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
10.0.0.256 is no address, and all digits and dots is no name: HOST_NOT_FOUND
herror says: 10.0.0.256: Unknown host
host.invalid is a name that nobody can have: not found, and h_errno is one of the four
herror says the same as hstrerror
*/
#include <leat.h>

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

static const char *name_of(int number)
{
	switch (number) {
	case HOST_NOT_FOUND:
		return "HOST_NOT_FOUND";
	case NO_DATA:
		return "NO_DATA";
	case TRY_AGAIN:
		return "TRY_AGAIN";
	case NO_RECOVERY:
		return "NO_RECOVERY";
	default:
		return NULL;
	}
}

static void check_not_found(const char *name)
{
	h_errno = 0;
	CHECK(leat_gethostbyname(name) == NULL);
	CHECK_TEXT(leat_error_function(), "gethostbyname");
	CHECK_INT(leat_error_code(), h_errno);
	CHECK(name_of(h_errno) != NULL);
}

/* Stores what herror writes to standard error, which is a pipe meanwhile. */
static void catch_herror(const char *name, char *text, size_t size)
{
	int fd[2], saved = leat_dup(STDERR_FILENO);
	ssize_t length;

	CHECK(saved != -1);
	CHECK_INT(leat_pipe(fd), 0);
	CHECK_INT(leat_dup2(fd[1], STDERR_FILENO), STDERR_FILENO);
	leat_herror(name);
	CHECK_INT(leat_dup2(saved, STDERR_FILENO), STDERR_FILENO);
	CHECK_INT(leat_close(saved), 0);
	CHECK_INT(leat_close(fd[1]), 0);

	CHECK((length = leat_read(fd[0], text, size - 1)) > 0);
	text[length] = '\0';
	CHECK_INT(leat_close(fd[0]), 0);
}

int main(void)
{
	char text[256], expected[256];

	/* Nobody is asked about this one. */
	check_not_found("10.0.0.256");
	printf("10.0.0.256 is no address, and all digits and dots is no name: %s\n", name_of(h_errno));
	catch_herror("10.0.0.256", text, sizeof text);
	printf("herror says: %s", text);

	/* Here servers may be asked, each for a second at most. What they say depends on the network. */
	CHECK_INT(setenv("RES_OPTIONS", "timeout:1 attempts:1", 1), 0);
	check_not_found("host.invalid");
	printf("host.invalid is a name that nobody can have: not found, and h_errno is one of the four\n");
	snprintf(expected, sizeof expected, "host.invalid: %s\n", hstrerror(h_errno));
	catch_herror("host.invalid", text, sizeof text);
	CHECK_TEXT(text, expected);
	printf("herror says the same as hstrerror\n");
	return 0;
}
