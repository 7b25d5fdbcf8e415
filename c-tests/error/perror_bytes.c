/* leat_perror writes what perror writes, byte for byte; asked to explain, an explanation below. It leaves errno alone. */
#include <fcntl.h>
#include <unistd.h>

#include "check.h"

static int real_stderr;

/* What `report` writes to standard error, which is the file of that descriptor; the text is static. */
static const char *written(void (*report)(const char *), const char *prefix, int number, int to, int from)
{
	static char text[2][2000];
	static int turn;
	char *into = text[turn = !turn];
	ssize_t length;
	int after;

	CHECK_INT(dup2(to, STDERR_FILENO), STDERR_FILENO);
	errno = number;
	report(prefix);
	after = errno;
	fflush(stderr);
	CHECK_INT(dup2(real_stderr, STDERR_FILENO), STDERR_FILENO);
	/* libc's own may change it. */
	if (report == leat_perror)
		CHECK_INT(after, number);
	CHECK((length = read(from, into, sizeof text[0] - 1)) >= 0);
	into[length] = '\0';
	return into;
}

/* Replaces each run of spaces and newlines by a space. */
static void squeeze(char *text)
{
	char *to = text, before = '\0';

	for (; *text != '\0'; text++) {
		char now = *text == '\n' ? ' ' : *text;

		if (now != ' ' || before != ' ')
			*to++ = now;
		before = now;
	}
	*to = '\0';
}

/* What follows perror's bytes is the explanation, set to the right and broken anew. */
static void check_explained(const char *actual, const char *perrors, const char *seen)
{
	char expected[2000], below[2000];
	const char *line;

	CHECK(strncmp(actual, perrors, strlen(perrors)) == 0);
	actual += strlen(perrors);
	CHECK(strlen(actual) < sizeof below && actual[strlen(actual) - 1] == '\n');
	for (line = actual; *line != '\0'; line = strchr(line, '\n') + 1)
		CHECK(strncmp(line, "  ", 2) == 0);
	snprintf(expected, sizeof expected, "  leat: %s%s\n", seen, leat_error_text());
	squeeze(expected);
	squeeze(strcpy(below, actual));
	CHECK_TEXT(below, expected);
}

int main(void)
{
	static const char *const prefixes[] = {"prefix", "", NULL, "100 %s", "close chdir", "prog: chdir failed, close", "closed_chdir"};
	const char *seen = "last failure leat saw on this thread: ";
	static const int numbers[] = {0, ENOENT, EBADF, EPERM, 9999, -1};
	char expected[2000];
	int fds[2][2], i, j, way;

	CHECK((real_stderr = dup(STDERR_FILENO)) >= 0);
	CHECK_INT(pipe(fds[0]), 0);
	CHECK((fds[1][1] = open("file", O_WRONLY | O_CREAT | O_APPEND, 0600)) >= 0);
	CHECK((fds[1][0] = open("file", O_RDONLY)) >= 0);
	CHECK_INT(leat_close(-7), -1);
	CHECK_INT(leat_chdir("/nope"), -1);

	for (way = 0; way < 2; way++) {
		int to = fds[way][1], from = fds[way][0];
		for (i = 0; i < (int)(sizeof prefixes / sizeof *prefixes); i++) {
			for (j = 0; j < 6; j++) {
				const char *prefix = prefixes[i];
				int number = numbers[j];

				strcpy(expected, written(perror, prefix, number, to, from));
				CHECK(strlen(expected) > 0);
				CHECK_INT(unsetenv("LEAT_EXPLAIN"), 0);
				CHECK_TEXT(written(leat_perror, prefix, number, to, from), expected);
				CHECK_INT(setenv("LEAT_EXPLAIN", "0", 1), 0);
				CHECK_TEXT(written(leat_perror, prefix, number, to, from), expected);
				CHECK_INT(setenv("LEAT_EXPLAIN", "1", 1), 0);
				errno = number;
				if (number == EBADF || number == ENOENT) {
					CHECK(leat_error_text()[0] != '\0');
					/* Two of the prefixes name the calls, as words. */
					check_explained(written(leat_perror, prefix, number, to, from), expected,
					                i == 4 || i == 5 ? "" : seen);
				} else {
					CHECK_TEXT(leat_error_text(), "");
					CHECK_TEXT(written(leat_perror, prefix, number, to, from), expected);
				}
			}
		}
	}
	CHECK_INT(unlink("file"), 0);
	return 0;
}
