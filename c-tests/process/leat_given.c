/*
 * A child gets exactly the descriptors that it is given, whatever numbers they have in the host and in whatever order they
 * must be moved; of standard ones that the host has closed it has none. In a storm of signals.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "child.h"
#include "spawned.h"
#include "storm.h"

/* What a shell sees of its descriptors; the one to their list is gone when they are looked at. */
#define LIST "for fd in /proc/$$/fd/*; do [ -e $fd ] && printf '%s ' ${fd##*/}; done; true"

static int pipe_with(const char *text)
{
	int ends[2];

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_INT(write(ends[1], text, strlen(text)), (long)strlen(text));
	CHECK_INT(close(ends[1]), 0);
	return ends[0];
}

/* Descriptor 0 is what was 1, 1 what was 2, and 2 what was 0. */
static int in_a_circle(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	int a, b, c, from_child[2];

	CHECK_INT(leat_pipe_open(0, from_child), 0);
	a = fcntl(pipe_with("zero"), F_DUPFD, 30);
	b = fcntl(pipe_with("one"), F_DUPFD, 30);
	c = fcntl(pipe_with("two"), F_DUPFD, 30);
	CHECK(dup2(a, 0) == 0 && dup2(b, 1) == 1 && dup2(c, 3) == 3);
	{
		struct leat_child_fd fds[2] = {{3, 0, {LEAT_CHILD_FD, 0, NULL, 0, 0}}, {4, 0, {LEAT_CHILD_FD, 0, NULL, 0, 0}}};
		fds[1].stream.fd = from_child[1];
		options.fds = fds;
		options.fd_count = 2;
		options.in.kind = options.out.kind = LEAT_CHILD_FD;
		options.in.fd = 1;
		options.out.fd = 3;
		CHECK_INT(status_of("cat >&4; exec 5<&1; cat <&5 >&4; cat <&3 >&4", &options), 0);
	}
	CHECK_INT(close(from_child[1]), 0);
	CHECK_TEXT(all_of(from_child[0]), "onetwozero");
	return 0;
}

/* How many of the standard ones it has. */
static int count_standard(void *unused)
{
	(void)unused;
	return (fcntl(0, F_GETFD) != -1) + (fcntl(1, F_GETFD) != -1) + (fcntl(2, F_GETFD) != -1);
}

static int with_closed_standard_ones(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	leat_process *process, *other;
	int fd;

	CHECK_INT(close(0), 0);
	CHECK_INT(close(1), 0);
	/* Nor are they what leat has opened since. */
	other = spawn_shell(":", NULL);
	options.err.kind = LEAT_CHILD_PIPE;
	process = spawn_shell("test ! -e /proc/$$/fd/0 && test ! -e /proc/$$/fd/1 && echo closed >&2", &options);
	fd = leat_process_take_pipe_fd(process, 2);
	CHECK(fd > 2);
	CHECK_TEXT(all_of(fd), "closed\n");
	CHECK_ENDED(process, LEAT_EXITED, 0);
	/* Where output is there is nothing; so error is not the host's. */
	options.err.kind = LEAT_CHILD_OUT;
	CHECK_INT(status_of("test -e /proc/$$/fd/2", &options), 1);
	CHECK_ENDED(leat_process_spawn_function(count_standard, &options, NULL), LEAT_EXITED, 0);
	CHECK_ENDED(other, LEAT_EXITED, 0);
	return 0;
}

int main(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT, defaults = LEAT_PROCESS_OPTIONS_INIT;
	char path[] = "/tmp/leat-given-XXXXXX";
	leat_process *process;
	struct stat status;
	int fd, open_fd = dup(0), descriptors;

	begin_storm();
	CHECK(fcntl(open_fd, F_DUPFD, 200) >= 200);
	descriptors = open_descriptors();

	/* Pipes in both directions, and error where output is. */
	options.in.kind = options.out.kind = LEAT_CHILD_PIPE;
	options.err.kind = LEAT_CHILD_OUT;
	process = spawn_shell("cat; echo error >&2", &options);
	CHECK_FAILS(leat_process_pipe_fd(process, 2), -1, EINVAL, "process_pipe_fd");
	fd = leat_process_pipe_fd(process, 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(write(fd, "through ", 8), 8);
	CHECK_INT(leat_process_take_pipe_fd(process, 0), fd);
	CHECK_FAILS(leat_process_take_pipe_fd(process, 0), -1, EINVAL, "process_take_pipe_fd");
	CHECK_INT(close(fd), 0);
	CHECK_TEXT(all_of(leat_process_take_pipe_fd(process, 1)), "through error\n");
	CHECK_ENDED(process, LEAT_EXITED, 0);

	/* Nothing else is there. */
	process = spawn_shell(LIST, &options);
	CHECK_TEXT(all_of(leat_process_take_pipe_fd(process, 1)), "0 1 2 ");
	CHECK_ENDED(process, LEAT_EXITED, 0);

	/* Further ones: the host's of the same number, and pipes to and from it. */
	{
		struct leat_child_fd fds[3] = {{200, 0, {LEAT_CHILD_INHERIT, 0, NULL, 0, 0}},
		                               {7, 0, {LEAT_CHILD_PIPE_IN, 0, NULL, 0, 0}},
		                               {9, 0, {LEAT_CHILD_PIPE, 0, NULL, 0, 0}}};
		options.fds = fds;
		options.fd_count = 3;
		options.in.kind = LEAT_CHILD_NULL;
		process = spawn_shell("cat; cat <&7 >&9; " LIST, &options);
		fd = leat_process_take_pipe_fd(process, 7);
		CHECK_INT(write(fd, "seven", 5), 5);
		CHECK_INT(close(fd), 0);
		CHECK_TEXT(all_of(leat_process_take_pipe_fd(process, 9)), "seven");
		CHECK_TEXT(all_of(leat_process_take_pipe_fd(process, 1)), "0 1 2 200 7 9 ");
		CHECK_ENDED(process, LEAT_EXITED, 0);
		fds[1].fd = 9;
		CHECK_FAILS(leat_process_spawn(shell(":"), &options), NULL, EINVAL, "process_spawn");
	}

	/* Files: created, emptied, appended to, read. */
	CHECK((fd = mkstemp(path)) != -1 && close(fd) == 0);
	options = defaults;
	options.out.kind = LEAT_CHILD_FILE;
	options.out.path = path;
	CHECK_INT(status_of("echo gone", &options), 0);
	CHECK_INT(status_of("echo first", &options), 0);
	options.out.flags = O_WRONLY | O_APPEND;
	CHECK_INT(status_of("echo second", &options), 0);
	options = defaults;
	options.in.kind = LEAT_CHILD_FILE;
	options.in.path = path;
	options.out.kind = LEAT_CHILD_PIPE;
	process = spawn_shell("cat", &options);
	CHECK_TEXT(all_of(leat_process_take_pipe_fd(process, 1)), "first\nsecond\n");
	CHECK_ENDED(process, LEAT_EXITED, 0);
	CHECK_INT(unlink(path), 0);
	options.out.kind = LEAT_CHILD_FILE;
	options.in.kind = LEAT_CHILD_NULL;
	options.out.path = path;
	options.out.mode = 0600;
	CHECK_INT(status_of("echo private", &options), 0);
	CHECK_INT(stat(path, &status), 0);
	CHECK_INT(status.st_mode & 07777, 0600);
	CHECK_INT(unlink(path), 0);
	CHECK_NOTHING_LEFT(descriptors);

	CHECK_INT(in_child(in_a_circle), 0);
	CHECK_INT(in_child(with_closed_standard_ones), 0);
	return 0;
}
