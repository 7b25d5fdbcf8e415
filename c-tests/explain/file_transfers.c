/*
 * What cannot be read or written so: directories, eventfds and the like, vectors, offsets; and the ends of terminals.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <unistd.h>

#include "explained.h"

static void directories_and_vectors(void)
{
	struct iovec vector = {NULL, 0};
	char byte = 0;
	int fd = leat_open("/", O_RDONLY), null = leat_open("/dev/null", O_RDWR);

	CHECK_EXPLAINED(leat_read(fd, &byte, 1), -1, EISDIR, "read", text("fd %d is the directory \"/\"", fd), "Do: use opendir");
	CHECK_EXPLAINED(leat_readv(null, &vector, -1), -1, EINVAL, "readv", "the number of buffers is -1, and must be 0 to 1024");
	CHECK_EXPLAINED(leat_writev(null, &vector, 1025), -1, EINVAL, "writev", "the number of buffers is 1025");
	CHECK_EXPLAINED(leat_pread(null, &byte, 1, -5), -1, EINVAL, "pread", "the offset is -5");
	leat_close(fd);
	leat_close(null);
}

static void no_files(void)
{
	uint64_t highest = UINT64_MAX;
	char byte = 0;
	sigset_t set;
	int event = leat_eventfd(0, 0), epoll = leat_epoll_create1(0), timer, signals;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	timer = leat_timerfd_create(CLOCK_MONOTONIC, 0);
	signals = leat_signalfd(-1, &set, 0);
	CHECK_EXPLAINED(leat_read(event, &byte, 1), -1, EINVAL, "read",
	                text("fd %d is an eventfd, which takes and gives 8 bytes at a time; the buffer has 1", event));
	CHECK_EXPLAINED(leat_write(event, &highest, 8), -1, EINVAL, "write", text("fd %d is an eventfd", event), "UINT64_MAX");
	CHECK_EXPLAINED(leat_read(timer, &byte, 1), -1, EINVAL, "read", text("fd %d is a timerfd, which", timer), "Do: use a buffer of 8 bytes: a uint64_t.");
	CHECK_EXPLAINED(leat_read(signals, &byte, 1), -1, EINVAL, "read", text("fd %d is a signalfd, which takes and gives 128", signals),
	                "Do: use a buffer of 128 bytes: a struct signalfd_siginfo.");
	CHECK_EXPLAINED(leat_read(epoll, &byte, 1), -1, EINVAL, "read", text("fd %d is an epoll descriptor", epoll),
	                "Do: use epoll_ctl and epoll_wait");
	CHECK_EXPLAINED(leat_write(timer, &highest, 8), -1, EINVAL, "write", "Do: use timerfd_settime");
	CHECK_EXPLAINED(leat_eventfd(0, O_RDWR), -1, EINVAL, "eventfd", "must be of EFD_CLOEXEC, EFD_NONBLOCK and EFD_SEMAPHORE");
	leat_close(event);
	leat_close(epoll);
	leat_close(timer);
	leat_close(signals);
}

static void to_wait_for_many(void)
{
	struct timeval time = {0, 2000000};
	struct rlimit limit;
	struct pollfd poll = {0, 0, 0};

	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK_EXPLAINED(leat_poll(&poll, limit.rlim_cur + 1, 0), -1, EINVAL, "poll",
	                text("the number of descriptors is %ld, and cannot be above %ld (RLIMIT_NOFILE)", (long)limit.rlim_cur + 1,
	                     (long)limit.rlim_cur));
	CHECK_EXPLAINED(leat_select(-1, NULL, NULL, NULL, NULL), -1, EINVAL, "select", "the first argument is -1",
	                "Do: pass the highest descriptor plus one");
	time.tv_sec = -1;
	CHECK_EXPLAINED(leat_select(0, NULL, NULL, NULL, &time), -1, EINVAL, "select", "tv_sec is -1");
}

static void sendfile_needs_a_file(void)
{
	int fds[2], null = leat_open("/dev/null", O_RDWR);

	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_write(fds[1], "x", 1), 1);
	CHECK_EXPLAINED(leat_sendfile(null, fds[0], NULL, 1), -1, EINVAL, "sendfile",
	                text("fd %d, the second argument, is the read end of pipe", fds[0]), "Do: check the order of the arguments");
	leat_close(fds[0]);
	leat_close(fds[1]);
	leat_close(null);
}

static void the_other_end_of_a_terminal(void)
{
	char byte;
	int master = leat_posix_openpt(O_RDWR | O_NOCTTY), slave;

	if (master == -1)
		return;
	CHECK_INT(leat_grantpt(master), 0);
	CHECK_INT(leat_unlockpt(master), 0);
	slave = leat_open(leat_ptsname(master), O_RDWR | O_NOCTTY);
	CHECK(slave != -1);
	leat_close(slave);
	CHECK_EXPLAINED(leat_read(master, &byte, 1), -1, EIO, "read", text("fd %d is the terminal \"/dev/", master),
	                "nobody has the other end of the pseudoterminal open", "Do: take it as the end");
	leat_close(master);
}

int main(void)
{
	directories_and_vectors();
	no_files();
	to_wait_for_many();
	sendfile_needs_a_file();
	the_other_end_of_a_terminal();
	return 0;
}
