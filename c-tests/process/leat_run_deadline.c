/*
 * The deadline of a run bounds the program, its group and its pipes, whoever has them, and what was collected is kept; a stop
 * ends it as well. Who has left the group does not delay it, lives on, and is told. Whoever does not open the other end of a
 * FIFO is not waited for longer, either. How a program has ended that was killed is known however much memory it has.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>

#include "child.h"
#include "spawned.h"

/* Waits until nobody has the group's number any more. (Who was killed is somebody else's to reap.) */
static int members(pid_t group)
{
	char command[100];

	snprintf(command, sizeof command, "ps -eo pgid=,state= | awk '$1 == %d && $2 != \"Z\"' | wc -l", (int)group);
	{
		struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
		int count;

		CHECK_INT(leat_process_run(shell(command), NULL, NULL, LEAT_FOREVER, &output), LEAT_EXITED);
		count = atoi(output.out);
		leat_process_output_free(&output);
		return count;
	}
}

/* Of others' numbers nothing is concluded. */
static int with_the_proc_of_others(void)
{
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;

	CHECK_INT(leat_process_run(shell("sleep 100 & exit 4"), NULL, NULL, 200, &output), LEAT_TIMED_OUT);
	CHECK_INT(output.code, 4);
	CHECK_INT(output.escaped, 0);
	leat_process_output_free(&output);
	return 0;
}

static int in_another_pid_namespace(void)
{
	if (unshare(CLONE_NEWPID) == -1 && unshare(CLONE_NEWUSER | CLONE_NEWPID) == -1)
		return 0; /* it is not allowed */
	return in_child(with_the_proc_of_others);
}

static pid_t number_in(const char *text)
{
	pid_t pid = atoi(text);

	CHECK(pid > 1);
	return pid;
}

/* Runs that until its time is over: one in which it has said its number, be the machine ever so slow. */
static void run_out_of_time(const char *line, struct leat_process_output *ret_output)
{
	int ms = 200;

	CHECK_INT(leat_process_run(shell(line), NULL, NULL, ms, ret_output), LEAT_TIMED_OUT);
	while (ret_output->out_size == 0) {
		leat_process_output_free(ret_output);
		ms *= 2;
		CHECK_INT(leat_process_run(shell(line), NULL, NULL, ms, ret_output), LEAT_TIMED_OUT);
	}
}

static void nobody_at_the_fifo(leat_stop *stop)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	leat_process *writer;

	CHECK_INT(leat_fifo_make("fifo", 0600), 0);
	options.in.kind = LEAT_CHILD_FILE, options.in.path = "fifo";
	CHECK_FAILS(leat_process_run(shell("cat"), &options, NULL, 20, &output), -1, ETIMEDOUT, "process_run");
	CHECK(strstr(leat_error_text(), "nobody opened \"fifo\" to write within 20 ms") != NULL);
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_FAILS(leat_process_spawn(shell("cat"), &options), NULL, ECANCELED, "process_spawn");
	CHECK_INT(leat_stop_attach(NULL), 1);

	writer = spawn_shell("echo hello > fifo", NULL);
	CHECK_INT(leat_process_run(shell("cat"), &options, NULL, 30000, &output), LEAT_EXITED);
	CHECK_TEXT(output.out, "hello\n");
	leat_process_output_free(&output);
	CHECK_ENDED(writer, LEAT_EXITED, 0);

	options.in.kind = LEAT_CHILD_NULL;
	options.out.kind = LEAT_CHILD_FILE, options.out.path = "fifo";
	CHECK_FAILS(leat_process_run(shell("echo"), &options, NULL, 0, &output), -1, EAGAIN, "process_run");
	CHECK(strstr(leat_error_text(), "nobody opened \"fifo\" to read") != NULL);
	CHECK_INT(unlink("fifo"), 0);
}

