/*
 * ioctl takes nothing, a number or a pointer, as the request asks.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/ioctl.h>

#include "check.h"

int main(void)
{
	struct winsize size = {0, 0, 0, 0};
	int fds[2], number = 1;

	CHECK_INT(leat_pipe(fds), 0);

	/* A pointer. */
	CHECK_INT(leat_ioctl(fds[0], FIONBIO, &number), 0);
	CHECK((leat_fcntl(fds[0], F_GETFL) & O_NONBLOCK) != 0);
	CHECK_INT(leat_write(fds[1], "leat", 4), 4);
	CHECK_INT(leat_ioctl(fds[0], FIONREAD, &number), 0);
	CHECK_INT(number, 4);

	/* Nothing. */
	CHECK_INT(leat_ioctl(fds[0], FIOCLEX), 0);
	CHECK_INT(leat_fcntl(fds[0], F_GETFD), FD_CLOEXEC);
	CHECK_INT(leat_ioctl(fds[0], FIONCLEX), 0);
	CHECK_INT(leat_fcntl(fds[0], F_GETFD), 0);

	CHECK_FAILS(leat_ioctl(fds[0], TIOCGWINSZ, &size), -1, ENOTTY, "ioctl");
	CHECK(strstr(leat_error_text(), ", TIOCGWINSZ, 0x") != NULL);
	CHECK_FAILS(leat_ioctl(fds[0], TIOCSCTTY, 7), -1, ENOTTY, "ioctl");
	CHECK(strstr(leat_error_text(), ", TIOCSCTTY, 7): ENOTTY") != NULL);
	CHECK_FAILS(leat_ioctl(-1, FIOCLEX), -1, EBADF, "ioctl");
	CHECK(strstr(leat_error_text(), "ioctl(-1, FIOCLEX): EBADF") == leat_error_text());
	CHECK_FAILS(leat_ioctl(fds[0], 0x12345678, 9L), -1, ENOTTY, "ioctl");
	CHECK(strstr(leat_error_text(), ", 0x12345678, 9): ENOTTY") != NULL);
	return 0;
}
