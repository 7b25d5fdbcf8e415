/*
 * Positions, lengths and limits of files: lseek, ftruncate, posix_fallocate, RLIMIT_FSIZE.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"

static int limited(void)
{
	const struct rlimit limit = {1000, 1000};
	int fd = leat_open("file", O_WRONLY);

	leat_signal(SIGXFSZ, SIG_IGN);
	CHECK_INT(setrlimit(RLIMIT_FSIZE, &limit), 0);
	CHECK_EXPLAINED(leat_ftruncate(fd, 2000), -1, EFBIG, "ftruncate", "RLIMIT_FSIZE allows this process files of 1000 bytes at most",
	                text("Fd %d, the file \"", fd), "has 5 bytes now", "(ulimit -f");
	CHECK_EXPLAINED(leat_pwrite(fd, "x", 1, 1000), -1, EFBIG, "pwrite", "files of 1000 bytes at most");
	return 0;
}

int main(void)
{
	int fds[2], fd = leat_open("file", O_RDWR | O_CREAT, 0600), reader = leat_open("file", O_RDONLY);

	CHECK_INT(leat_write(fd, "12345", 5), 5);
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_EXPLAINED(leat_lseek(fd, -1, SEEK_SET), (off_t)-1, EINVAL, "lseek", "the position would be -1");
	CHECK_EXPLAINED(leat_lseek(fd, -6, SEEK_CUR), (off_t)-1, EINVAL, "lseek", "the position is 5 now; -6 more");
	CHECK_EXPLAINED(leat_lseek(fd, -6, SEEK_END), (off_t)-1, EINVAL, "lseek", "the file has 5 bytes now, and -6 more");
	CHECK_EXPLAINED(leat_lseek(fd, 0, 77), (off_t)-1, EINVAL, "lseek", "77 is none of SEEK_SET, SEEK_CUR and SEEK_END",
	                "Do: check the order of the arguments");
	CHECK_EXPLAINED(leat_lseek(fd, 100, SEEK_DATA), (off_t)-1, ENXIO, "lseek", "the file has 5 bytes now", "from 100 on");
	CHECK_EXPLAINED(leat_ftruncate(fd, -1), -1, EINVAL, "ftruncate", "the length is -1");
	CHECK_EXPLAINED(leat_ftruncate(reader, 1), -1, EINVAL, "ftruncate", text("fd %d is the file \"", reader),
	                "file\", opened read-only, and to set its length it must be open for writing");
	CHECK_EXPLAINED(leat_ftruncate(fds[1], 1), -1, EINVAL, "ftruncate", text("fd %d is the write end of pipe", fds[1]),
	                "only regular files and shared memory have a length");
	CHECK_FAILS((errno = leat_posix_fallocate(fd, 0, 0)), EINVAL, EINVAL, "posix_fallocate");
	CHECK_SAID("the range begins at 0 and has 0 bytes");
	/* FALLOC_FL_PUNCH_HOLE without FALLOC_FL_KEEP_SIZE, and with FALLOC_FL_ZERO_RANGE. */
	CHECK_EXPLAINED(leat_fallocate(fd, 0x2, 0, 1), -1, EOPNOTSUPP, "fallocate", "FALLOC_FL_PUNCH_HOLE must come with FALLOC_FL_KEEP_SIZE.");
	CHECK_EXPLAINED(leat_fallocate(fd, 0x13, 0, 1), -1, EOPNOTSUPP, "fallocate", "is no mode of fallocate, or one of several that do not");
	CHECK_EXPLAINED(leat_fsync(fds[0]), -1, EINVAL, "fsync", text("fd %d is the read end of pipe", fds[0]), "brought to a disk");
	CHECK_INT(in_child(limited), 0);
	leat_close(fd);
	leat_close(reader);
	leat_close(fds[0]);
	leat_close(fds[1]);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
