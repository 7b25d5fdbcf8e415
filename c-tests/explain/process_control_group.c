/* fork EAGAIN in a control group that allows no more processes, where root can make one. */
/* test: flags -D_GNU_SOURCE */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../child.h"
#include "explained.h"

static char group[128];

/* Gives 0 where such a file cannot be written. */
static int set(const char *file, const char *value)
{
	const int fd = open(text("%s/%s", group, file), O_WRONLY);
	const int written = fd >= 0 && write(fd, value, strlen(value)) == (ssize_t)strlen(value);

	if (fd >= 0)
		close(fd);
	return written;
}

static int no_more(void)
{
	if (!set("cgroup.procs", text("%ld", (long)getpid())))
		return 0;
	CHECK_EXPLAINED(leat_fork(), -1, EAGAIN, "fork", "the control group of this process", "has 1 of 1 processes and threads",
	                text("(%s/pids.max)", group), "or give the container more");
	return 0;
}

int main(void)
{
	const char *hierarchies[] = {"/sys/fs/cgroup/pids", "/sys/fs/cgroup/unified", "/sys/fs/cgroup"};
	size_t i;

	for (i = 0; i < sizeof hierarchies / sizeof *hierarchies; i++) {
		snprintf(group, sizeof group, "%s/leat-%ld", hierarchies[i], (long)getpid());
		if (mkdir(group, 0755) == -1)
			continue;
		if (set("pids.max", "1"))
			CHECK_INT(in_child(no_more), 0);
		CHECK_INT(rmdir(group), 0);
	}
	return 0;
}
