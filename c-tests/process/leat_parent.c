/*
 * A program that dies with its host is also run where the host has another number than usual, or none: in a child of vfork(2),
 * after it, and in a PID namespace that the host is not in.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sched.h>

#include "child.h"
#include "spawned.h"

static struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;

static int run(void)
{
	CHECK_INT(leat_process_run(shell("echo here; exit 3"), NULL, NULL, 30000, &output), LEAT_EXITED);
	CHECK_TEXT(output.out, "here\n");
	CHECK_INT(output.code, 3);
	leat_process_output_free(&output);
	return 0;
}

static int run_in_another_namespace(void)
{
	if (unshare(CLONE_NEWPID) == -1 && unshare(CLONE_NEWUSER | CLONE_NEWPID) == -1)
		return 0;
	return run();
}

int main(void)
{
	pid_t child;

	/* It has this process's memory, and is the first to call leat in it. */
	child = vfork();
	if (child == 0) {
		run();
		_exit(0);
	}
	CHECK_INT(exit_status_of(child), 0);
	run();
	CHECK_INT(in_child(run_in_another_namespace), 0);
	return 0;
}
