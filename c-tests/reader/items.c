/* A reader gives lines, pieces, exact numbers of bytes and frames one behind the other, whatever the reads of the kernel give, in
   a storm of signals; what is not taken stays, and can be taken back. */
/* test: flags -D_GNU_SOURCE */
#include <pthread.h>
#include <unistd.h>

#include "storm.h"

enum { LINES = 2000 };

static int ends[2];

static void *write_slowly(void *argument)
{
	char line[200];
	int number;

	(void)argument;
	for (number = 0; number < LINES; number++) {
		int length = snprintf(line, sizeof line, "%d:%*s\n", number, number % 150, "");
		CHECK_INT(leat_io_write_all(ends[1], line, (size_t)length / 2, LEAT_FOREVER, NULL), 0);
		CHECK_INT(leat_io_write_all(ends[1], line + length / 2, (size_t)(length - length / 2), LEAT_FOREVER, NULL), 0);
	}
	CHECK_INT(leat_io_write_all(ends[1], "a,b\0c,0123456789", 16, LEAT_FOREVER, NULL), 0);
	CHECK_INT(leat_io_frame_write(ends[1], "frame", 5, LEAT_FOREVER), 0);
	CHECK_INT(leat_io_frame_write(ends[1], NULL, 0, LEAT_FOREVER), 0);
	CHECK_INT(leat_io_write_all(ends[1], "rest\nlast", 9, LEAT_FOREVER, NULL), 0);
	close(ends[1]);
	return NULL;
}

int main(void)
{
	struct leat_reader_options options = LEAT_READER_OPTIONS_INIT;
	leat_reader *reader;
	const char *line;
	const void *data;
	char expected[200];
	pthread_t thread;
	size_t length;
	int number;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	options.capacity = 100;
	reader = leat_reader_new(ends[0], &options);
	CHECK(reader != NULL);
	CHECK_INT(leat_reader_fd(reader), ends[0]);
	begin_storm();
	CHECK_INT(pthread_create(&thread, NULL, write_slowly, NULL), 0);

	for (number = 0; number < LINES; number++) {
		CHECK_INT(leat_reader_line(reader, number % 2 ? LEAT_FOREVER : 60000, &line, &length), 1);
		CHECK_INT(length, snprintf(expected, sizeof expected, "%d:%*s", number, number % 150, ""));
		CHECK_TEXT(line, expected);
	}
	CHECK_INT(leat_reader_until(reader, ',', LEAT_FOREVER, &line, NULL), 1);
	CHECK_TEXT(line, "a");
	CHECK_INT(leat_reader_until(reader, ',', LEAT_FOREVER, &line, &length), 1);
	CHECK_INT(length, 3);
	CHECK(memcmp(line, "b\0c", 4) == 0);
	CHECK_INT(leat_reader_peek(reader, 2, LEAT_FOREVER, &data, &length), 1);
	CHECK(length >= 2 && memcmp(data, "01", 2) == 0);
	CHECK_INT(leat_reader_exact(reader, 10, LEAT_FOREVER, &data), 1);
	CHECK(memcmp(data, "0123456789", 10) == 0);
	CHECK_INT(leat_reader_frame(reader, LEAT_FOREVER, &data, &length), 1);
	CHECK(length == 5 && memcmp(data, "frame", 5) == 0);
	CHECK_INT(leat_reader_frame(reader, LEAT_FOREVER, &data, &length), 1);
	CHECK_INT(length, 0);

	CHECK_INT(pthread_join(thread, NULL), 0);
	end_storm();
	CHECK_INT(leat_reader_peek(reader, 9, LEAT_FOREVER, &data, &length), 1);
	CHECK_INT(leat_reader_take_rest(reader, &data, &length), 0);
	CHECK(length == 9 && memcmp(data, "rest\nlast", 9) == 0);
	CHECK_INT(leat_reader_line(reader, LEAT_FOREVER, &line, &length), 0);
	CHECK_INT(leat_reader_exact(reader, 1, LEAT_FOREVER, &data), 0);
	CHECK_INT(leat_reader_frame(reader, LEAT_FOREVER, &data, &length), 0);
	leat_reader_free(reader);
	CHECK_INT(close(ends[0]), 0);
	return 0;
}
