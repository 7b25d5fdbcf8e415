/*
 * Flows are pumped at once, so that more than the pipes hold goes to a program and comes back; each tells what became of it,
 * and no signal does harm.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "blocked.h"
#include "child.h"
#include "storm.h"

enum { SIZE = 300000 };

static char data[SIZE], got[SIZE];
static size_t errors;

/* As `tee /dev/stderr`: what it reads it writes twice, and reads no more while nobody takes that. */
static pid_t start_tee(int ends[3])
{
	int in[2], out[2], err[2];
	char buffer[3000];
	ssize_t count;
	pid_t pid;

	CHECK_INT(leat_pipe_open(0, in), 0);
	CHECK_INT(leat_pipe_open(0, out), 0);
	CHECK_INT(leat_pipe_open(0, err), 0);
	pid = fork();
	if (pid == 0) {
		close(in[1]);
		close(out[0]);
		close(err[0]);
		while ((count = read(in[0], buffer, sizeof buffer)) > 0)
			if (write(err[1], buffer, (size_t)count) != count || write(out[1], buffer, (size_t)count) != count)
				_exit(1);
		_exit(0);
	}
	ends[0] = in[1];
	ends[1] = out[0];
	ends[2] = err[0];
	close(in[0]);
	close(out[1]);
	close(err[1]);
	return pid;
}

static int count_errors(const void *part, size_t size, void *user)
{
	CHECK(memcmp(part, data + errors, size) == 0);
	CHECK(user == &errors);
	errors += size;
	return 0;
}

static int enough(const void *part, size_t size, void *user)
{
	(void)part;
	*(size_t *)user += size;
	return 1;
}

static void through_a_program(int nonblocking, int timeout, size_t capacity)
{
	struct leat_io_flow flows[3] = {LEAT_IO_FLOW_INIT, LEAT_IO_FLOW_INIT, LEAT_IO_FLOW_INIT};
	int ends[3], i;
	pid_t pid = start_tee(ends);

	for (i = 0; i < 3; i++)
		CHECK_INT(leat_io_set_nonblocking(ends[i], nonblocking), 0);
	errors = 0;
	memset(got, 0, sizeof got);
	flows[0].from = LEAT_IO_MEMORY;
	flows[0].data = data;
	flows[0].data_size = SIZE;
	flows[0].to = LEAT_IO_FD;
	flows[0].to_fd = ends[0];
	flows[0].flags = LEAT_IO_CLOSE;
	flows[1].from = LEAT_IO_FD;
	flows[1].from_fd = ends[1];
	flows[1].to = LEAT_IO_MEMORY;
	flows[1].buffer = got;
	flows[1].capacity = capacity;
	flows[2].from = LEAT_IO_FD;
	flows[2].from_fd = ends[2];
	flows[2].to = LEAT_IO_CALL;
	flows[2].sink = count_errors;
	flows[2].user = &errors;
	CHECK_INT(leat_io_pump(flows, 3, timeout), 0);
	for (i = 0; i < 3; i++) {
		CHECK_INT(flows[i].state, LEAT_IO_ENDED);
		CHECK_INT(flows[i].moved, i == 1 ? capacity : (size_t)SIZE);
		CHECK_INT(flows[i].dropped, i == 1 ? SIZE - capacity : 0);
	}
	CHECK_INT(flows[0].to_fd, -1);
	CHECK_INT(fcntl(ends[0], F_GETFD), -1);
	CHECK_INT(errors, SIZE);
	CHECK(memcmp(got, data, capacity) == 0);
	CHECK_INT(exit_status_of(pid), 0);
	close(ends[1]);
	close(ends[2]);
}

