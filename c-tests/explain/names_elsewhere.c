/*
 * Where /proc was mounted in another PID namespace this process has another number there, and its own is another's: it is told
 * of as itself, once, and nobody else as it.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sched.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"

static int wait_for_itself(void)
{
	char byte;
	int ends[2];

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_FAILS(leat_io_read_all(ends[0], &byte, 1, 10, NULL), -1, ETIMEDOUT, "io_read_all");
	CHECK_SAID("As far as can be seen only this process itself can write to it");
	return 0;
}

static int in_another_namespace(void)
{
	if (unshare(CLONE_NEWPID) == -1 && unshare(CLONE_NEWUSER | CLONE_NEWPID) == -1)
		return 0; /* it is not allowed */
	return in_child(wait_for_itself);
}

int main(void)
{
	CHECK_INT(in_child(in_another_namespace), 0);
	return 0;
}
