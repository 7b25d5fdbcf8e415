/*
 * When nobody has the other side of a pseudoterminal open any more, that is the end of what its master reads, and no failure:
 * everything written there was read before.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include "check.h"

static int master_of_an_ended_terminal(const char *text)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), slave;

	CHECK(master >= 0);
	CHECK_INT(grantpt(master), 0);
	CHECK_INT(unlockpt(master), 0);
	CHECK((slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC)) >= 0);
	CHECK_INT(write(slave, text, strlen(text)), strlen(text));
	close(slave);
	return master;
}

static void in_each_manner(int nonblocking, int timeout)
{
	struct leat_io_flow flow = LEAT_IO_FLOW_INIT;
	char got[16];
	const char *line;
	size_t moved = 99;
	uint64_t copied = 99;
	int master, file, ends[2];
	leat_reader *reader;

	master = master_of_an_ended_terminal("abc");
	CHECK_INT(leat_io_set_nonblocking(master, nonblocking), 0);
	CHECK_INT(leat_io_read_all(master, got, sizeof got, timeout, &moved), LEAT_EOF);
	CHECK_INT(moved, 3);
	close(master);

	/* Also what is no whole line. */
	master = master_of_an_ended_terminal("ab");
	CHECK_INT(leat_io_set_nonblocking(master, nonblocking), 0);
	CHECK((reader = leat_reader_new(master, NULL)) != NULL);
	CHECK_INT(leat_reader_line(reader, timeout, &line, &moved), 1);
	CHECK_TEXT(line, "ab");
	CHECK_INT(leat_reader_line(reader, timeout, &line, &moved), 0);
	leat_reader_free(reader);
	close(master);

	/* Through memory, and in the kernel where it does that. */
	CHECK((file = memfd_create("copy", MFD_CLOEXEC)) >= 0);
	CHECK_INT(leat_pipe_open(0, ends), 0);
	master = master_of_an_ended_terminal("abc");
	CHECK_INT(leat_io_set_nonblocking(master, nonblocking), 0);
	CHECK_INT(leat_io_copy(file, master, UINT64_MAX, timeout, &copied), 0);
	CHECK_INT(copied, 3);
	close(master);
	master = master_of_an_ended_terminal("abcd");
	CHECK_INT(leat_io_set_nonblocking(master, nonblocking), 0);
	CHECK_INT(leat_io_copy(ends[1], master, 100, timeout, &copied), LEAT_EOF);
	CHECK_INT(copied, 4);
	close(master);

	master = master_of_an_ended_terminal("abc");
	CHECK_INT(leat_io_set_nonblocking(master, nonblocking), 0);
	flow.from = flow.to = LEAT_IO_FD;
	flow.from_fd = master;
	flow.to_fd = ends[1];
	CHECK_INT(leat_io_pump(&flow, 1, timeout), 0);
	CHECK_INT(flow.state, LEAT_IO_ENDED);
	CHECK_INT(flow.moved, 3);
	close(master);
	close(ends[0]);
	close(ends[1]);
	close(file);
}

int main(void)
{
	in_each_manner(0, LEAT_FOREVER);
	in_each_manner(0, 30000);
	in_each_manner(1, LEAT_FOREVER);
	in_each_manner(1, 30000);
	return 0;
}
