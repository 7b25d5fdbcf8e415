/*
 * A child can run a function of the host instead of a program: in a copy of its memory, with the descriptors it is given and
 * no others, and with a stdout of its own. What it opens stays open, also if it frees what it has inherited.
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

/* What the host has, and the numbers of their descriptors, or -1. */
static struct {
	leat_process *running;
	leat_pipeline *pipeline;
	leat_stop *stop;
	int fds[4];
} inherited;

static int open_and_free(void *user)
{
	int i;

	(void)user;
	for (i = 0; i < 4; i++)
		if (inherited.fds[i] != -1)
			CHECK_INT(dup2(0, inherited.fds[i]), inherited.fds[i]);
	/* This would reap whom the host has freed while he ran. */
	CHECK_INT(status_of(":", NULL), 0);
	leat_process_free(inherited.running);
	leat_pipeline_free(inherited.pipeline);
	leat_stop_free(inherited.stop);
	for (i = 0; i < 4; i++)
		if (inherited.fds[i] != -1)
			CHECK(fcntl(inherited.fds[i], F_GETFD) != -1);
	return 0;
}

static void check_opened_stays_open(void)
{
	struct leat_process_options reads = LEAT_PROCESS_OPTIONS_INIT, defaults = LEAT_PROCESS_OPTIONS_INIT;
	int ends[2];
	leat_process *freed;
	siginfo_t info;
	pid_t pid;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	reads.in.kind = LEAT_CHILD_FD;
	reads.in.fd = ends[0];
	CHECK((inherited.stop = leat_stop_new()) != NULL && (inherited.pipeline = leat_pipeline_new(NULL)) != NULL);
	CHECK_INT(leat_pipeline_from_pipe(inherited.pipeline), 0);
	CHECK_INT(leat_pipeline_add_shell(inherited.pipeline, "cat"), 0);
	CHECK_INT(leat_pipeline_start(inherited.pipeline), 0);
	inherited.running = spawn_shell("exec cat", &reads);
	freed = spawn_shell("exec cat", &reads);
	inherited.fds[0] = leat_process_fd(inherited.running);
	inherited.fds[1] = leat_process_fd(freed);
	inherited.fds[2] = leat_pipeline_pipe_fd(inherited.pipeline, 0);
	inherited.fds[3] = leat_stop_fd(inherited.stop);
	pid = leat_process_pid(freed);
	leat_process_free(freed);

	defaults.in.kind = LEAT_CHILD_NULL;
	CHECK_ENDED(leat_process_spawn_function(open_and_free, &defaults, NULL), LEAT_EXITED, 0);

	CHECK(close(ends[0]) == 0 && close(ends[1]) == 0);
	CHECK_INT(waitid(P_PID, pid, &info, WEXITED | WNOWAIT), 0);
	CHECK_ENDED(inherited.running, LEAT_EXITED, 0);
	CHECK_INT(close(leat_pipeline_take_pipe_fd(inherited.pipeline, 0)), 0);
	CHECK_INT(leat_pipeline_wait(inherited.pipeline, 30000, NULL), LEAT_EXITED);
	leat_pipeline_free(inherited.pipeline);
	leat_stop_free(inherited.stop);
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
	check_opened_stays_open();

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
