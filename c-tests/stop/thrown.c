/* A stop is thrown once and for all, also by a signal handler, and its descriptor says so to poll. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "check.h"

static leat_stop *stop;

static void on_signal(int number)
{
	(void)number;
	leat_stop_now(stop);
}

static int is_readable(int fd)
{
	struct pollfd wanted;

	wanted.fd = fd;
	wanted.events = POLLIN;
	return poll(&wanted, 1, 0);
}

int main(void)
{
	stop = leat_stop_new();
	CHECK(stop != NULL);
	CHECK_INT(fcntl(leat_stop_fd(stop), F_GETFD), FD_CLOEXEC);
	CHECK_INT(leat_stop_is_thrown(stop), 0);
	CHECK_INT(is_readable(leat_stop_fd(stop)), 0);

	CHECK(signal(SIGUSR1, on_signal) != SIG_ERR);
	errno = EDOM;
	CHECK_INT(raise(SIGUSR1), 0);
	CHECK_INT(errno, EDOM);
	CHECK_INT(leat_stop_is_thrown(stop), 1);
	CHECK_INT(is_readable(leat_stop_fd(stop)), 1);

	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_INT(leat_stop_is_thrown(stop), 1);
	leat_stop_free(stop);
	leat_stop_free(NULL);

	/* Without a standard input it does not become that. */
	close(STDIN_FILENO);
	stop = leat_stop_new();
	CHECK(leat_stop_fd(stop) > STDERR_FILENO);
	leat_stop_free(stop);
	return 0;
}
