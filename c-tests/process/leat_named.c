/*
 * Explanations name a child by its program from the first moment on. With one processor for both of them spawn returns before
 * the kernel has named the child anew.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sched.h>

#include "explained.h"
#include "spawned.h"

int main(void)
{
	char cat[] = "cat", *argv[] = { NULL, NULL }, name[64];
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	int descriptors = open_descriptors(), round;
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	CHECK_INT(sched_setaffinity(0, sizeof one, &one), 0);
	argv[0] = cat;
	options.in.kind = LEAT_CHILD_PIPE;
	for (round = 0; round < 20; round++) {
		leat_process *process = leat_process_spawn(argv, &options);

		CHECK(process != NULL);
		CHECK_FAILS(leat_process_wait(process, 0, NULL), -1, EAGAIN, "process_wait");
		sprintf(name, "cat (pid %d)", leat_process_pid(process));
		CHECK_SAID(name);
		CHECK_INT(leat_process_end(process, 0, 30000, 30000, NULL), LEAT_KILLED);
		leat_process_free(process);
	}
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
