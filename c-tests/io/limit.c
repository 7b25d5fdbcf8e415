/*
 * A process that may have no more descriptors gets none, and may not poll as many. (valgrind has a limit of its own.)
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 */
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>

#include "check.h"

int main(void)
{
	struct rlimit limit, none;
	struct pollfd wanted = {0, POLLIN, 0};
	int fds[2] = {-1, -1};

	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	none = limit;
	none.rlim_cur = 0;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &none), 0);
	CHECK_FAILS(leat_pipe(fds), -1, EMFILE, "pipe");
	CHECK_INT(fds[0], -1);
	CHECK_FAILS(leat_dup(0), -1, EMFILE, "dup");
	CHECK_FAILS(leat_open("/dev/null", O_RDONLY), -1, EMFILE, "open");
	CHECK_FAILS(leat_poll(&wanted, 1, 0), -1, EINVAL, "poll");
	CHECK_FAILS(leat_poll_chk(&wanted, 1, 0, sizeof wanted), -1, EINVAL, "poll");
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	return 0;
}
