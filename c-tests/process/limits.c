/*
 * A process is told what it may use, and lowers it; only root raises the maximum again.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
#include <sys/resource.h>

#include "child.h"
#include "unprivileged.h"

static int lowered(void)
{
	struct rlimit limit, higher;

	CHECK_INT(leat_getrlimit(RLIMIT_CORE, &limit), 0);
	limit.rlim_cur = limit.rlim_max = 0;
	CHECK_INT(leat_setrlimit(RLIMIT_CORE, &limit), 0);
	CHECK_INT(leat_getrlimit(RLIMIT_CORE, &limit), 0);
	CHECK_INT(limit.rlim_max, 0);
	if (!become_unprivileged())
		return 0;
	higher.rlim_cur = higher.rlim_max = 1;
	CHECK_FAILS(leat_setrlimit(RLIMIT_CORE, &higher), -1, EPERM, "setrlimit");
	CHECK(strstr(leat_error_text(), "setrlimit(RLIMIT_CORE, 0x") == leat_error_text());
	return 0;
}

int main(void)
{
	struct rlimit limit;

	CHECK_INT(in_child(lowered), 0);
	CHECK_FAILS(leat_getrlimit(-1, &limit), -1, EINVAL, "getrlimit");
	CHECK_INT(leat_getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = limit.rlim_max;
	limit.rlim_max = 0;
	CHECK_FAILS(leat_setrlimit(RLIMIT_NOFILE, &limit), -1, EINVAL, "setrlimit");
	return 0;
}