/* The kernel takes its memory back before it has ended. */
static int has_much_memory(void)
{
	const size_t size = (size_t)256 << 20;
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);

	CHECK(memory != MAP_FAILED);
	puts("much");
	fflush(stdout);
	pause();
	return 1;
}

static void ends_with_much_memory(char *self)
{
	char much[] = "much", *argv[] = {self, much, NULL};
	struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;

	talk.flags = LEAT_TALK_END_AT_MOST;
	talk.out_most = 1;
	CHECK_INT(leat_process_run(argv, NULL, &talk, LEAT_FOREVER, &output), LEAT_TOO_MUCH);
	CHECK_INT(output.how, LEAT_KILLED);
	CHECK_INT(output.code, SIGKILL);
	CHECK(output.max_rss_kib >= 256 << 10);
	leat_process_output_free(&output);
}

int main(int argc, char **argv)
{
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	int descriptors = open_descriptors();
	leat_stop *stop;
	pid_t pid;

	if (argc > 1)
		return has_much_memory();
	ends_with_much_memory(argv[0]);
	/* It holds both pipes, and so does its child. */
	run_out_of_time("echo $$; sleep 100 & sleep 100", &output);
	CHECK_INT(output.timed_out, 1);
	CHECK_INT(output.how, LEAT_KILLED);
	CHECK_INT(output.code, SIGKILL);
	CHECK_INT(output.escaped, 0);
	CHECK_INT(members(number_in(output.out)), 0);
	leat_process_output_free(&output);

	/* It has ended, and left one of its group with the pipes. */
	run_out_of_time("echo $$; (trap '' TERM; sleep 100) & exit 4", &output);
	CHECK_INT(output.how, LEAT_EXITED);
	CHECK_INT(output.code, 4);
	CHECK_INT(members(number_in(output.out)), 0);
	leat_process_output_free(&output);
	/* One of its group that does not take long is waited for. */
	CHECK_INT(leat_process_run(shell("(sleep 0.2; echo late) & exit 4"), NULL, NULL, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK_TEXT(output.out, "late\n");
	leat_process_output_free(&output);

	/* One that has left the group is not. */
	CHECK_INT(leat_process_run(shell("setsid sh -c 'echo $$; echo > said; sleep 100' & until test -e said; do sleep 0.01; done; exit 5"),
	                           NULL, NULL, LEAT_FOREVER, &output),
	          LEAT_EXITED);
	CHECK_INT(unlink("said"), 0);
	CHECK_INT(output.code, 5);
	CHECK(output.escaped > 0);
	pid = number_in(output.out);
	CHECK_INT(kill(pid, 0), 0);
	CHECK_INT(kill(-pid, SIGKILL), 0);
	leat_process_output_free(&output);
	run_out_of_time("setsid sh -c 'echo $$; sleep 100' & sleep 100", &output);
	CHECK(output.escaped > 0);
	CHECK_INT(kill(-number_in(output.out), SIGKILL), 0);
	leat_process_output_free(&output);

	/* It has closed its pipes, and goes on; without time it is killed at once. */
	CHECK_INT(leat_process_run(shell("exec >&- 2>&-; sleep 100"), NULL, NULL, 100, &output), LEAT_TIMED_OUT);
	CHECK_INT(output.code, SIGKILL);
	leat_process_output_free(&output);
	CHECK_INT(leat_process_run(shell("sleep 100"), NULL, NULL, 0, &output), LEAT_TIMED_OUT);
	leat_process_output_free(&output);

	CHECK((stop = leat_stop_new()) != NULL);
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_INT(leat_stop_attach(stop), 0);
	output.how = 77;
	CHECK_FAILS(leat_process_run(shell("sleep 100 & sleep 100"), NULL, NULL, LEAT_FOREVER, &output), -1, ECANCELED, "process_run");
	CHECK_INT(output.how, 77);
	CHECK_INT(leat_stop_attach(NULL), 1);
	nobody_at_the_fifo(stop);
	leat_stop_free(stop);
	CHECK_INT(in_child(in_another_pid_namespace), 0);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
