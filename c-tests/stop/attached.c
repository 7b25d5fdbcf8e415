/*
 * Each thread has the stop that it has attached, which stays until it ends, though it is freed meanwhile; and a host that has
 * closed its descriptor waits nevertheless.
 */
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include "check.h"

static void *attach_and_end(void *argument)
{
	leat_stop *stop = (leat_stop *)argument;

	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_INT(leat_stop_attach(stop), 1);
	return NULL;
}

/* The number is another file's by now, from which there is something to read. */
static void closed_by_the_host(void)
{
	struct leat_io_interest interest = {-1, LEAT_IO_READABLE, 0, 0};
	leat_stop *stop = leat_stop_new();
	int full[2], empty[2];

	CHECK(stop != NULL);
	CHECK_INT(pipe(full) | pipe(empty), 0);
	CHECK_INT(write(full[1], "x", 1), 1);
	CHECK_INT(dup2(full[0], leat_stop_fd(stop)), leat_stop_fd(stop));
	CHECK_INT(leat_stop_attach(stop), 0);
	interest.fd = empty[0];
	CHECK_FAILS(leat_io_wait(&interest, 1, 10), -1, ETIMEDOUT, "io_wait");
	CHECK_INT(write(empty[1], "x", 1), 1);
	CHECK_INT(leat_io_wait(&interest, 1, LEAT_FOREVER), 1);
	CHECK_INT(interest.ready, LEAT_IO_READABLE);
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
	CHECK_INT(close(full[0]) | close(full[1]) | close(empty[0]) | close(empty[1]), 0);
}

int main(void)
{
	leat_stop *stop = leat_stop_new(), *other = leat_stop_new();
	pthread_t thread;
	int fd;

	CHECK(stop != NULL && other != NULL);
	fd = leat_stop_fd(stop);
	CHECK_INT(leat_stop_attach(NULL), 0);
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_INT(leat_stop_attach(other), 1);
	CHECK_INT(leat_stop_attach(stop), 1);

	CHECK_INT(pthread_create(&thread, NULL, attach_and_end, stop), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);

	leat_stop_free(stop);
	leat_stop_free(other);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(leat_stop_attach(NULL), 1);
	CHECK_INT(fcntl(fd, F_GETFD), -1);
	CHECK_INT(errno, EBADF);
	closed_by_the_host();
	return 0;
}
