/* Wherever a stop meets a transfer, pump or copy, what had moved is told: who goes on from there loses and doubles nothing. */
/* test: flags -D_GNU_SOURCE */
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "random_stop.h"

enum { ROUNDS = 300, SIZE = 200000 };

static char data[SIZE], got[SIZE];

/* How much a call has moved that a stop may have ended. */
static size_t moved_by(int result, size_t moved, size_t all)
{
	if (result == 0)
		CHECK_INT(moved, all);
	else
		CHECK_INT(errno, ECANCELED);
	CHECK(moved <= all);
	return moved;
}

/* The other end, which is never stopped: it reads what is sent to it, and sends what is to be read, in small pieces. */
static void *other_end(void *argument)
{
	const int *fds = (const int *)argument;
	static char theirs[SIZE];
	int round;

	for (round = 0; round < ROUNDS; round++) {
		size_t at;

		CHECK_INT(leat_io_read_all(fds[0], theirs, SIZE, LEAT_FOREVER, NULL), 0);
		CHECK(memcmp(theirs, data, SIZE) == 0);
		for (at = 0; at < SIZE; at += SIZE / 20)
			CHECK_INT(leat_io_write_all(fds[1], data + at, SIZE / 20, LEAT_FOREVER, NULL), 0);
	}
	return NULL;
}

/* The four ways of sending it all. */
static int send_all(int fd, int way, int file, int timeout, size_t *moved)
{
	struct leat_io_flow flow = LEAT_IO_FLOW_INIT;
	struct iovec parts[2];
	uint64_t copied;
	int result;

	switch (way) {
	case 0:
		return leat_io_write_all(fd, data, SIZE, timeout, moved);
	case 1:
		parts[0].iov_base = data;
		parts[0].iov_len = SIZE / 3;
		parts[1].iov_base = data + SIZE / 3;
		parts[1].iov_len = SIZE - SIZE / 3;
		return leat_io_writev_all(fd, parts, 2, timeout, moved);
	case 2:
		flow.from = LEAT_IO_MEMORY;
		flow.data = data;
		flow.data_size = SIZE;
		flow.to = LEAT_IO_FD;
		flow.to_fd = fd;
		result = leat_io_pump(&flow, 1, timeout);
		*moved = (size_t)flow.moved;
		return result;
	default:
		CHECK_INT(lseek(file, 0, SEEK_SET), 0);
		result = leat_io_copy(fd, file, SIZE, timeout, &copied);
		*moved = (size_t)copied;
		CHECK_INT(lseek(file, 0, SEEK_CUR), copied);
		return result;
	}
}

static int receive_all(int fd, int way, int timeout, size_t *moved)
{
	struct leat_io_flow flow = LEAT_IO_FLOW_INIT;
	int result;

	if (way == 0)
		return leat_io_read_all(fd, got, SIZE, timeout, moved);
	flow.from = LEAT_IO_FD;
	flow.from_fd = fd;
	flow.to = LEAT_IO_MEMORY;
	flow.buffer = got;
	flow.capacity = SIZE;
	/* It goes on to the end, which does not come: so always to the stop. */
	result = leat_io_pump(&flow, 1, timeout);
	*moved = (size_t)flow.moved;
	return result;
}

int main(void)
{
	int there[2], back[2], theirs[2], round, stopped = 0, file = memfd_create("data", 0);
	pthread_t thread;
	sigset_t alarm;
	size_t moved, rest;
	int i;

	for (i = 0; i < SIZE; i++)
		data[i] = (char)(i ^ i >> 8);
	CHECK_INT(leat_io_write_all(file, data, SIZE, 0, NULL), 0);
	CHECK_INT(leat_pipe_open(0, there), 0);
	CHECK_INT(leat_pipe_open(0, back), 0);
	theirs[0] = there[0];
	theirs[1] = back[1];

	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, &alarm, NULL), 0);
	CHECK_INT(pthread_create(&thread, NULL, other_end, theirs), 0);
	prepare_random_stops();
	CHECK_INT(pthread_sigmask(SIG_UNBLOCK, &alarm, NULL), 0);

	for (round = 0; round < ROUNDS; round++) {
		int result;

		attach_random_stop(1000);
		result = send_all(there[1], round % 4, file, round % 8 < 4 ? 60000 : LEAT_FOREVER, &moved);
		moved = moved_by(result, moved, SIZE);
		stopped += result;
		detach_random_stop();
		CHECK_INT(leat_io_write_all(there[1], data + moved, SIZE - moved, LEAT_FOREVER, NULL), 0);

		attach_random_stop(1000);
		memset(got, 0, SIZE);
		result = receive_all(back[0], round % 2, round % 4 < 2 ? 60000 : LEAT_FOREVER, &moved);
		moved = moved_by(result, moved, SIZE);
		stopped += result;
		detach_random_stop();
		CHECK_INT(leat_io_read_all(back[0], got + moved, SIZE - moved, LEAT_FOREVER, &rest), 0);
		CHECK(memcmp(got, data, SIZE) == 0);
	}
	CHECK_INT(pthread_join(thread, NULL), 0);
	/* Not every one came too late. */
	CHECK(stopped < 0);
	return 0;
}