/* Three flows that end, each in its way, and two of which nothing comes. */
static void what_becomes_of_them(void)
{
	struct leat_io_flow flows[5] = {LEAT_IO_FLOW_INIT, LEAT_IO_FLOW_INIT, LEAT_IO_FLOW_INIT, LEAT_IO_FLOW_INIT,
	                                LEAT_IO_FLOW_INIT};
	int from[2], to[2], broken[2], i;
	size_t seen = 0;

	CHECK_INT(leat_pipe_open(0, from), 0);
	CHECK_INT(leat_pipe_open(0, to), 0);
	CHECK_INT(leat_pipe_open(0, broken), 0);
	close(broken[0]);
	for (i = 0; i < 4; i++)
		flows[i].from = LEAT_IO_FD;
	CHECK_INT(write(from[1], "abc", 3), 3);
	flows[0].from_fd = from[0];
	flows[0].to = LEAT_IO_CALL;
	flows[0].sink = enough;
	flows[0].user = &seen;
	flows[1].from = LEAT_IO_MEMORY;
	flows[1].data = "abc";
	flows[1].data_size = 3;
	flows[1].to = LEAT_IO_FD;
	flows[1].to_fd = broken[1];
	flows[2].from_fd = -1;
	flows[3].from_fd = to[0];
	flows[3].to = LEAT_IO_MEMORY;
	flows[3].buffer = got;
	flows[3].capacity = 1;
	CHECK_FAILS(leat_io_pump(flows, 5, 1), -1, ETIMEDOUT, "io_pump");
	CHECK(strstr(leat_error_text(), "io_pump: ETIMEDOUT: there was no more to read from fd ") == leat_error_text());
	CHECK_INT(flows[0].state, LEAT_IO_ENOUGH);
	CHECK_INT(seen, 3);
	CHECK_INT(flows[1].state, LEAT_IO_BROKEN);
	CHECK_INT(flows[1].moved, 0);
	CHECK_INT(flows[2].state, LEAT_IO_FAILED);
	CHECK_INT(flows[2].error, EBADF);
	CHECK_INT(flows[3].state, LEAT_IO_GOING);
	CHECK_INT(flows[4].state, LEAT_IO_ENDED);

	/* From one pipe to the next, which is not closed, as that has not ended. */
	flows[0].to = LEAT_IO_FD;
	flows[0].to_fd = to[1];
	flows[0].flags = LEAT_IO_CLOSE;
	CHECK_INT(write(from[1], "x", 1), 1);
	CHECK_FAILS(leat_io_pump(flows, 1, 0), -1, EAGAIN, "io_pump");
	CHECK_INT(flows[0].state, LEAT_IO_GOING);
	CHECK_INT(flows[0].moved, 1);
	CHECK_INT(flows[0].to_fd, to[1]);
	close(from[1]);
	CHECK_FAILS(leat_io_pump(flows, 4, LEAT_FOREVER), -1, EBADF, "io_pump");
	CHECK(strstr(leat_error_text(), "io_pump: read(-1") != NULL);
	CHECK_INT(flows[0].state, LEAT_IO_ENDED);
	CHECK_INT(flows[3].state, LEAT_IO_ENDED);
	CHECK_INT(got[0], 'x');
	close(from[0]);
	close(to[0]);
	close(broken[1]);
}

/* Although nothing comes; so nothing is read and lost, either. */
static void it_is_seen_that_nobody_reads(void)
{
	struct leat_io_flow flow = LEAT_IO_FLOW_INIT;
	int from[2], to[2];
	pid_t reader, parent = getpid();

	CHECK_INT(leat_pipe_open(0, from), 0);
	CHECK_INT(leat_pipe_open(0, to), 0);
	reader = fork();
	if (reader == 0) {
		close(to[1]);
		wait_until_parent_sleeps(parent);
		_exit(0);
	}
	close(to[0]);
	flow.from = flow.to = LEAT_IO_FD;
	flow.from_fd = from[0];
	flow.to_fd = to[1];
	CHECK_INT(leat_io_pump(&flow, 1, LEAT_FOREVER), 0);
	CHECK_INT(flow.state, LEAT_IO_BROKEN);
	CHECK_INT(flow.moved, 0);
	CHECK_INT(flow.dropped, 0);
	CHECK_INT(exit_status_of(reader), 0);
	close(from[0]);
	close(from[1]);
	close(to[1]);
}

/* Of what always has more the time is the end, and without time it is not begun again and again. */
static void without_an_end(void)
{
	struct leat_io_flow flow = LEAT_IO_FLOW_INIT;

	flow.from = LEAT_IO_FD;
	CHECK((flow.from_fd = open("/dev/zero", O_RDONLY)) != -1);
	CHECK_FAILS(leat_io_pump(&flow, 1, 10), -1, ETIMEDOUT, "io_pump");
	CHECK(flow.moved > 0 && flow.state == LEAT_IO_GOING);
	CHECK_FAILS(leat_io_pump(&flow, 1, 0), -1, EAGAIN, "io_pump");
	CHECK(flow.moved > 0);
	close(flow.from_fd);
}

