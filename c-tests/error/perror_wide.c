/*
 * Like perror, leat_perror leaves it to the program whether standard error is for bytes or for wide characters, and explains
 * either way.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <unistd.h>
#include <wchar.h>

#include "terminal.h"

/* Lines, ended by "\r\n", that were written to the terminal; a mark of our own tells that there are no more. */
static const char *written(int master, int terminal)
{
	static char text[2000];
	size_t length = 0;

	CHECK_INT(write(terminal, "#", 1), 1);
	do {
		ssize_t got;
		CHECK((got = read(master, text + length, sizeof text - 1 - length)) > 0);
		length += (size_t)got;
		text[length] = '\0';
	} while (text[length - 1] != '#');
	text[length - 1] = '\0';
	return text;
}

int main(void)
{
	char explained[2000];
	int real_stderr, master, terminal, orientation, wide;

	CHECK((real_stderr = dup(STDERR_FILENO)) >= 0);
	CHECK((master = posix_openpt(O_RDWR | O_NOCTTY)) >= 0);
	CHECK_INT(grantpt(master), 0);
	CHECK_INT(unlockpt(master), 0);
	CHECK((terminal = open(ptsname(master), O_RDWR | O_NOCTTY)) >= 0);
	CHECK_INT(setenv("LEAT_EXPLAIN", "1", 1), 0);
	CHECK_INT(leat_close(-7), -1);
	snprintf(explained, sizeof explained, "close: %s\r\n  leat: ", strerror(EBADF));
	on_a_terminal(leat_error_text(), explained);

	CHECK_INT(dup2(terminal, STDERR_FILENO), STDERR_FILENO);
	leat_perror("close");
	orientation = fwide(stderr, 0);
	wide = fwprintf(stderr, L"wide\n");
	CHECK_INT(dup2(real_stderr, STDERR_FILENO), STDERR_FILENO);
	CHECK_INT(orientation, 0);
	CHECK_INT(wide, 5);
	strcat(explained, "wide\r\n");
	CHECK_TEXT(written(master, terminal), explained);

	CHECK_INT(dup2(terminal, STDERR_FILENO), STDERR_FILENO);
	errno = EBADF;
	leat_perror("close");
	fwprintf(stderr, L"wide\n");
	CHECK_INT(dup2(real_stderr, STDERR_FILENO), STDERR_FILENO);
	CHECK_TEXT(written(master, terminal), explained);
	return 0;
}
