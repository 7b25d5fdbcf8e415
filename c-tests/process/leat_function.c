/*
 * A child can run a function of the host instead of a program: in a copy of its memory, with the descriptors it is given and
 * no others, and with a stdout of its own.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <signal.h>

#include "spawned.h"

static int value = 1;

static int answer(void *user)
{
	char line[20];
	int fd, count = 0;

	value++;
	CHECK(fgets(line, sizeof line, stdin) != NULL);
	for (fd = 0; fd < 300; fd++)
		count += fcntl(fd, F_GETFD) != -1;
	printf("%s %s and %d descriptors\n", (const char *)user, line, count);
	return 260 + value;
}

static int die(void *user)
{
	(void)user;
	raise(SIGTERM);
	return 0;
}

int main(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	char said[] = "said:", *argv[2] = {said, NULL};
	int descriptors = open_descriptors(), input;
	leat_process *process;

	/* What is in the buffer here is not printed there. */
	printf("once");
	CHECK(signal(SIGTERM, SIG_IGN) != SIG_ERR);
	options.in.kind = options.out.kind = LEAT_CHILD_PIPE;
	process = leat_process_spawn_function(answer, &options, said);
	CHECK(process != NULL);
	input = leat_process_take_pipe_fd(process, 0);
	CHECK_INT(write(input, "here", 4), 4);
	CHECK_INT(close(input), 0);
	CHECK_TEXT(all_of(leat_process_take_pipe_fd(process, 1)), "said: here and 3 descriptors\n");
	CHECK_ENDED(process, LEAT_EXITED, (260 + 2) % 256);
	CHECK_INT(value, 1);

	CHECK_ENDED(leat_process_spawn_function(die, NULL, NULL), LEAT_KILLED, SIGTERM);

	CHECK_FAILS(leat_process_spawn_function(NULL, NULL, NULL), NULL, EFAULT, "process_spawn_function");
	options.added = argv;
	CHECK_FAILS(leat_process_spawn_function(die, &options, NULL), NULL, EINVAL, "process_spawn_function");
	CHECK(strstr(leat_error_text(), "added of the options must be NULL") != NULL);
	options.added = NULL;
	options.directory = "/nowhere";
	CHECK_FAILS(leat_process_spawn_function(die, &options, NULL), NULL, ENOENT, "process_spawn_function");
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
