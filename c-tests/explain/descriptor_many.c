/*
 * EMFILE: how many descriptors there are, what they are, and the limit; with no descriptor left to read that with.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"

enum { LIMIT = 20 };

static int no_more(void)
{
	const struct rlimit limit = {LIMIT, LIMIT + 10}, fixed = {LIMIT, LIMIT};
	int fds[2], fd;

	for (fd = 3; fd < 300; fd++)
		close(fd);
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	while (leat_pipe(fds) == 0)
		;
	CHECK_SAID("pipe makes two descriptors, and this process has 19 open, and may have 20 (RLIMIT_NOFILE): 16 ends of pipes",
	           "Do: close what is no longer used, or raise the limit (ulimit -n, up to 30).");
	CHECK_INT(leat_open("/dev/null", O_RDONLY), LIMIT - 1);
	CHECK_EXPLAINED(leat_open("/dev/null", O_RDONLY), -1, EMFILE, "open", "this process has 20 descriptors open", "16 ends of pipes",
	                "The last, fd 19, is the device \"/dev/null\", opened read-only.");
	CHECK_EXPLAINED(leat_opendir("/"), NULL, EMFILE, "opendir", "this process has 20 descriptors open");
	CHECK_EXPLAINED(leat_dup(0), -1, EMFILE, "dup", "this process has 20 descriptors open");
	CHECK_FAILS(leat_dup(0), -1, EMFILE, "dup");
	/* What cannot be raised any more is not advised. */
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &fixed), 0);
	errno = EMFILE;
	CHECK_SAID("Do: close what is no longer used.");
	for (fd = 5; fd < 15; fd++)
		close(fd);
	errno = EMFILE;
	CHECK_SAID("this process had as many descriptors open as it may (20, RLIMIT_NOFILE); now there are 10.");
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(no_more), 0);
	return 0;
}
