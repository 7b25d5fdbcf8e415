/* Threads that cannot be made, joined or signalled. */
/* test: flags -D_GNU_SOURCE */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../child.h"
#include "explained.h"

/* The functions of threads return the error. */
#define CHECK_THREAD(call, code, ...)                                                                          \
	do {                                                                                                   \
		errno = (call);                                                                                \
		CHECK_INT(errno, (code));                                                                      \
		CHECK_SAID(__VA_ARGS__);                                                                       \
	} while (0)

static void *nothing(void *argument)
{
	return argument;
}

static int no_room_for_a_stack(void)
{
	struct rlimit limit;
	pthread_t thread;

	CHECK_INT(getrlimit(RLIMIT_AS, &limit), 0);
	limit.rlim_cur = 1;
	CHECK_INT(setrlimit(RLIMIT_AS, &limit), 0);
	CHECK_THREAD(leat_pthread_create(&thread, NULL, nothing, NULL), EAGAIN, "pthread_create(", "the stack of a new thread takes",
	             "RLIMIT_AS allows 0 KiB", "pthread_attr_setstacksize");
	return 0;
}

static int in_another_namespace(void)
{
	pthread_t thread;

	CHECK_INT(unshare(CLONE_NEWPID), 0);
	CHECK_THREAD(leat_pthread_create(&thread, NULL, nothing, NULL), EINVAL, "in another PID namespace");
	return 0;
}

int main(void)
{
	const pthread_t self = pthread_self();
	sigset_t set;
	void *result;

	CHECK_THREAD(leat_pthread_join(self, &result), EDEADLK, "pthread_join(", "the thread would wait for its own end");
	CHECK_THREAD(leat_pthread_kill(self, 99), EINVAL, "pthread_kill(", "99 is not a signal");
	CHECK_INT(leat_sigemptyset(&set), 0);
	CHECK_THREAD(leat_pthread_sigmask(9, &set, NULL), EINVAL, "pthread_sigmask(", "9 is none of SIG_BLOCK, SIG_UNBLOCK and");

	CHECK_INT(in_child(no_room_for_a_stack), 0);
	if (geteuid() == 0)
		CHECK_INT(in_child(in_another_namespace), 0);
	return 0;
}