static void are_refused(void)
{
	struct leat_io_flow flows[2] = {LEAT_IO_FLOW_INIT, LEAT_IO_FLOW_INIT};
	int ends[2];

	CHECK_INT(leat_io_pump(NULL, 0, 0), 0);
	CHECK_FAILS(leat_io_pump(NULL, 1, 0), -1, EFAULT, "io_pump");
	CHECK_FAILS(leat_io_pump(flows, 2, -2), -1, EINVAL, "io_pump");
	flows[1].from = LEAT_IO_CALL;
	CHECK_FAILS(leat_io_pump(flows, 2, 0), -1, EINVAL, "io_pump");
	flows[1].from = LEAT_IO_MEMORY;
	flows[1].to = -1;
	CHECK_FAILS(leat_io_pump(flows, 2, 0), -1, EINVAL, "io_pump");
	flows[1].to = LEAT_IO_CALL;
	CHECK_FAILS(leat_io_pump(flows, 2, 0), -1, EFAULT, "io_pump");
	flows[1].to = LEAT_IO_MEMORY;
	flows[1].capacity = 1;
	CHECK_FAILS(leat_io_pump(flows, 2, 0), -1, EFAULT, "io_pump");
	flows[1].capacity = 0;
	flows[1].flags = 2;
	CHECK_FAILS(leat_io_pump(flows, 2, 0), -1, EINVAL, "io_pump");
	flows[1].flags = LEAT_IO_CLOSE;
	flows[0].to = flows[1].to = LEAT_IO_FD;
	flows[0].to_fd = flows[1].to_fd = 1;
	CHECK_FAILS(leat_io_pump(flows, 2, 0), -1, EINVAL, "io_pump");
	CHECK_INT(fcntl(1, F_GETFD), 0);
	flows[1].flags = 0;
	CHECK_INT(leat_pipe_open(0, ends), 0);
	flows[0].from = LEAT_IO_FD;
	flows[0].from_fd = ends[0];
	flows[0].to_fd = ends[1];
	CHECK_FAILS(leat_io_pump(flows, 2, 0), -1, EINVAL, "io_pump");
	CHECK(strstr(leat_error_text(), "of the same pipe") != NULL);
	close(ends[0]);
	close(ends[1]);
	flows[1].size = sizeof flows[1] - 8;
	CHECK_FAILS(leat_io_pump(flows, 2, 0), -1, EINVAL, "io_pump");
	CHECK(strstr(leat_error_text(), "one of the flows is 96, and in the first 104") != NULL);
	CHECK_INT(flows[0].state, LEAT_IO_GOING);
}

/* A file would grow for ever, but can be moved towards its beginning. */
static void onto_itself(void)
{
	struct leat_io_flow flow = LEAT_IO_FLOW_INIT;
	char path[32];
	int file, end;

	CHECK((file = memfd_create("itself", MFD_CLOEXEC)) >= 0);
	CHECK_INT(write(file, "abcd", 4), 4);
	CHECK_INT(lseek(file, 1, SEEK_SET), 1);
	sprintf(path, "/proc/self/fd/%d", file);
	CHECK((end = open(path, O_RDWR | O_APPEND | O_CLOEXEC)) >= 0);
	flow.from = flow.to = LEAT_IO_FD;
	flow.from_fd = flow.to_fd = file;
	CHECK_FAILS(leat_io_pump(&flow, 1, LEAT_FOREVER), -1, EINVAL, "io_pump");
	flow.to_fd = end;
	CHECK_FAILS(leat_io_pump(&flow, 1, LEAT_FOREVER), -1, EINVAL, "io_pump");
	CHECK(strstr(leat_error_text(), "of the same file") != NULL);
	CHECK_INT(fcntl(end, F_SETFL, 0), 0);
	CHECK_INT(leat_io_pump(&flow, 1, LEAT_FOREVER), 0);
	CHECK_INT(pread(file, got, 5, 0), 4);
	CHECK(memcmp(got, "bcdd", 4) == 0);
	close(file);
	close(end);
}

int main(void)
{
	int i;

	for (i = 0; i < SIZE; i++)
		data[i] = (char)(i * 31 >> 3);
	signal(SIGPIPE, SIG_DFL);
	begin_storm();
	through_a_program(0, LEAT_FOREVER, SIZE);
	through_a_program(1, 60000, SIZE / 2);
	end_storm();
	what_becomes_of_them();
	it_is_seen_that_nobody_reads();
	without_an_end();
	are_refused();
	onto_itself();
	return 0;
}
