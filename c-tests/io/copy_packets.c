/*
 * What comes in packets is copied as bytes: who reads few at a time where they have come to loses nothing.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <unistd.h>

#include "check.h"

static void copied(int timeout)
{
	static const char *const packets[] = {"hello ", "world", "", "!\n"};
	int from[2], to[2];
	uint64_t moved;
	char got[32] = "";
	size_t i;

	CHECK_INT(leat_pipe_open(LEAT_PIPE_PACKET, from), 0);
	CHECK_INT(leat_pipe_open(0, to), 0);
	for (i = 0; i < sizeof packets / sizeof *packets; i++)
		CHECK_INT(leat_io_write_all(from[1], packets[i], strlen(packets[i]), 0, NULL), 0);
	close(from[1]);
	CHECK_INT(leat_io_copy(to[1], from[0], UINT64_MAX, timeout, &moved), 0);
	CHECK_INT(moved, 13);
	close(to[1]);
	for (i = 0; read(to[0], got + i, 1) == 1; i++)
		;
	CHECK_TEXT(got, "hello world!\n");
	close(from[0]);
	close(to[0]);
}

int main(void)
{
	copied(LEAT_FOREVER);
	copied(30000);
	return 0;
}
