/*
 * A pseudoterminal is made; its slave is a terminal with settings, and what is no terminal has none.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <termios.h>

#include "check.h"

int main(void)
{
	struct termios settings;
	char text[8] = "", *name;
	int master, slave, pipe_ends[2];

	CHECK((master = leat_posix_openpt(O_RDWR | O_NOCTTY)) >= 0);
	CHECK_INT(leat_grantpt(master), 0);
	CHECK_INT(leat_unlockpt(master), 0);
	CHECK((name = leat_ptsname(master)) != NULL);
	CHECK((slave = leat_open(name, O_RDWR | O_NOCTTY)) >= 0);
	CHECK_INT(leat_isatty(slave), 1);

	/* Neither is what is typed shown, nor is a whole line waited for. */
	CHECK_INT(leat_tcgetattr(slave, &settings), 0);
	CHECK((settings.c_lflag & ICANON) != 0);
	settings.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	CHECK_INT(leat_tcsetattr(slave, TCSANOW, &settings), 0);
	CHECK_INT(leat_write(master, "x", 1), 1);
	CHECK_INT(leat_read(slave, text, sizeof text), 1);
	CHECK_TEXT(text, "x");

	CHECK_INT(leat_pipe(pipe_ends), 0);
	CHECK_FAILS(leat_isatty(pipe_ends[0]), 0, ENOTTY, "isatty");
	CHECK_FAILS(leat_isatty(-1), 0, EBADF, "isatty");
	CHECK_FAILS(leat_tcgetattr(pipe_ends[0], &settings), -1, ENOTTY, "tcgetattr");
	CHECK_FAILS(leat_tcsetattr(pipe_ends[0], TCSANOW, &settings), -1, ENOTTY, "tcsetattr");
	CHECK_FAILS(leat_tcsetattr(slave, 77, &settings), -1, EINVAL, "tcsetattr");
	CHECK_FAILS(leat_posix_openpt(O_RDWR | O_DIRECTORY), -1, ENOTDIR, "posix_openpt");
	CHECK_FAILS(leat_grantpt(-1), -1, EBADF, "grantpt");
	CHECK_FAILS(leat_unlockpt(-1), -1, EBADF, "unlockpt");
	CHECK_FAILS(leat_ptsname(-1), NULL, EBADF, "ptsname");
	CHECK_FAILS(leat_ptsname(pipe_ends[0]), NULL, ENOTTY, "ptsname");
	return 0;
}
