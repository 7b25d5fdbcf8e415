/* Nothing is lost when an item is too long, not whole in time, or not whole at the end; and what a reader refuses. */
#include <fcntl.h>
#include <unistd.h>

#include "blocked.h"
#include "child.h"

static leat_reader *reader;
static struct thread_state main_thread;

static int in_forked_child(void)
{
	const char *line;

	CHECK_FAILS(leat_reader_line(reader, 0, &line, NULL), -1, EPERM, "reader_line");
	leat_reader_free(reader);
	return 0;
}

/* While one call waits, others are refused. */
static void *in_another_thread(void *to)
{
	const char *line;
	const void *data;
	size_t size;

	wait_until_it_sleeps(&main_thread);
	CHECK_FAILS(leat_reader_line(reader, LEAT_FOREVER, &line, NULL), -1, EBUSY, "reader_line");
	CHECK_FAILS(leat_reader_take_rest(reader, &data, &size), -1, EBUSY, "reader_take_rest");
	CHECK_FAILS(leat_reader_fd(reader), -1, EBUSY, "reader_fd");
	CHECK_INT(leat_io_write_all(*(int *)to, "one\n", 4, LEAT_FOREVER, NULL), 0);
	return NULL;
}

int main(void)
{
	struct leat_reader_options options = LEAT_READER_OPTIONS_INIT;
	const char *line;
	const void *data = NULL;
	size_t length = 7;
	pthread_t thread;
	leat_stop *stop;
	int ends[2];

	CHECK_INT(leat_pipe_open(0, ends), 0);
	options.longest = 8;
	reader = leat_reader_new(ends[0], &options);
	CHECK(reader != NULL);
	main_thread = this_thread_state();
	CHECK_INT(pthread_create(&thread, NULL, in_another_thread, &ends[1]), 0);
	CHECK_INT(leat_reader_line(reader, LEAT_FOREVER, &line, NULL), 1);
	CHECK_TEXT(line, "one");
	CHECK_INT(pthread_join(thread, NULL), 0);

	/* What is there already is not given out whatever the time and the stop are. */
	CHECK_INT(leat_io_write_all(ends[1], "x\ny\n", 4, 0, NULL), 0);
	CHECK_INT(leat_reader_line(reader, 0, &line, NULL), 1);
	CHECK_FAILS(leat_reader_line(reader, -2, &line, NULL), -1, EINVAL, "reader_line");
	stop = leat_stop_new();
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_FAILS(leat_reader_line(reader, 0, &line, NULL), -1, ECANCELED, "reader_line");
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
	CHECK_INT(leat_reader_line(reader, 0, &line, NULL), 1);
	CHECK_TEXT(line, "y");

	line = "untouched";
	CHECK_FAILS(leat_reader_line(reader, 0, &line, &length), -1, EAGAIN, "reader_line");
	CHECK_INT(leat_reader_peek(reader, 0, LEAT_FOREVER, &data, &length), 1);
	CHECK(length == 0 && data != NULL);
	length = 7;
	CHECK_INT(leat_io_write_all(ends[1], "abc", 3, 0, NULL), 0);
	CHECK_FAILS(leat_reader_line(reader, 10, &line, &length), -1, ETIMEDOUT, "reader_line");
	CHECK_TEXT(line, "untouched");
	CHECK_INT(length, 7);
	CHECK_INT(leat_io_write_all(ends[1], "defgh\n12345678901", 17, 0, NULL), 0);
	CHECK_INT(leat_reader_line(reader, 0, &line, &length), 1);
	CHECK_TEXT(line, "abcdefgh");

	CHECK_FAILS(leat_reader_line(reader, LEAT_FOREVER, &line, &length), -1, EMSGSIZE, "reader_line");
	CHECK(strstr(leat_error_text(), "longer than the 8 bytes that this reader of fd ") != NULL);
	CHECK_FAILS(leat_reader_exact(reader, 9, 0, &data), -1, EMSGSIZE, "reader_exact");
	CHECK_INT(leat_reader_exact(reader, 8, 0, &data), 1);
	CHECK(memcmp(data, "12345678", 8) == 0);
	CHECK_INT(leat_reader_take_rest(reader, &data, &length), 0);
	CHECK(length == 3 && memcmp(data, "901", 3) == 0);

	CHECK_INT(leat_io_frame_write(ends[1], "123456789", 9, 0), 0);
	CHECK_FAILS(leat_reader_frame(reader, 0, &data, &length), -1, EMSGSIZE, "reader_frame");
	CHECK_INT(leat_reader_take_rest(reader, &data, &length), 0);
	CHECK_INT(length, 13);
	CHECK_INT(leat_io_write_all(ends[1], "\0\0\0\5ab", 6, 0, NULL), 0);
	CHECK_FAILS(leat_reader_frame(reader, 0, &data, &length), -1, EAGAIN, "reader_frame");
	CHECK_INT(in_child(in_forked_child), 0);
	close(ends[1]);
	CHECK_FAILS(leat_reader_frame(reader, LEAT_FOREVER, &data, &length), -1, EBADMSG, "reader_frame");
	CHECK_INT(leat_reader_exact(reader, 7, LEAT_FOREVER, &data), 0);
	CHECK_INT(leat_reader_peek(reader, 7, LEAT_FOREVER, &data, NULL), 1);

	CHECK_FAILS(leat_reader_until(reader, 256, 0, &line, NULL), -1, EINVAL, "reader_until");
	CHECK_FAILS(leat_reader_line(reader, -2, &line, NULL), -1, EINVAL, "reader_line");
	CHECK_FAILS(leat_reader_line(reader, 0, NULL, NULL), -1, EFAULT, "reader_line");
	CHECK_FAILS(leat_reader_line(NULL, 0, &line, NULL), -1, EFAULT, "reader_line");
	CHECK_FAILS(leat_reader_fd(NULL), -1, EFAULT, "reader_fd");
	leat_reader_free(reader);
	leat_reader_free(NULL);
	options.longest = (size_t)-1;
	reader = leat_reader_new(0, &options);
	CHECK(reader != NULL);
	leat_reader_free(reader);
#ifndef __SANITIZE_ADDRESS__ /* which ends the program when so much is asked for */
	options.capacity = (size_t)1 << 60;
	CHECK_FAILS(leat_reader_new(0, &options), NULL, ENOMEM, "reader_new");
#endif
	options.size = 0;
	CHECK_FAILS(leat_reader_new(0, &options), NULL, EINVAL, "reader_new");
	options.size = 4097;
	CHECK_FAILS(leat_reader_new(0, &options), NULL, E2BIG, "reader_new");

	/* No pipe: where nothing is read, a failure is one of the call beneath. */
	reader = leat_reader_new(99, NULL);
	CHECK_FAILS(leat_reader_line(reader, LEAT_FOREVER, &line, NULL), -1, EBADF, "reader_line");
	leat_reader_free(reader);
	return 0;
}
