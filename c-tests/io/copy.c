/*
 * What one descriptor has is copied to another, whatever they are, also where the kernel does not do it by itself; up to the
 * end, or to so many bytes, and while signals interrupt it.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "child.h"
#include "refuse.h"
#include "storm.h"

enum { SIZE = 300000 };

static char data[SIZE], got[SIZE + 1];

struct step {
	int to, from, timeout;
};

static void *copy_on(void *argument)
{
	const struct step *step = (const struct step *)argument;
	uint64_t moved = 7;

	CHECK_INT(leat_io_copy(step->to, step->from, UINT64_MAX, step->timeout, &moved), 0);
	CHECK_INT(moved, SIZE - 1000);
	close(step->to);
	close(step->from);
	return NULL;
}

/* file -> file -> pipe -> pipe -> socket, socket -> pipe -> file, all at once. */
static void through_everything(int timeout)
{
	int first = memfd_create("first", 0), second = memfd_create("second", 0), last = memfd_create("last", 0);
	int one[2], two[2], sockets[2], three[2], i;
	struct step steps[4];
	pthread_t threads[4];
	uint64_t moved = 7;

	CHECK_INT(leat_io_write_all(first, data, SIZE, 0, NULL), 0);
	CHECK_INT(lseek(first, 1000, SEEK_SET), 1000);
	CHECK_INT(leat_pipe_open(0, one), 0);
	CHECK_INT(leat_pipe_open(0, two), 0);
	CHECK_INT(leat_pipe_open(0, three), 0);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);

	CHECK_INT(leat_io_copy(second, first, 2000, timeout, &moved), 0);
	CHECK_INT(moved, 2000);
	CHECK_INT(leat_io_copy(second, first, SIZE, timeout, &moved), LEAT_EOF);
	CHECK_INT(moved, SIZE - 3000);
	CHECK_INT(lseek(second, 0, SEEK_SET), 0);

	for (i = 0; i < 4; i++)
		steps[i].timeout = timeout;
	steps[0].from = second;
	steps[0].to = one[1];
	steps[1].from = one[0];
	steps[1].to = two[1];
	steps[2].from = two[0];
	steps[2].to = sockets[0];
	steps[3].from = sockets[1];
	steps[3].to = three[1];
	for (i = 0; i < 4; i++)
		CHECK_INT(pthread_create(&threads[i], NULL, copy_on, &steps[i]), 0);
	CHECK_INT(leat_io_copy(last, three[0], UINT64_MAX, timeout, &moved), 0);
	CHECK_INT(moved, SIZE - 1000);
	for (i = 0; i < 4; i++)
		CHECK_INT(pthread_join(threads[i], NULL), 0);
	CHECK_INT(lseek(last, 0, SEEK_SET), 0);
	CHECK_INT(leat_io_read_all(last, got, SIZE, 0, NULL), LEAT_EOF);
	CHECK(memcmp(got, data + 1000, SIZE - 1000) == 0);
	close(first);
	close(last);
	close(three[0]);
}

static int everything(void)
{
	begin_storm();
	through_everything(LEAT_FOREVER);
	through_everything(60000);
	end_storm();
	return 0;
}

static int in_memory(void)
{
	refuse(SYS_copy_file_range, EIO); /* as of CIFS */
	refuse(SYS_splice, ENOSYS);
	refuse(SYS_sendfile, ENOSYS);
	return everything();
}

