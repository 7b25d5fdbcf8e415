/*
 * leat_fifo_send writes a record whole or not at all, waits for room no longer than it was told to, and raises no SIGPIPE.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <limits.h>
#include <sys/socket.h>

#include "serving.h"

int main(void)
{
	static char record[PIPE_BUF + 1];
	int reader, writer, ends[2], sent;

	CHECK_INT(leat_fifo_make("fifo", 0600), 0);
	CHECK((reader = open("fifo", O_RDONLY | O_NONBLOCK)) != -1);
	CHECK((writer = leat_fifo_open("fifo", O_WRONLY, LONG)) != -1);
	CHECK_INT(leat_fifo_send(writer, "abc", 3, LEAT_FOREVER), 0);
	CHECK_INT(read(reader, record, sizeof record), 3);
	for (sent = 0; leat_fifo_send(writer, record, PIPE_BUF, 0) == 0; sent++)
		CHECK(sent < 1000);
	CHECK_FAILS(leat_fifo_send(writer, record, PIPE_BUF, 0), -1, EAGAIN, "fifo_send");
	CHECK_FAILS(leat_fifo_send(writer, record, 100, 10), -1, ETIMEDOUT, "fifo_send");
	CHECK_INT(leat_pipe_queued(reader), sent * PIPE_BUF);
	CHECK_INT(read(reader, record, PIPE_BUF), PIPE_BUF);
	CHECK_INT(leat_fifo_send(writer, record, PIPE_BUF, LONG), 0);
	CHECK_FAILS(leat_fifo_send(writer, record, PIPE_BUF + 1, 0), -1, EMSGSIZE, "fifo_send");
	CHECK_FAILS(leat_fifo_send(writer, record, 0, 0), -1, EMSGSIZE, "fifo_send");
	CHECK_FAILS(leat_fifo_send(writer, NULL, 1, 0), -1, EFAULT, "fifo_send");
	CHECK_FAILS(leat_fifo_send(writer, record, 1, -2), -1, EINVAL, "fifo_send");
	CHECK_FAILS(leat_fifo_send(-1, record, 1, 0), -1, EBADF, "fifo_send");
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	CHECK_FAILS(leat_fifo_send(ends[0], record, 1, 0), -1, EBADF, "fifo_send");
	CHECK_INT(close(reader), 0);
	CHECK_FAILS(leat_fifo_send(writer, record, 1, LEAT_FOREVER), -1, EPIPE, "fifo_send");
	CHECK_FAILS(leat_fifo_send(writer, record, 1, LONG), -1, EPIPE, "fifo_send");
	CHECK_INT(unlink("fifo"), 0);
	return 0;
}
