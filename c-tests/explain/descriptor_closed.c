/*
 * EBADF: whether a descriptor is not open, which are, and which end of a pipe or which mode the call would have needed.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"

static void not_open(void)
{
	struct rlimit limit;
	char byte = 0;
	int fd = leat_open("/dev/null", O_RDONLY);

	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK_EXPLAINED(leat_read(-1, &byte, 1), -1, EBADF, "read", "the descriptor is -1, which open, socket");
	CHECK_EXPLAINED(leat_write(-9, &byte, 1), -1, EBADF, "write", "never negative, but this one is -9");
	CHECK_EXPLAINED(leat_read(123456789, &byte, 1), -1, EBADF, "read", "no call has returned fd 123456789",
	                text("RLIMIT_NOFILE is %ld", (long)limit.rlim_cur));
	CHECK_INT(leat_close(fd), 0);
	CHECK_EXPLAINED(leat_close(fd), -1, EBADF, "close", text("fd %d is not open now: it was closed before", fd), "Open are 0-",
	                "Do: close a descriptor once");
	CHECK_EXPLAINED(leat_write(fd, &byte, 1), -1, EBADF, "write", text("fd %d is not open now: it was closed, or", fd));
	CHECK_EXPLAINED(leat_fchdir(fd), -1, EBADF, "fchdir", text("fd %d is not open now", fd));
}

static void wrong_way(void)
{
	struct stat status;
	char byte = 0;
	int fds[2], fd;

	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_fstat(fds[0], &status), 0);
	CHECK_EXPLAINED(leat_write(fds[0], &byte, 1), -1, EBADF, "write",
	                text("fd %d is the read end of pipe %lu: writing needs its write end, which is fd %d here.", fds[0],
	                     (unsigned long)status.st_ino, fds[1]));
	CHECK_EXPLAINED(leat_read(fds[1], &byte, 1), -1, EBADF, "read",
	                text("fd %d is the write end of pipe %lu: reading needs its read end, which is fd %d here.", fds[1],
	                     (unsigned long)status.st_ino, fds[0]));
	CHECK_INT(leat_close(fds[1]), 0);
	CHECK_EXPLAINED(leat_write(fds[0], &byte, 1), -1, EBADF, "write", "its write end, which is not open here");
	CHECK_INT(leat_close(fds[0]), 0);

	fd = leat_open("/dev/null", O_RDONLY);
	CHECK_EXPLAINED(leat_write(fd, &byte, 1), -1, EBADF, "write",
	                text("fd %d is the device \"/dev/null\", opened read-only, which does not allow writing", fd),
	                "Do: open it with O_WRONLY, or O_RDWR.");
	CHECK_INT(leat_close(fd), 0);
	fd = leat_open("/", O_PATH);
	CHECK_EXPLAINED(leat_fchmod(fd, 0755), -1, EBADF, "fchmod", text("fd %d is the directory \"/\", opened with O_PATH", fd));
	CHECK_INT(leat_close(fd), 0);
}

static void duplicates(void)
{
	struct rlimit limit;
	int fd = leat_open("/dev/null", O_RDONLY), closed = leat_dup(fd);

	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK_INT(leat_close(closed), 0);
	CHECK_EXPLAINED(leat_dup2(closed, fd), -1, EBADF, "dup2", text("fd %d, which shall be duplicated, is not open", closed),
	                text("but fd %d is: the device \"/dev/null\"", fd), "Do: check the order of the arguments");
	CHECK_EXPLAINED(leat_dup2(fd, (int)limit.rlim_cur), -1, EBADF, "dup2",
	                text("the new descriptor, %ld, is not one that this process may have: they are 0 to %ld",
	                     (long)limit.rlim_cur, (long)limit.rlim_cur - 1));
	CHECK_EXPLAINED(leat_dup2(fd, -1), -1, EBADF, "dup2", "the new descriptor is -1, which open, socket, accept");
	CHECK_EXPLAINED(leat_dup2(closed, closed + 1), -1, EBADF, "dup2", text("fd %d is not open now", closed));
	CHECK_EXPLAINED(leat_dup3(fd, fd, 0), -1, EINVAL, "dup3", text("both descriptors are %d", fd));
	CHECK_EXPLAINED(leat_dup3(fd, fd + 1, O_NONBLOCK), -1, EINVAL, "dup3", "the only flag of dup3 is O_CLOEXEC");
	CHECK_EXPLAINED(leat_fcntl(fd, F_DUPFD, (int)limit.rlim_cur), -1, EINVAL, "fcntl",
	                text("the least number for the duplicate is %ld", (long)limit.rlim_cur));
	CHECK_EXPLAINED(leat_fcntl(fd, 9999, 0), -1, EINVAL, "fcntl", "9999 is not a command that this system knows");
	CHECK_EXPLAINED(leat_fcntl(fd, F_SETSIG, 99), -1, EINVAL, "fcntl", "99 is not a signal: they are 1 to 64.");
	CHECK_EXPLAINED(leat_fcntl(fd, F_NOTIFY, DN_ACCESS), -1, ENOTDIR, "fcntl",
	                text("fd %d is the device \"/dev/null\"", fd), ", not a directory.");
	CHECK_INT(leat_close(fd), 0);
}

/* In a child, which has few descriptors. */
static int in_a_set(void)
{
	fd_set set;
	int fd;

	for (fd = 3; fd < 20; fd++)
		close(fd);
	CHECK_INT(leat_dup2(0, 7), 7);
	FD_ZERO(&set);
	FD_SET(8, &set);
	CHECK_EXPLAINED(leat_select(10, &set, NULL, NULL, NULL), -1, EBADF, "select", "Of those below 10, the first argument,",
	                "not open now: 3-6 and 8, 9.");
	return 0;
}

int main(void)
{
	not_open();
	wrong_way();
	duplicates();
	CHECK_INT(in_child(in_a_set), 0);
	return 0;
}
