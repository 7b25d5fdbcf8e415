/* NULL is no stop, a forked child may not throw that of its parent, and without descriptors there is none. */
#include <sys/resource.h>
#include <unistd.h>

#include "check.h"
#include "child.h"

static leat_stop *stop;

static int in_forked_child(void)
{
	CHECK_FAILS(leat_stop_now(stop), -1, EPERM, "stop_now");
	CHECK(strstr(leat_error_text(), "forked child") != NULL);
	CHECK_FAILS(leat_stop_attach(stop), -1, EPERM, "stop_attach");
	CHECK_FAILS(leat_stop_fd(stop), -1, EPERM, "stop_fd");
	CHECK_FAILS(leat_stop_is_thrown(stop), -1, EPERM, "stop_is_thrown");
	/* What the parent has attached is not attached here. */
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
	return 0;
}

/* Nor does it end the calls of the child, though it was thrown. */
static int in_child_of_a_thrown_one(void)
{
	int ends[2];
	char byte;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_FAILS(leat_io_read_all(ends[0], &byte, 1, 0, NULL), -1, EAGAIN, "io_read_all");
	return 0;
}

int main(void)
{
	struct rlimit limit, before;

	CHECK_FAILS(leat_stop_now(NULL), -1, EFAULT, "stop_now");
	CHECK_FAILS(leat_stop_is_thrown(NULL), -1, EFAULT, "stop_is_thrown");
	CHECK_FAILS(leat_stop_fd(NULL), -1, EFAULT, "stop_fd");
	CHECK_TEXT(leat_error_text(), "stop_fd: EFAULT: stop is NULL, which is what functions that make one return when they fail.\n"
	                              "Do: check what that call returned before you use it, and ask there what failed.");

	stop = leat_stop_new();
	CHECK(stop != NULL);
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_INT(in_child(in_forked_child), 0);
	CHECK_INT(leat_stop_is_thrown(stop), 0);

	CHECK_INT(getrlimit(RLIMIT_NOFILE, &before), 0);
	limit = before;
	limit.rlim_cur = leat_stop_fd(stop);
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK_FAILS(leat_stop_new(), NULL, EMFILE, "stop_new");
	CHECK(strstr(leat_error_text(), "stop_new: eventfd(0, EFD_CLOEXEC|EFD_NONBLOCK): EMFILE: ") != NULL);
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &before), 0);
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_INT(in_child(in_child_of_a_thrown_one), 0);
	leat_stop_free(stop);
	return 0;
}
