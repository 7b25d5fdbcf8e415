/*
 * A forked child can have its parent's number, as both are 1 in PID namespaces that they began: what it has inherited is not its
 * for all that, and nothing is lost to its parent if it frees that. (LeakSanitizer looks for its threads in
 * /proc, which is another namespace's, by their numbers in this one.)
 *
 * test: flags -D_GNU_SOURCE
 * test: no sanitizer
 */
#include <sched.h>

#include "child.h"

#define NAME "server"

static leat_fifo_server *server;
static leat_stop *stop;

static int refused(void)
{
	CHECK_INT(getpid(), 1);
	CHECK_FAILS(leat_stop_fd(stop), -1, EPERM, "stop_fd");
	CHECK_FAILS(leat_fifo_server_fd(server), -1, EPERM, "fifo_server_fd");
	leat_stop_free(stop);
	leat_fifo_server_free(server);
	return 0;
}

/* A namespace for the children to come. */
static int begins_namespace(void)
{
	return unshare(CLONE_NEWPID) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWPID) == 0;
}

static int first(void)
{
	CHECK_INT(getpid(), 1);
	CHECK((server = leat_fifo_server_new(NAME, NULL)) != NULL);
	CHECK((stop = leat_stop_new()) != NULL);
	if (begins_namespace())
		CHECK_INT(in_child(refused), 0);
	CHECK(leat_stop_fd(stop) != -1);
	CHECK_INT(access(NAME, F_OK), 0);
	leat_stop_free(stop);
	leat_fifo_server_free(server);
	CHECK_INT(access(NAME, F_OK), -1);
	return 0;
}

int main(void)
{
	/* Not everybody may make one. */
	if (begins_namespace())
		CHECK_INT(in_child(first), 0);
	return 0;
}
