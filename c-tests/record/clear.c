/* After leat_error_clear nothing is explained until the next failure. */
#include "check.h"

int main(void)
{
	CHECK_FAILS(leat_close(-7), -1, EBADF, "close");
	CHECK_FAILS(leat_chdir("/nope"), -1, ENOENT, "chdir");
	leat_error_clear();
	CHECK_INT(errno, ENOENT);
	CHECK_TEXT(leat_error_text(), "");
	errno = EBADF;
	CHECK_TEXT(leat_error_text(), "");
	CHECK_TEXT(leat_error_function(), "");
	CHECK_INT(leat_error_code(), 0);

	CHECK_FAILS(leat_chdir("/nope"), -1, ENOENT, "chdir");
	errno = EBADF;
	CHECK_TEXT(leat_error_text(), "");
	return 0;
}
