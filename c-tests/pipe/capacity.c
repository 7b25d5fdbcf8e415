/*
 * A pipe's capacity can be asked for and changed within what the kernel allows, and a refusal tells the limit.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static long setting(const char *path)
{
	long value = 0;
	FILE *file = fopen(path, "r");

	CHECK(file != NULL && fscanf(file, "%ld", &value) == 1);
	fclose(file);
	return value;
}

static int not_above_the_limit(void)
{
	long limit = setting("/proc/sys/fs/pipe-max-size");
	int ends[2];

	CHECK_INT(leat_pipe_open(0, ends), 0);
	if (become_unprivileged() && limit < 1L << 30)
		CHECK_EXPLAINED(leat_pipe_set_capacity(ends[1], (size_t)limit + 1), -1, EPERM, "pipe_set_capacity",
		                text("%ld (/proc/sys/fs/pipe-max-size)", limit));
	return 0;
}

int main(void)
{
	static char much[20000];
	int ends[2], page = (int)sysconf(_SC_PAGESIZE);

	CHECK_INT(leat_pipe_open(LEAT_PIPE_NONBLOCK, ends), 0);
	CHECK_INT(leat_pipe_capacity(ends[0]), fcntl(ends[1], F_GETPIPE_SZ));
	CHECK_INT(leat_pipe_set_capacity(ends[1], (size_t)page + 1), 2 * page);
	CHECK_INT(leat_pipe_set_capacity(ends[0], 1), page);
	CHECK_INT(leat_pipe_capacity(ends[1]), page);
	CHECK_INT(write(ends[1], much, sizeof much), page);
	CHECK_INT(leat_pipe_set_capacity(ends[0], 5 * (size_t)page), 8 * page);
	CHECK_INT(write(ends[1], much, (size_t)page), page);
	CHECK_EXPLAINED(leat_pipe_set_capacity(ends[1], 1), -1, EBUSY, "pipe_set_capacity", text("%d bytes", 2 * page));
	CHECK_INT(leat_pipe_queued(ends[1]), 2 * page);

	CHECK_FAILS(leat_pipe_set_capacity(ends[1], 0), -1, EINVAL, "pipe_set_capacity");
	CHECK_FAILS(leat_pipe_set_capacity(ends[1], SIZE_MAX), -1, EINVAL, "pipe_set_capacity");
	CHECK_FAILS(leat_pipe_set_capacity(ends[1], (1UL << 32) + 4096), -1, EINVAL, "pipe_set_capacity");
	CHECK_INT(in_child(not_above_the_limit), 0);

	CHECK_INT(close(ends[1]), 0);
	CHECK((ends[1] = open("/dev/null", O_RDWR)) != -1);
	CHECK_EXPLAINED(leat_pipe_capacity(ends[1]), -1, EBADF, "pipe_capacity", "only pipes and FIFOs");
	CHECK_FAILS(leat_pipe_set_capacity(ends[1], 4096), -1, EBADF, "pipe_set_capacity");
	CHECK_FAILS(leat_pipe_queued(ends[1]), -1, EBADF, "pipe_queued");
	CHECK_FAILS(leat_pipe_capacity(-1), -1, EBADF, "pipe_capacity");
	CHECK_FAILS(leat_pipe_queued(-1), -1, EBADF, "pipe_queued");
	return 0;
}
