/*
 * A piece that ends with a text of several bytes is found wherever the reads of the kernel end, and is not lost when it is too
 * long, not whole in time, stopped, or not whole at the end.
 */
#include <unistd.h>

#include "check.h"

enum { LONGEST = 100 };

static int ends[2];

static void say(const char *text, size_t size)
{
	CHECK_INT(leat_io_write_all(ends[1], text, size, 0, NULL), 0);
}

/* The next piece, which is this. */
static void comes(leat_reader *reader, const char *delimiter, const char *piece)
{
	const char *found;
	size_t length;

	CHECK_INT(leat_reader_until_text(reader, delimiter, strlen(delimiter), 0, &found, &length), 1);
	CHECK_TEXT(found, piece);
	CHECK_INT(length, strlen(piece));
}

/* Nothing comes yet, and what there is stays. */
static void comes_later(leat_reader *reader, const char *delimiter)
{
	const char *found = "untouched";
	size_t length = 7;

	CHECK_INT(leat_reader_until_text(reader, delimiter, strlen(delimiter), 0, &found, &length), -1);
	CHECK_INT(errno, EAGAIN); /* to explain each would take long */
	CHECK_TEXT(found, "untouched");
	CHECK_INT(length, 7);
}

/* The text is cut at each of its bytes, wherever it is in the buffer, which is moved and grows. */
static void cut_anywhere(leat_reader *reader)
{
	char sent[LONGEST + 4], expected[LONGEST + 1];
	size_t length, cut;

	for (length = 0; length <= LONGEST; length++) {
		for (cut = 1; cut < 4; cut++) {
			memset(expected, 'x', length);
			expected[length] = '\0';
			memcpy(sent, expected, length);
			memcpy(sent + length, "\r\n\r\n", 4);
			say(sent, length + cut);
			comes_later(reader, "\r\n\r\n");
			say(sent + length + cut, 4 - cut);
			comes(reader, "\r\n\r\n", expected);
		}
	}
}

int main(void)
{
	struct leat_reader_options options = LEAT_READER_OPTIONS_INIT;
	leat_reader *reader;
	leat_stop *stop;
	const char *piece;
	const void *data;
	char many[LONGEST + 2];
	size_t length;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	options.capacity = 64;
	options.longest = LONGEST;
	CHECK((reader = leat_reader_new(ends[0], &options)) != NULL);
	cut_anywhere(reader);

	/* What begins like it is not it. */
	say("a\rb\r\r\n\r\n\n", 9);
	comes(reader, "\r\n", "a\rb\r");
	comes(reader, "\r\n", "");
	comes(reader, "\n", "");
	say("aab", 3);
	comes(reader, "ab", "a");
	say("a\0b\0\0c", 6);
	CHECK_INT(leat_reader_until_text(reader, "\0\0", 2, 0, &piece, &length), 1);
	CHECK(length == 3 && memcmp(piece, "a\0b", 4) == 0);
	comes_later(reader, "--");

	/* Neither the time nor a stop loses what has come of it. */
	say("-", 1);
	CHECK_FAILS(leat_reader_until_text(reader, "--", 2, 1, &piece, NULL), -1, ETIMEDOUT, "reader_until_text");
	CHECK((stop = leat_stop_new()) != NULL);
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_FAILS(leat_reader_until_text(reader, "--", 2, LEAT_FOREVER, &piece, NULL), -1, ECANCELED, "reader_until_text");
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
	say("-", 1);
	comes(reader, "--", "c");

	/* Too long as soon as it can be no other; it stays. */
	memset(many, 'y', sizeof many);
	many[LONGEST] = '-';
	say(many, LONGEST + 1);
	comes_later(reader, "--");
	say("y", 1);
	CHECK_FAILS(leat_reader_until_text(reader, "--", 2, 0, &piece, &length), -1, EMSGSIZE, "reader_until_text");
	CHECK_INT(leat_reader_take_rest(reader, &data, &length), 0);
	CHECK_INT(length, LONGEST + 2);

	CHECK_FAILS(leat_reader_until_text(reader, "", 0, 0, &piece, NULL), -1, EINVAL, "reader_until_text");
	CHECK_FAILS(leat_reader_until_text(reader, many, LONGEST + 1, 0, &piece, NULL), -1, EINVAL, "reader_until_text");
	CHECK_FAILS(leat_reader_until_text(reader, NULL, 2, 0, &piece, NULL), -1, EFAULT, "reader_until_text");
	CHECK_FAILS(leat_reader_until_text(reader, "--", 2, 0, NULL, NULL), -1, EFAULT, "reader_until_text");
	CHECK_FAILS(leat_reader_until_text(NULL, "--", 2, 0, &piece, NULL), -1, EFAULT, "reader_until_text");

	/* The last one need not end with it, but is no longer than others. */
	many[LONGEST] = '-';
	say(many, LONGEST + 1);
	CHECK_INT(close(ends[1]), 0);
	CHECK_FAILS(leat_reader_until_text(reader, "--", 2, LEAT_FOREVER, &piece, &length), -1, EMSGSIZE, "reader_until_text");
	CHECK_INT(leat_reader_exact(reader, LONGEST - 1, 0, &data), 1);
	CHECK_INT(leat_reader_until_text(reader, "--", 2, LEAT_FOREVER, &piece, &length), 1);
	CHECK(length == 2 && strcmp(piece, "y-") == 0);
	CHECK_INT(leat_reader_until_text(reader, "--", 2, LEAT_FOREVER, &piece, &length), 0);
	leat_reader_free(reader);
	CHECK_INT(close(ends[0]), 0);
	return 0;
}
