/* When the time is over, or a stop is thrown, what has moved by then is told, though others take what was announced. */
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "blocked.h"

static leat_stop *stop;
static struct thread_state blocked;

static void *throw_when_it_sleeps(void *argument)
{
	(void)argument;
	wait_until_it_sleeps(&blocked);
	CHECK_INT(leat_stop_now(stop), 0);
	return NULL;
}

static void times_out(const int ends[2])
{
	static char buffer[1 << 20];
	const char *text;
	size_t moved = 7, capacity;

	CHECK_INT(leat_io_write_all(ends[1], "abc", 3, 0, NULL), 0);
	CHECK_INT(leat_io_read_all(ends[0], buffer, 5, 20, &moved), -1);
	CHECK_INT(errno, ETIMEDOUT);
	CHECK_INT(moved, 3);
	text = leat_error_text();
	CHECK(strstr(text, "io_read_all: ETIMEDOUT: there was no more to read from fd ") == text);
	CHECK(strstr(text, "when the 20 ms were over.") != NULL);
	CHECK_INT(leat_io_read_all(ends[0], buffer, 5, 0, &moved), -1);
	CHECK_INT(errno, EAGAIN);
	CHECK_INT(moved, 0);

	CHECK_INT(leat_io_write_all(ends[1], buffer, sizeof buffer, 20, &capacity), -1);
	CHECK_INT(errno, ETIMEDOUT);
	CHECK(capacity > 0 && capacity < sizeof buffer);
	CHECK_INT(leat_io_write_all(ends[1], buffer, 1, 0, &moved), -1);
	CHECK_INT(errno, EAGAIN);
	CHECK_INT(moved, 0);
	CHECK_INT(leat_io_read_all(ends[0], buffer, capacity, 0, NULL), 0);
}

static void is_stopped(const int ends[2])
{
	struct leat_io_interest interests[20];
	char buffer[8];
	int i;
	pthread_t thread;
	size_t moved = 7;

	stop = leat_stop_new();
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_INT(leat_io_write_all(ends[1], "ab", 2, LEAT_FOREVER, NULL), 0);
	/* Of many descriptors each is told what it is, and the stop takes the place of none. */
	memset(interests, 0, sizeof interests);
	for (i = 0; i < 20; i++) {
		interests[i].fd = i % 2 ? ends[0] : -1;
		interests[i].wanted = LEAT_IO_READABLE;
	}
	CHECK_INT(leat_io_wait(interests, 20, LEAT_FOREVER), 10);
	for (i = 0; i < 20; i++)
		CHECK_INT(interests[i].ready, i % 2 ? LEAT_IO_READABLE : 0);
	blocked = this_thread_state();
	CHECK_INT(pthread_create(&thread, NULL, throw_when_it_sleeps, NULL), 0);
	CHECK_INT(leat_io_read_all(ends[0], buffer, sizeof buffer, LEAT_FOREVER, &moved), -1);
	CHECK_INT(errno, ECANCELED);
	CHECK_INT(moved, 2);
	CHECK_INT(pthread_join(thread, NULL), 0);
	/* Thrown once and for all, also where nothing would have to wait. */
	CHECK_FAILS(leat_io_write_all(ends[1], "a", 1, 0, &moved), -1, ECANCELED, "io_write_all");
	CHECK_INT(moved, 0);
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
}

int main(void)
{
	int ends[2];
	char byte;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_INT(leat_io_read_all(ends[0], &byte, 1, 0, NULL), -1);
	CHECK(strstr(leat_error_text(), "only this process itself can write to it") != NULL);
	times_out(ends);
	is_stopped(ends);
	close(ends[0]);
	close(ends[1]);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	times_out(ends);
	is_stopped(ends);
	return 0;
}
