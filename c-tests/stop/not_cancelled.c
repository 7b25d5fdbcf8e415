/* Of a thread that is to be cancelled, throwing, attaching and freeing a stop are no cancellation points, nor is a transfer. */
#include <pthread.h>

#include "check.h"

static int came_through;

static void *cancelled(void *argument)
{
	leat_stop *stop = leat_stop_new();
	int ends[2], before;
	char byte;

	CHECK(stop != NULL);
	CHECK_INT(leat_pipe_open(0, ends), 0);
	/* From here on the next cancellation point is the thread's end. */
	CHECK_INT(pthread_cancel(pthread_self()), 0);
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
	leat_reader_free(leat_reader_new(0, NULL));
	CHECK_INT(leat_io_write_all(ends[1], "x", 1, LEAT_FOREVER, NULL), 0);
	CHECK_INT(leat_io_read_all(ends[0], &byte, 1, LEAT_FOREVER, NULL), 0);
	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before), 0);
	came_through = 1;
	return argument;
}

int main(void)
{
	pthread_t thread;
	void *result;

	CHECK_INT(pthread_create(&thread, NULL, cancelled, NULL), 0);
	CHECK_INT(pthread_join(thread, &result), 0);
	CHECK(result == NULL);
	CHECK_INT(came_through, 1);
	return 0;
}
