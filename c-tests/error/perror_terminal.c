/*
 * On a terminal leat_perror explains, unless LEAT_EXPLAIN is 0.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <unistd.h>

#include "terminal.h"

static int real_stderr, master, terminal;

/* What leat_perror writes to the terminal, lines ended by "\r\n". */
static const char *written(void)
{
	static char text[2000];
	size_t length = 0;
	const char *end;

	CHECK_INT(dup2(terminal, STDERR_FILENO), STDERR_FILENO);
	CHECK_INT(leat_close(-7), -1);
	leat_perror("close");
	CHECK_INT(errno, EBADF);
	fflush(stderr);
	CHECK_INT(dup2(real_stderr, STDERR_FILENO), STDERR_FILENO);
	/* Read up to a mark of our own, to know that there is no more. */
	CHECK_INT(write(terminal, "#", 1), 1);
	do {
		ssize_t got;
		CHECK((got = read(master, text + length, sizeof text - 1 - length)) > 0);
		length += (size_t)got;
		text[length] = '\0';
		end = strchr(text, '#');
	} while (end == NULL);
	text[end - text] = '\0';
	return text;
}

int main(void)
{
	char perrors[200], explained[2000];

	CHECK((real_stderr = dup(STDERR_FILENO)) >= 0);
	CHECK((master = posix_openpt(O_RDWR | O_NOCTTY)) >= 0);
	CHECK_INT(grantpt(master), 0);
	CHECK_INT(unlockpt(master), 0);
	CHECK((terminal = open(ptsname(master), O_RDWR | O_NOCTTY)) >= 0);

	CHECK_INT(leat_close(-7), -1);
	snprintf(perrors, sizeof perrors, "close: %s\r\n", strerror(EBADF));
	snprintf(explained, sizeof explained, "%s  leat: ", perrors);
	on_a_terminal(leat_error_text(), explained);
	CHECK(strstr(explained, "leat: close(-7): EBADF") != NULL);

	CHECK_INT(unsetenv("LEAT_EXPLAIN"), 0);
	CHECK_TEXT(written(), explained);
	CHECK_INT(setenv("LEAT_EXPLAIN", "1", 1), 0);
	CHECK_TEXT(written(), explained);
	CHECK_INT(setenv("LEAT_EXPLAIN", "0", 1), 0);
	CHECK_TEXT(written(), perrors);
	return 0;
}
