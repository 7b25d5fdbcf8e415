/* What leat's own functions of descriptors refuse, and what they leave untouched then. */
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	struct leat_io_interest interest;
	struct iovec part;
	char buffer[4] = "abc";
	struct leat_io_flow flow = LEAT_IO_FLOW_INIT;
	size_t moved = 7;
	uint64_t copied = 7;
	int ends[2];

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_FAILS(leat_io_read_all(ends[0], NULL, 1, 0, &moved), -1, EFAULT, "io_read_all");
	CHECK_INT(moved, 0);
	CHECK_FAILS(leat_io_read_all(ends[0], buffer, 1, -2, NULL), -1, EINVAL, "io_read_all");
	CHECK(strstr(leat_error_text(), "timeout_ms is -2; ") != NULL);
	CHECK_FAILS(leat_io_read_all(ends[0], buffer, (size_t)-1, 0, NULL), -1, EINVAL, "io_read_all");
	CHECK(strstr(leat_error_text(), "the size given for ret_buffer is 0xffffffffffffffff bytes") != NULL);
	CHECK_FAILS(leat_io_read_all(99, buffer, 1, LEAT_FOREVER, NULL), -1, EBADF, "io_read_all");
	CHECK_FAILS(leat_io_read_all(ends[1], buffer, 1, 10, NULL), -1, EBADF, "io_read_all");
	CHECK_INT(leat_io_read_all(-1, NULL, 0, 0, &moved), 0);

	CHECK_FAILS(leat_io_write_all(ends[1], NULL, 1, 0, &moved), -1, EFAULT, "io_write_all");
	CHECK_FAILS(leat_io_write_all(-1, buffer, 1, 0, &moved), -1, EBADF, "io_write_all");
	CHECK_FAILS(leat_io_writev_all(ends[1], NULL, 1, 0, &moved), -1, EFAULT, "io_writev_all");
	CHECK_FAILS(leat_io_writev_all(ends[1], &part, -1, 0, &moved), -1, EINVAL, "io_writev_all");
	CHECK_FAILS(leat_io_frame_write(ends[1], NULL, 1, 0), -1, EFAULT, "io_frame_write");
	CHECK_FAILS(leat_io_frame_write(ends[1], buffer, (size_t)1 << 32, 0), -1, EMSGSIZE, "io_frame_write");
	CHECK_INT(leat_io_frame_write(ends[1], buffer, 2, 0), 0);
	CHECK_INT(read(ends[0], buffer, 4), 4);
	CHECK(memcmp(buffer, "\0\0\0\2", 4) == 0);
	CHECK_INT(read(ends[0], buffer, 4), 2);
	CHECK(memcmp(buffer, "ab", 2) == 0);

	/* That it cannot be written to is told before there is anything to be written, and nothing is lost. */
	CHECK_FAILS(leat_io_copy(-1, ends[0], UINT64_MAX, LEAT_FOREVER, &copied), -1, EBADF, "io_copy");
	CHECK_FAILS(leat_io_copy(99, ends[0], UINT64_MAX, 1, &copied), -1, EBADF, "io_copy");
	CHECK_INT(copied, 0);
	CHECK((flow.to_fd = leat_open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0);
	CHECK_FAILS(leat_io_copy(flow.to_fd, ends[0], UINT64_MAX, LEAT_FOREVER, &copied), -1, EBADF, "io_copy");
	flow.from = flow.to = LEAT_IO_FD;
	flow.from_fd = ends[0];
	CHECK_INT(write(ends[1], "a", 1), 1);
	CHECK_FAILS(leat_io_pump(&flow, 1, LEAT_FOREVER), -1, EBADF, "io_pump");
	CHECK_INT(flow.state, LEAT_IO_FAILED);
	CHECK_INT(flow.error, EBADF);
	CHECK_INT(flow.dropped, 0);
	close(flow.to_fd);
	flow.to_fd = -1;
	CHECK_FAILS(leat_io_pump(&flow, 1, LEAT_FOREVER), -1, EBADF, "io_pump");
	CHECK_INT(read(ends[0], buffer, 4), 1);

	interest.fd = ends[0];
	interest.wanted = LEAT_IO_READABLE;
	interest.ready = 99;
	interest.reserved = 0;
	CHECK_FAILS(leat_io_wait(&interest, 1, 1), -1, ETIMEDOUT, "io_wait");
	CHECK_FAILS(leat_io_wait(NULL, 1, 1), -1, EFAULT, "io_wait");
	CHECK_FAILS(leat_io_wait(NULL, 0, 0), -1, EAGAIN, "io_wait");
	interest.wanted = 8;
	CHECK_FAILS(leat_io_wait(&interest, 1, 1), -1, EINVAL, "io_wait");
	interest.wanted = LEAT_IO_READABLE;
	interest.reserved = 1;
	CHECK_FAILS(leat_io_wait(&interest, 1, 1), -1, EINVAL, "io_wait");
	interest.reserved = 0;
	interest.fd = 99;
	CHECK_FAILS(leat_io_wait(&interest, 1, LEAT_FOREVER), -1, EBADF, "io_wait");
	CHECK_INT(interest.ready, 99);
	interest.fd = ends[0];
	CHECK_INT(write(ends[1], "a", 1), 1);
	CHECK_INT(leat_io_wait(&interest, 1, LEAT_FOREVER), 1);
	CHECK_INT(interest.ready, LEAT_IO_READABLE);
	close(ends[1]);
	CHECK_INT(leat_io_wait(&interest, 1, LEAT_FOREVER), 1);
	CHECK_INT(interest.ready, LEAT_IO_READABLE | LEAT_IO_HUNG_UP);

	CHECK_INT(leat_io_set_nonblocking(ends[0], 1), 0);
	CHECK_INT(leat_io_set_nonblocking(ends[0], 1), 1);
	CHECK(fcntl(ends[0], F_GETFL) & O_NONBLOCK);
	CHECK_INT(leat_io_set_nonblocking(ends[0], 0), 1);
	CHECK_INT(leat_io_set_inherited(ends[0], 1), 0);
	CHECK_INT(fcntl(ends[0], F_GETFD), 0);
	CHECK_INT(leat_io_set_inherited(ends[0], 0), 1);
	CHECK_FAILS(leat_io_set_inherited(99, 0), -1, EBADF, "io_set_inherited");
	CHECK_FAILS(leat_io_set_nonblocking(99, 0), -1, EBADF, "io_set_nonblocking");
	return 0;
}
