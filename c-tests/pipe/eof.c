/* A reader gets what was written, and then the end once the last writer has closed. */
#include "check.h"

int main(void)
{
	char text[8] = "";
	int fds[2];

	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_write(fds[1], "water", 5), 5);
	CHECK_INT(leat_close(fds[1]), 0);
	CHECK_INT(leat_read(fds[0], text, sizeof text), 5);
	CHECK_TEXT(text, "water");
	CHECK_INT(leat_read(fds[0], text, sizeof text), 0);
	CHECK_INT(leat_close(fds[0]), 0);
	CHECK_FAILS(leat_read(fds[0], text, 1), -1, EBADF, "read");
	return 0;
}
