/*
 * No call with a time blocks longer, though others take the data that it was woken for, or what there is room for is less
 * than what is written: with pipes, sockets, FIFOs and terminals, and with older kernels; and no descriptor is left.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <termios.h>
#include <unistd.h>

#include "child.h"
#include "refuse.h"

static char much[1 << 20];

static int count_fds(void)
{
	int fd, count = 0;

	for (fd = 0; fd < 100; fd++)
		count += fcntl(fd, F_GETFD) != -1;
	return count;
}

/* Until there is nothing for 50 ms. */
static void *take_bytes(void *argument)
{
	int fd = *(int *)argument, result;
	size_t moved;
	char byte;

	while ((result = leat_io_read_all(fd, &byte, 1, 50, &moved)) == 0)
		CHECK_INT(moved, 1);
	CHECK(result == -1 && errno == ETIMEDOUT);
	CHECK_INT(moved, 0);
	return NULL;
}

static void both_take(int from, int to)
{
	pthread_t thieves[3];
	int i;

	for (i = 0; i < 3; i++)
		CHECK_INT(pthread_create(&thieves[i], NULL, take_bytes, &from), 0);
	for (i = 0; i < 200; i++)
		CHECK_INT(write(to, "x", 1), 1);
	for (i = 0; i < 3; i++)
		CHECK_INT(pthread_join(thieves[i], NULL), 0);
}

static void in_time(int from, int to)
{
	size_t moved = 77, queued = 0;
	int fds = count_fds();

	CHECK_FAILS(leat_io_read_all(from, much, 10, 0, &moved), -1, EAGAIN, "io_read_all");
	CHECK_INT(moved, 0);
	CHECK_INT(leat_io_write_all(to, "abc", 3, 0, NULL), 0);
	CHECK_FAILS(leat_io_read_all(from, much, 10, 1, &moved), -1, ETIMEDOUT, "io_read_all");
	CHECK_INT(moved, 3);
	CHECK(memcmp(much, "abc", 3) == 0);

	/* It takes a part of that, and a part of a part, until it is full. */
	CHECK_FAILS(leat_io_write_all(to, much, sizeof much, 1, &moved), -1, ETIMEDOUT, "io_write_all");
	CHECK(moved > 4096 && moved < sizeof much);
	queued = moved;
	CHECK_FAILS(leat_io_write_all(to, much, sizeof much, 0, &moved), -1, EAGAIN, "io_write_all");
	CHECK_INT(moved, 0);
	CHECK_INT(leat_io_read_all(from, much, 10000, 0, &moved), 0);
	CHECK_FAILS(leat_io_write_all(to, much, sizeof much, 0, &moved), -1, EAGAIN, "io_write_all");
	queued += moved - 10000;
	CHECK_FAILS(leat_io_read_all(from, much, sizeof much, 0, &moved), -1, EAGAIN, "io_read_all");
	CHECK_INT(moved, queued);

	both_take(from, to);
	CHECK_INT(count_fds(), fds);
	close(from);
	close(to);
}

static int each_kind(void)
{
	char fifo[] = "/tmp/leat-time-XXXXXX";
	struct termios raw;
	int ends[2];

	CHECK_INT(pipe(ends), 0);
	in_time(ends[0], ends[1]);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	in_time(ends[0], ends[1]);
	CHECK(mkdtemp(fifo) != NULL && rmdir(fifo) == 0);
	CHECK_INT(mkfifo(fifo, 0600), 0);
	CHECK((ends[0] = open(fifo, O_RDONLY | O_NONBLOCK)) >= 0);
	CHECK((ends[1] = open(fifo, O_WRONLY)) >= 0);
	CHECK_INT(leat_io_set_nonblocking(ends[0], 0), 1);
	unlink(fifo);
	in_time(ends[0], ends[1]);

	CHECK((ends[1] = posix_openpt(O_RDWR | O_NOCTTY)) >= 0);
	CHECK_INT(grantpt(ends[1]) | unlockpt(ends[1]), 0);
	CHECK((ends[0] = open(ptsname(ends[1]), O_RDWR | O_NOCTTY)) >= 0);
	CHECK_INT(tcgetattr(ends[0], &raw), 0);
	cfmakeraw(&raw);
	CHECK_INT(tcsetattr(ends[0], TCSANOW, &raw), 0);
	both_take(ends[0], ends[1]);
	/* The line is longer than what there is room for. */
	CHECK_FAILS(leat_io_write_all(ends[0], much, sizeof much, 1, NULL), -1, ETIMEDOUT, "io_write_all");
	CHECK_FAILS(leat_io_write_all(ends[1], much, sizeof much, 1, NULL), -1, ETIMEDOUT, "io_write_all");
	close(ends[0]);
	close(ends[1]);
	return 0;
}

/* Which has neither RWF_NOWAIT nor RWF_NOSIGNAL. */
static int with_an_old_kernel(void)
{
	refuse(SYS_preadv2, EOPNOTSUPP);
	refuse(SYS_pwritev2, EOPNOTSUPP);
	return each_kind();
}

/* Whose filter of system calls says EPERM of what it does not know. */
static int in_an_old_container(void)
{
	refuse(SYS_preadv2, EPERM);
	refuse(SYS_pwritev2, EPERM);
	return each_kind();
}

/* Whatever it is woken for is not there any more, each time. */
static int always_too_late(void)
{
	size_t moved = 77;
	int ends[2];

	refuse(SYS_preadv2, EAGAIN);
	refuse(SYS_pwritev2, EAGAIN);
	CHECK_INT(pipe(ends), 0);
	CHECK_INT(write(ends[1], "x", 1), 1);
	CHECK_FAILS(leat_io_read_all(ends[0], much, 1, 10, &moved), -1, ETIMEDOUT, "io_read_all");
	CHECK_FAILS(leat_io_read_all(ends[0], much, 1, 0, &moved), -1, EAGAIN, "io_read_all");
	CHECK_FAILS(leat_io_write_all(ends[1], much, 1, 10, &moved), -1, ETIMEDOUT, "io_write_all");
	CHECK_FAILS(leat_io_write_all(ends[1], much, 1, 0, &moved), -1, EAGAIN, "io_write_all");
	CHECK_FAILS(leat_fifo_send(ends[1], much, 1, 0), -1, EAGAIN, "fifo_send");
	CHECK_INT(moved, 0);
	return 0;
}

/* What never has to wait ends with the time, too: a gigabyte takes longer than a millisecond, whatever the machine. */
static int without_a_wait(void)
{
	static struct iovec parts[1024];
	size_t moved = 0;
	int file = memfd_create("file", 0), i;

	refuse(SYS_pwritev2, EOPNOTSUPP);
	for (i = 0; i < 1024; i++) {
		parts[i].iov_base = much;
		parts[i].iov_len = sizeof much;
	}
	CHECK_FAILS(leat_io_writev_all(file, parts, 1024, 1, &moved), -1, ETIMEDOUT, "io_writev_all");
	CHECK_INT(moved % sizeof much, 0);
	CHECK_INT(lseek(file, 0, SEEK_END), moved);
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(each_kind), 0);
	CHECK_INT(in_child(always_too_late), 0);
	CHECK_INT(in_child(without_a_wait), 0);
	CHECK_INT(in_child(with_an_old_kernel), 0);
	CHECK_INT(in_child(in_an_old_container), 0);
	return 0;
}
