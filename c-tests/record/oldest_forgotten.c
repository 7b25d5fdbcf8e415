/* The four newest failures are remembered; an older one is not explained, rather than wrongly. */
#include <signal.h>

#include "check.h"

int main(void)
{
	static const struct {
		int code;
		const char *call;
	} newest[] = {{ENOENT, "chdir("}, {EEXIST, "mkdir("}, {ENOTDIR, "access("}, {EINVAL, "kill("}};
	int i;

	CHECK_FAILS(leat_close(-7), -1, EBADF, "close");
	CHECK_FAILS(leat_chdir("/nope"), -1, ENOENT, "chdir");
	CHECK_FAILS(leat_mkdir("/", 0700), -1, EEXIST, "mkdir");
	CHECK_FAILS(leat_access("/dev/null/x", 0), -1, ENOTDIR, "access");
	CHECK_FAILS(leat_kill(0, 12345), -1, EINVAL, "kill");
	for (i = 0; i < 4; i++) {
		errno = newest[i].code;
		CHECK(strncmp(leat_error_text(), newest[i].call, strlen(newest[i].call)) == 0);
	}
	errno = EBADF;
	CHECK_TEXT(leat_error_text(), "");
	return 0;
}
