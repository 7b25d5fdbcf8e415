/*
 * A child's descriptors may be as high as the limit allows, whatever they are, and as long as the host has numbers left to
 * open them; those that it needs meanwhile come between them.
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 */
#include <fcntl.h>
#include <sys/resource.h>

#include "child.h"
#include "spawned.h"

#define LIMIT 64

static struct leat_child_fd fds[LIMIT];

/* The child gets `count` descriptors up to the highest: the null device, but the last three are a file and pipes. */
static struct leat_process_options up_to_the_highest(int count)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	int i;

	memset(fds, 0, sizeof fds);
	for (i = 0; i < count; i++) {
		fds[i].fd = LIMIT - count + i;
		fds[i].stream.kind = LEAT_CHILD_NULL;
	}
	fds[count - 3].stream.kind = LEAT_CHILD_FILE;
	fds[count - 3].stream.path = "/dev/zero";
	fds[count - 2].stream.kind = LEAT_CHILD_PIPE;
	fds[count - 1].stream.kind = LEAT_CHILD_PIPE_IN;
	options.in.kind = options.out.kind = options.err.kind = LEAT_CHILD_NULL;
	options.fds = fds;
	options.fd_count = (size_t)count;
	return options;
}

/* A function of the child: it has what it was given, and nothing else. */
static int uses_them(void *user)
{
	const int count = *(const int *)user;
	char text[5];
	int fd, has = 0;

	for (fd = 3; fd < LIMIT; fd++) {
		CHECK_INT(fcntl(fd, F_GETFD) != -1, fd >= LIMIT - count);
		has += fcntl(fd, F_GETFD) != -1;
	}
	CHECK_INT(has, count);
	CHECK(read(LIMIT - 3, text, 5) == 5 && text[4] == '\0');
	CHECK_INT(leat_io_read_all(LIMIT - 1, text, 5, 30000, NULL), 0);
	CHECK_INT(write(LIMIT - 2, text, 5), 5);
	return 0;
}

static void check_talks(leat_process *process)
{
	int in;

	if (process == NULL)
		leat_perror("spawn"), exit(1);
	in = leat_process_take_pipe_fd(process, LIMIT - 1);
	CHECK_INT(write(in, "hello", 5), 5);
	CHECK_INT(close(in), 0);
	CHECK_TEXT(all_of(leat_process_take_pipe_fd(process, LIMIT - 2)), "hello");
	CHECK_ENDED(process, LEAT_EXITED, 0);
}

static int limited(void)
{
	const struct rlimit limit = {LIMIT, LIMIT};
	struct leat_process_options options;
	int count, descriptors, zero;

	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	descriptors = open_descriptors();
	for (count = 3; count <= 23; count += 20) {
		options = up_to_the_highest(count);
		check_talks(leat_process_spawn_function(uses_them, &options, &count));
	}
	options = up_to_the_highest(3);
	check_talks(leat_process_spawn(shell("exec cat /proc/self/fd/63 >/proc/self/fd/62"), &options));

	/* What the child's 0 is lies where the child has another one. */
	zero = open("/dev/zero", O_RDONLY);
	CHECK_INT(dup2(zero, LIMIT - 1), LIMIT - 1);
	options = up_to_the_highest(3);
	options.in.kind = LEAT_CHILD_FD;
	options.in.fd = LIMIT - 1;
	check_talks(leat_process_spawn(shell("test $(head -c 4 | wc -c) = 4 && cat /proc/self/fd/63 >/proc/self/fd/62"), &options));
	CHECK(close(LIMIT - 1) == 0 && close(zero) == 0);

	/* No number is left for them to be opened by; and one that there cannot be. */
	options = up_to_the_highest(LIMIT - 3);
	CHECK_FAILS(leat_process_spawn(shell(":"), &options), NULL, EMFILE, "process_spawn");
	options = up_to_the_highest(3);
	fds[2].fd = LIMIT;
	CHECK_FAILS(leat_process_spawn(shell(":"), &options), NULL, EINVAL, "process_spawn");
	CHECK(strstr(leat_error_text(), "is not below 64") != NULL);
	fds[2].fd = -1;
	CHECK_FAILS(leat_process_spawn(shell(":"), &options), NULL, EINVAL, "process_spawn");
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(limited), 0);
	return 0;
}
