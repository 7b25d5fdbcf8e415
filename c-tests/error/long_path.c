/* Names of any length and content are explained in at most four lines of UTF-8, of 120 columns, that fit. */
#include <fcntl.h>

#include "check.h"

static int is_utf8(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	while (*at != 0) {
		int more = *at < 0x80 ? 0 : *at >= 0xf0 ? 3 : *at >= 0xe0 ? 2 : *at >= 0xc2 ? 1 : -1;
		if (more < 0)
			return 0;
		for (at++; more > 0; more--, at++)
			if ((*at & 0xc0) != 0x80)
				return 0;
	}
	return 1;
}

/* The lines, of which none has more than 120 characters. */
static int lines_of(const char *text)
{
	int lines = 1, columns = 0;

	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			lines++;
			columns = 0;
		} else if (((unsigned char)*text & 0xc0) != 0x80) {
			CHECK(++columns <= 120);
		}
	}
	return lines;
}

static void check_path(const char *path, int code)
{
	CHECK_FAILS(leat_open(path, O_RDONLY), -1, code, "open");
	CHECK(strlen(leat_error_text()) < 1024);
	CHECK(is_utf8(leat_error_text()));
	CHECK(lines_of(leat_error_text()) <= 4);
}

int main(void)
{
	static char path[8000];
	size_t length;
	int start, i;
	static const char euro[] = "\xe2\x82\xac";

	/* Every length, so that a cut goes through every place of a character; then with bytes that are no character. */
	for (start = 0; start < 3; start++) {
		for (length = 0; length < 200; length++) {
			memset(path, 0, sizeof path);
			memcpy(path, "/-", 2);
			memset(path + 2, 'x', (size_t)start);
			for (i = 0; i < (int)length; i++)
				path[2 + start + i] = euro[i % 3];
			check_path(path, ENOENT);
		}
	}
	memset(path, '\xff', 200);
	path[200] = '\0';
	check_path(path, ENOENT);
	memset(path, '\n', 200);
	check_path(path, ENOENT);
	/* Of a long path the end is shown; of one that is too long for the kernel the beginning. */
	memset(path, 'x', 3000);
	memcpy(path, "/nope/", 6);
	strcpy(path + 200, "/the/file.c");
	check_path(path, ENOENT);
	CHECK(strstr(leat_error_text(), "open(\"\xe2\x80\xa6xxx") != NULL);
	CHECK(strstr(leat_error_text(), "xxx/the/file.c\", O_RDONLY)") != NULL);
	memset(path, 'x', sizeof path - 1);
	check_path(path, ENAMETOOLONG);
	CHECK(strstr(leat_error_text(), "xxx\xe2\x80\xa6\", O_RDONLY)") != NULL);
	check_path("", ENOENT);
	return 0;
}
