/* ESPIPE and ENOTTY: what a descriptor is, when it is not what the call needs. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "explained.h"

int main(void)
{
	struct termios settings;
	struct winsize window;
	char byte;
	int fds[2], fd = leat_open("/dev/null", O_RDONLY);

	CHECK_INT(leat_pipe(fds), 0);
	CHECK_EXPLAINED(leat_lseek(fds[0], 0, SEEK_SET), (off_t)-1, ESPIPE, "lseek",
	                text("fd %d is the read end of pipe", fds[0]), "it has no position");
	CHECK_EXPLAINED(leat_pread(fds[0], &byte, 1, 0), -1, ESPIPE, "pread", text("fd %d is the read end of pipe", fds[0]));
	CHECK_EXPLAINED(leat_tcgetattr(fd, &settings), -1, ENOTTY, "tcgetattr",
	                text("fd %d is the device \"/dev/null\", opened read-only, not a terminal", fd));
	CHECK_EXPLAINED(leat_isatty(fds[1]), 0, ENOTTY, "isatty", text("fd %d is the write end of pipe", fds[1]));
	CHECK_EXPLAINED(leat_ioctl(fds[0], TIOCGWINSZ, &window), -1, ENOTTY, "ioctl", "this request is for terminals",
	                text("fd %d is the read end of pipe", fds[0]));
	CHECK_EXPLAINED(leat_ioctl(fd, 0x1234, &window), -1, ENOTTY, "ioctl", "which does not know this request");
	leat_close(fds[0]);
	leat_close(fds[1]);
	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	CHECK_EXPLAINED(leat_lseek(fds[0], 0, SEEK_SET), (off_t)-1, ESPIPE, "lseek", text("fd %d is a unix stream socket", fds[0]));
	CHECK_EXPLAINED(leat_ftruncate(fds[0], 1), -1, EINVAL, "ftruncate", text("fd %d is a unix stream socket", fds[0]));
	leat_close(fd);
	CHECK_INT(leat_mkfifo("fifo", 0600), 0);
	CHECK((fd = leat_open("fifo", O_RDONLY | O_NONBLOCK)) >= 0);
	CHECK_EXPLAINED(leat_lseek(fd, 0, SEEK_SET), (off_t)-1, ESPIPE, "lseek", text("fd %d is the read end of FIFO \"", fd));
	CHECK_INT(leat_unlink("fifo"), 0);
	leat_close(fd);
	leat_close(fds[0]);
	leat_close(fds[1]);
	return 0;
}
