/*
 * While bytes are copied between a pipe and a socket, others use the pipe as ever, whatever the copy waits for: what has come
 * can be read before more does, and who writes to the pipe waits no longer than he wants.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/socket.h>

#include "blocked.h"

static int ends[2], sockets[2];
static struct thread_state copier;
static int ready[2];

struct way {
	int *to, *from;
};

static void *copy_on(void *argument)
{
	const struct way *way = (const struct way *)argument;

	copier = this_thread_state();
	CHECK_INT(leat_io_write_all(ready[1], "", 1, LEAT_FOREVER, NULL), 0);
	CHECK_INT(leat_io_copy(*way->to, *way->from, UINT64_MAX, LEAT_FOREVER, NULL), 0);
	return NULL;
}

static pthread_t start_copying(const struct way *way)
{
	pthread_t thread;
	char byte;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_INT(leat_pipe_open(0, ready), 0);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
	CHECK_INT(pthread_create(&thread, NULL, copy_on, (void *)way), 0);
	CHECK_INT(leat_io_read_all(ready[0], &byte, 1, LEAT_FOREVER, NULL), 0);
	return thread;
}

/* Request and answer: nothing more comes before what has come is read. */
static void from_a_socket(void)
{
	const struct way way = {&ends[1], &sockets[1]};
	const pthread_t thread = start_copying(&way);
	char got[5];
	int i;

	for (i = 0; i < 3; i++) {
		struct leat_io_interest pipe = {0, LEAT_IO_READABLE, 0, 0};

		pipe.fd = ends[0];
		CHECK_INT(leat_io_write_all(sockets[0], "hello", 5, 0, NULL), 0);
		CHECK_INT(leat_io_wait(&pipe, 1, LEAT_FOREVER), 1);
		wait_until_it_sleeps(&copier);
		CHECK_INT(leat_io_read_all(ends[0], got, 5, 0, NULL), 0);
		CHECK(memcmp(got, "hello", 5) == 0);
	}
	close(sockets[0]);
	CHECK_INT(pthread_join(thread, NULL), 0);
}

/* Of a socket that nobody reads. */
static void to_a_socket(void)
{
	static char data[1 << 20];
	const struct way way = {&sockets[1], &ends[0]};
	const pthread_t thread = start_copying(&way);
	const int room = 1 << 16;
	size_t moved, all = 0;

	CHECK_INT(setsockopt(sockets[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room), 0);
	/* Until the copy waits for the socket, and what comes stays in the pipe. */
	do {
		CHECK_FAILS(leat_io_write_all(ends[1], data, sizeof data, 20, &moved), -1, ETIMEDOUT, "io_write_all");
		all += moved;
		wait_until_it_sleeps(&copier);
	} while (leat_pipe_queued(ends[1]) == 0);
	close(ends[1]);
	CHECK(all < sizeof data);
	CHECK_INT(leat_io_read_all(sockets[0], data, all, LEAT_FOREVER, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
}

int main(void)
{
	from_a_socket();
	to_a_socket();
	return 0;
}
