/* A forked child explains its own failures; they do not reach its parent. */
#include <sys/wait.h>

#include "check.h"

int main(void)
{
	pid_t child;
	int status;

	CHECK_FAILS(leat_close(-7), -1, EBADF, "close");
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		CHECK_FAILS(leat_close(-8), -1, EBADF, "close");
		CHECK(strncmp(leat_error_text(), "close(-8)", 9) == 0);
		return 0;
	}
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	errno = EBADF;
	CHECK(strncmp(leat_error_text(), "close(-7)", 9) == 0);
	return 0;
}
