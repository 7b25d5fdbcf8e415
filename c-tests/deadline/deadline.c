/* Several calls have one time together, whatever each of them takes of it. */
#include <limits.h>
#include <stdint.h>

#include "check.h"

static void several_calls(void)
{
	int64_t end = leat_deadline_after(3600000), over = leat_deadline_after(0);
	leat_reader *reader;
	const char *line;
	int ends[2], left, before = 3600000, index;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	reader = leat_reader_new(ends[0], NULL);
	for (index = 0; index < 3; index++) {
		CHECK_INT(leat_io_write_all(ends[1], "line\n", 5, leat_deadline_left(end), NULL), 0);
		CHECK_INT(leat_reader_line(reader, leat_deadline_left(end), &line, NULL), 1);
		left = leat_deadline_left(end);
		CHECK(left > 0 && left <= before);
		before = left;
	}
	/* However much comes, there is an end. */
	end = leat_deadline_after(10);
	while ((left = leat_deadline_left(end)) != 0) {
		CHECK_INT(leat_io_write_all(ends[1], "line\n", 5, LEAT_FOREVER, NULL), 0);
		CHECK_INT(leat_reader_line(reader, LEAT_FOREVER, &line, NULL), 1);
	}
	/* When it is over, what is there is still read. */
	CHECK_INT(leat_io_write_all(ends[1], "last\n", 5, leat_deadline_left(over), NULL), 0);
	CHECK_INT(leat_reader_line(reader, leat_deadline_left(over), &line, NULL), 1);
	CHECK_FAILS(leat_reader_line(reader, leat_deadline_left(over), &line, NULL), -1, EAGAIN, "reader_line");
	leat_reader_free(reader);
	CHECK_INT(leat_close(ends[0]), 0);
	CHECK_INT(leat_close(ends[1]), 0);
}

int main(void)
{
	int64_t now = leat_deadline_after(0), day = leat_deadline_after(86400000);
	int left = leat_deadline_left(day);

	CHECK(now > 0 && leat_deadline_after(0) >= now);
	CHECK_INT(leat_deadline_left(now), 0);
	CHECK(left > 86300000 && left <= 86400000);
	CHECK(leat_deadline_after(INT_MAX) > now);
	CHECK_INT(leat_deadline_left(INT64_MAX - 1), INT_MAX);
	CHECK(leat_deadline_after(LEAT_FOREVER) == INT64_MAX);
	CHECK_INT(leat_deadline_left(INT64_MAX), LEAT_FOREVER);
	CHECK_INT(leat_deadline_left(INT64_MIN), 0);
	CHECK_FAILS(leat_deadline_after(-2), -1, EINVAL, "deadline_after");
	CHECK_INT(leat_deadline_left(-1), 0);
	several_calls();
	return 0;
}
