/*
 * errno is explained by the newest failure of a leat function that had it, whatever failed since with another errno. A call
 * that did not go through leat is not known: after it, the explanation is of leat's newest failure with that errno.
 */
#include <fcntl.h>
#include <unistd.h>

#include "check.h"

static int starts(const char *beginning)
{
	return strncmp(leat_error_text(), beginning, strlen(beginning)) == 0;
}

int main(void)
{
	CHECK_FAILS(leat_close(-7), -1, EBADF, "close");
	CHECK_FAILS(leat_open("/nope", O_RDONLY), -1, ENOENT, "open");
	CHECK_FAILS(leat_dup(-8), -1, EBADF, "dup");
	CHECK(starts("dup(-8)"));
	errno = ENOENT;
	CHECK(starts("open(\"/nope\""));
	CHECK_TEXT(leat_error_function(), "dup");
	CHECK_INT(leat_error_code(), EBADF);

	/* What no call of leat failed with is not explained. */
	errno = EPERM;
	CHECK_TEXT(leat_error_text(), "");
	errno = 0;
	CHECK_TEXT(leat_error_text(), "");

	/* libc's own close, with the errno of an older failure of leat. */
	CHECK_INT(close(-9), -1);
	CHECK_INT(errno, EBADF);
	CHECK(starts("dup(-8)"));
	return 0;
}
