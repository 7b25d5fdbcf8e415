/* Each thread has the stop that it has attached, which stays until it ends, though it is freed meanwhile. */
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
	return 0;
}
