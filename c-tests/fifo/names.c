/*
 * A FIFO is a name for a pipe.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static void check_fifo(const char *name, mode_t mode)
{
	struct stat status;
	char byte = 0;
	int fd;

	CHECK_INT(leat_stat(name, &status), 0);
	CHECK(S_ISFIFO(status.st_mode));
	CHECK_INT(status.st_mode & 0777, mode);
	CHECK((fd = leat_open(name, O_RDWR)) >= 0);
	CHECK_INT(leat_write(fd, "x", 1), 1);
	CHECK_INT(leat_read(fd, &byte, 1), 1);
	CHECK_INT(byte, 'x');
	CHECK_INT(leat_close(fd), 0);
	CHECK_INT(leat_unlink(name), 0);
}

int main(void)
{
	leat_umask(0);
	CHECK_INT(leat_mkfifo("fifo", 0640), 0);
	CHECK_FAILS(leat_mkfifo("fifo", 0640), -1, EEXIST, "mkfifo");
	CHECK_FAILS(leat_open("fifo", O_WRONLY | O_NONBLOCK), -1, ENXIO, "open");
	check_fifo("fifo", 0640);
	CHECK_INT(leat_mkfifoat(AT_FDCWD, "fifo", 0604), 0);
	CHECK_FAILS(leat_mkfifoat(-1, "fifo", 0604), -1, EBADF, "mkfifoat");
	check_fifo("fifo", 0604);
	CHECK_INT(leat_mknod("fifo", S_IFIFO | 0600, 0), 0);
	CHECK_FAILS(leat_mknod("fifo", S_IFIFO | 0600, 0), -1, EEXIST, "mknod");
	check_fifo("fifo", 0600);
	return 0;
}