/* A file whose bytes no longer fit has only been read as far as they did. */
static void not_all(void)
{
	int file = memfd_create("file", 0), status = open("/proc/self/status", O_RDONLY), ends[2], sockets[2], small = 10000, zero, null;
	uint64_t moved = 7;

	CHECK_INT(leat_io_write_all(file, data, SIZE, 0, NULL), 0);
	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_INT(lseek(file, 0, SEEK_SET), 0);
	CHECK_FAILS(leat_io_copy(ends[1], file, UINT64_MAX, 1, &moved), -1, ETIMEDOUT, "io_copy");
	CHECK_INT(moved, 65536);
	CHECK_INT(lseek(file, 0, SEEK_CUR), 65536);
	CHECK_FAILS(leat_io_copy(ends[1], file, UINT64_MAX, 0, &moved), -1, EAGAIN, "io_copy");
	CHECK_INT(moved, 0);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
	CHECK_INT(lseek(file, 0, SEEK_SET), 0);
	while (leat_io_copy(sockets[0], file, UINT64_MAX, 0, &moved) == 0)
		CHECK_INT(lseek(file, 0, SEEK_SET), 0);
	CHECK_INT(errno, EAGAIN);
	CHECK_INT(lseek(file, 0, SEEK_CUR), moved);
	/* Of one that has less room than is read at once. */
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
	CHECK_INT(setsockopt(sockets[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof small), 0);
	CHECK_INT(lseek(file, 0, SEEK_SET), 0);
	CHECK_FAILS(leat_io_copy(sockets[0], file, UINT64_MAX, 0, &moved), -1, EAGAIN, "io_copy");
	CHECK(moved > 0 && moved < SIZE);
	CHECK_INT(lseek(file, 0, SEEK_CUR), moved);
	/* Where there is no room nothing is taken out of a pipe, as it could not be put back. */
	CHECK_FAILS(leat_io_copy(sockets[0], ends[0], 10, 1, &moved), -1, ETIMEDOUT, "io_copy");
	CHECK_INT(moved, 0);
	CHECK_INT(leat_pipe_queued(ends[0]), 65536);
	/* What has no end ends with the time. */
	CHECK((zero = open("/dev/zero", O_RDONLY)) != -1 && (null = open("/dev/null", O_WRONLY)) != -1);
	CHECK_FAILS(leat_io_copy(null, zero, UINT64_MAX, 10, &moved), -1, ETIMEDOUT, "io_copy");
	CHECK(moved > 0);

	CHECK_INT(lseek(file, 0, SEEK_SET), 0);
	CHECK_INT(leat_io_copy(file, status, UINT64_MAX, 0, &moved), 0);
	CHECK(moved > 100);
	CHECK_INT(leat_io_copy(file, ends[0], 10, 0, &moved), 0);
	CHECK_FAILS(leat_io_copy(file, -1, 1, 0, &moved), -1, EBADF, "io_copy");
	CHECK_FAILS(leat_io_copy(status, file, 1, LEAT_FOREVER, &moved), -1, EBADF, "io_copy");
	CHECK_FAILS(leat_io_copy(ends[0], file, 1, 60000, &moved), -1, EBADF, "io_copy");
	CHECK_INT(leat_io_copy(-1, -1, 0, 0, NULL), 0);
	close(ends[0]);
	CHECK_INT(lseek(file, 0, SEEK_SET), 0);
	CHECK_FAILS(leat_io_copy(ends[1], file, 10, LEAT_FOREVER, &moved), -1, EPIPE, "io_copy");
	CHECK_FAILS(leat_io_copy(ends[1], file, 10, 0, &moved), -1, EPIPE, "io_copy");
}

/* To its own end it is copied once, and not what was copied there; and never over what is still to be read; nor round a pipe. */
static void onto_itself(void)
{
	char path[] = "/tmp/leat-copy-XXXXXX";
	int file = mkstemp(path), end = open(path, O_WRONLY | O_APPEND);
	uint64_t moved = 7;
	int ends[2];

	CHECK_INT(pipe(ends), 0);
	CHECK_INT(write(ends[1], "abc", 3), 3);
	CHECK_FAILS(leat_io_copy(ends[1], ends[0], UINT64_MAX, LEAT_FOREVER, &moved), -1, EINVAL, "io_copy");
	CHECK(strstr(leat_error_text(), "are of the same pipe") != NULL);
	CHECK_INT(moved, 0);
	close(ends[0]);
	close(ends[1]);

	CHECK_INT(unlink(path), 0);
	CHECK_INT(leat_io_write_all(file, data, SIZE, 0, NULL), 0);
	CHECK_INT(leat_io_copy(file, file, UINT64_MAX, 0, &moved), 0);
	CHECK_INT(moved, 0);
	CHECK_INT(lseek(file, SIZE - 1000, SEEK_SET), SIZE - 1000);
	CHECK_INT(leat_io_copy(end, file, UINT64_MAX, 0, &moved), 0);
	CHECK_INT(moved, 1000);
	CHECK_INT(leat_io_copy(end, file, 2000, 0, &moved), LEAT_EOF);
	CHECK_INT(lseek(file, 0, SEEK_END), SIZE + 2000);
	CHECK_INT(lseek(file, 0, SEEK_SET), 0);
	CHECK_FAILS(leat_io_copy(file, file, 10, 0, &moved), -1, EINVAL, "io_copy");
	CHECK_INT(moved, 0);
	close(end);

	/* Nor does it end early, or go on with what is new, where both have one position, which a write moves to the end. */
	CHECK_INT(leat_ftruncate(file, SIZE), 0);
	CHECK_INT(fcntl(file, F_SETFL, O_APPEND), 0);
	CHECK((end = dup(file)) >= 0);
	CHECK_INT(lseek(file, 1000, SEEK_SET), 1000);
	CHECK_INT(leat_io_copy(end, file, SIZE / 2, LEAT_FOREVER, &moved), 0);
	CHECK_INT(moved, SIZE / 2);
	CHECK_INT(lseek(file, 0, SEEK_CUR), 1000 + SIZE / 2);
	CHECK_INT(pread(file, got, SIZE / 2, SIZE), SIZE / 2);
	CHECK(memcmp(got, data + 1000, SIZE / 2) == 0);
	CHECK_INT(leat_io_copy(file, file, UINT64_MAX, 30000, &moved), 0);
	CHECK_INT(moved, SIZE - 1000);
	CHECK_INT(lseek(file, 0, SEEK_END), 2 * SIZE + SIZE / 2 - 1000);
	close(end);
	close(file);
}

int main(void)
{
	int i;

	for (i = 0; i < SIZE; i++)
		data[i] = (char)(i * 31 >> 3);
	signal(SIGPIPE, SIG_DFL);
	CHECK_INT(in_child(everything), 0);
	CHECK_INT(in_child(in_memory), 0);
	not_all();
	onto_itself();
	return 0;
}
