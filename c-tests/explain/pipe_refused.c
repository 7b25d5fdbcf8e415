/*
 * What a pipe refuses: sizes, flags, and splices of what is no pipe.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static long setting(const char *path)
{
	long value = -1;
	FILE *file = fopen(path, "r");

	CHECK(file != NULL);
	CHECK_INT(fscanf(file, "%ld", &value), 1);
	fclose(file);
	return value;
}

static int unprivileged(void)
{
	const long limit = setting("/proc/sys/fs/pipe-max-size");
	int fds[2];

	if (!become_unprivileged())
		return 0;
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_EXPLAINED(leat_fcntl(fds[0], F_SETPIPE_SZ, (int)(2 * limit)), -1, EPERM, "fcntl",
	                text("%ld bytes are more than unprivileged processes may give a pipe: %ld", 2 * limit, limit),
	                text("Do: ask for %ld at most", limit));
	return 0;
}

/* Pipes of the greatest size, until there are as many pages as a user may have. */
static int too_many_pages(void)
{
	const long pages = setting("/proc/sys/fs/pipe-user-pages-soft"), most = setting("/proc/sys/fs/pipe-max-size");
	int fds[2], tries;

	if (pages == 0 || pages > 20000 || most < 1 << 20 || !become_unprivileged())
		return 0;
	for (tries = 0; tries < 200; tries++) {
		if (leat_pipe(fds) == -1)
			return 0; /* so many descriptors are not allowed here */
		if (leat_fcntl(fds[0], F_SETPIPE_SZ, 1 << 20) == -1)
			break;
	}
	CHECK_EXPLAINED(leat_fcntl(fds[0], F_SETPIPE_SZ, 1 << 20), -1, EPERM, "fcntl",
	                text("would hold more than %ld pages together (/proc/sys/fs/pipe-user-pages-soft)", pages));
	return 0;
}

int main(void)
{
	char byte = 0;
	struct iovec iov = {&byte, 1};
	int fds[2], fd = leat_open("/dev/null", O_RDWR), file = leat_creat("file", 0600);

	CHECK_INT(in_child(unprivileged), 0);
	CHECK_INT(in_child(too_many_pages), 0);
	CHECK_EXPLAINED(leat_pipe2(fds, O_RDWR | O_CLOEXEC), -1, EINVAL, "pipe2", "the only flags of pipe2 are O_CLOEXEC");
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_write(fds[1], "12345", 5), 5);
	CHECK_EXPLAINED(leat_fcntl(fds[0], F_SETPIPE_SZ, -1), -1, EINVAL, "fcntl", "-1 is no size for a pipe");
	CHECK_EXPLAINED(leat_fcntl(fd, F_SETPIPE_SZ, 4096), -1, EBADF, "fcntl", text("fd %d is the device \"/dev/null\"", fd));
	CHECK_INT(leat_fcntl(fds[0], F_SETPIPE_SZ, 65536), 65536);
	while (leat_fcntl(fds[1], F_SETFL, O_NONBLOCK) == 0 && leat_write(fds[1], "xxxxxxxxxxxx", 12) > 0)
		;
	CHECK_EXPLAINED(leat_fcntl(fds[0], F_SETPIPE_SZ, 4096), -1, EBUSY, "fcntl", "bytes are in the pipe now, of 65536",
	                "would not fit into 4096");
	CHECK_EXPLAINED(leat_splice(fd, NULL, file, NULL, 1, 0), -1, EINVAL, "splice",
	                "neither descriptor is a pipe: they are a character device and a regular file");
	CHECK_EXPLAINED(leat_splice(fds[0], NULL, fds[1], NULL, 1, 0), -1, EINVAL, "splice", "ends of the same pipe");
	CHECK_EXPLAINED(leat_tee(fds[0], fds[1], 1, 0), -1, EINVAL, "tee", "ends of the same pipe");
	CHECK_EXPLAINED(leat_tee(fds[0], fd, 1, 0), -1, EINVAL, "tee", text("fd %d is the device", fd), "both must be pipes");
	CHECK_EXPLAINED(leat_vmsplice(fd, &iov, 1, 0), -1, EBADF, "vmsplice", "vmsplice needs an end of a pipe");
	leat_close(fd);
	leat_close(file);
	leat_close(fds[0]);
	leat_close(fds[1]);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
