/* What is to be moved is moved whole, over pipes and sockets, blocking or not, with and without a time, in a storm of signals. */
/* test: flags -D_GNU_SOURCE */
#include <pthread.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "storm.h"

enum { SIZE = 300000 };

struct written {
	int fd;
	int timeout_ms;
};

static char data[SIZE], got[SIZE + 1];

static void *write_it(void *argument)
{
	const struct written *it = (const struct written *)argument;
	struct iovec parts[3];
	size_t moved = 7;

	CHECK_INT(leat_io_write_all(it->fd, data, 1000, it->timeout_ms, &moved), 0);
	CHECK_INT(moved, 1000);
	parts[0].iov_base = data + 1000;
	parts[0].iov_len = 1;
	parts[1].iov_base = NULL;
	parts[1].iov_len = 0;
	parts[2].iov_base = data + 1001;
	parts[2].iov_len = SIZE - 1001;
	CHECK_INT(leat_io_writev_all(it->fd, parts, 3, it->timeout_ms, &moved), 0);
	CHECK_INT(moved, SIZE - 1000);
	close(it->fd);
	return NULL;
}

static void move(const int ends[2], int timeout_ms)
{
	struct written it;
	pthread_t thread;
	size_t moved = 7;

	it.fd = ends[1];
	it.timeout_ms = timeout_ms;
	memset(got, 0, sizeof got);
	CHECK_INT(pthread_create(&thread, NULL, write_it, &it), 0);
	CHECK_INT(leat_io_read_all(ends[0], got, SIZE, timeout_ms, &moved), 0);
	CHECK_INT(moved, SIZE);
	CHECK(memcmp(got, data, SIZE) == 0);
	CHECK_INT(leat_io_read_all(ends[0], got, 1, timeout_ms, &moved), LEAT_EOF);
	CHECK_INT(moved, 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	close(ends[0]);
}

int main(void)
{
	int ends[2], way, i;

	for (i = 0; i < SIZE; i++)
		data[i] = (char)(i * 31 >> 3);
	begin_storm();
	for (way = 0; way < 8; way++) {
		if (way & 4)
			CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
		else
			CHECK_INT(leat_pipe_open(way & 2 ? LEAT_PIPE_NONBLOCK : 0, ends), 0);
		if (way & 2) {
			leat_io_set_nonblocking(ends[0], 1);
			leat_io_set_nonblocking(ends[1], 1);
		}
		move(ends, way & 1 ? 60000 : LEAT_FOREVER);
	}
	end_storm();
	CHECK(storm_signals > 0);
	return 0;
}
