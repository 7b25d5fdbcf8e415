/*
 * Where /proc is not mounted, or empty, failures are still explained, each in a sentence, and errno is kept. So they are in
 * a child, also in one that was forked by a thread.
 *
 * test: flags -D_GNU_SOURCE
 * test: only c
 */
#include <pthread.h>
#include <sched.h>
#include <sys/mount.h>

#include "child.h"
#include "failures.h"

static void look(const char *function)
{
	int number = errno;
	const char *text = leat_error_text(), *name = strstr(text, leat_error_name(number));

	CHECK_INT(errno, number);
	CHECK_INT(strncmp(text, function, strlen(function)), 0);
	CHECK(name != NULL);
	/* More than the errno. */
	if (strlen(name) < strlen(leat_error_name(number)) + 10)
		fprintf(stderr, "%s\n", text);
	CHECK(strlen(name) >= strlen(leat_error_name(number)) + 10);
	explanation(__FILE__, __LINE__);
}

static int everywhere(void)
{
	CHECK_INT(fail_everywhere(look), 32);
	return 0;
}

static int without_proc(void)
{
	if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		return 77; /* nobody is allowed to do that here */
	CHECK_INT(mount("none", "/proc", "tmpfs", 0, NULL), 0);
	return everywhere();
}

static void *in_a_thread(void *status)
{
	*(int *)status = in_child(everywhere);
	return NULL;
}

int main(void)
{
	pthread_t thread;
	int status = -1;

	CHECK_INT(everywhere(), 0);
	CHECK_INT(in_child(everywhere), 0);
	CHECK_INT(pthread_create(&thread, NULL, in_a_thread, &status), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(status, 0);
	status = in_child(without_proc);
	CHECK(status == 0 || status == 77);
	return 0;
}
