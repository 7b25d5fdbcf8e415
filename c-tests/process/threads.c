/*
 * Threads are started, given an argument, signalled, and joined for their result.
 *
 * test: no valgrind
 */
#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include "check.h"

static volatile sig_atomic_t signalled;

static void handle(int number)
{
	signalled = number;
}

static void *run(void *argument)
{
	int *number = (int *)argument;

	while (signalled == 0)
		sched_yield();
	++*number;
	return argument;
}

static void *join_itself(void *argument)
{
	*(int *)argument = leat_pthread_join(pthread_self(), NULL);
	return NULL;
}

int main(void)
{
	pthread_t thread;
	pthread_attr_t attributes;
	void *result = NULL;
	int number = 6;

	CHECK(leat_signal(SIGUSR1, handle) != SIG_ERR);
	CHECK_INT(leat_pthread_create(&thread, NULL, run, &number), 0);
	CHECK_INT(leat_pthread_kill(thread, 0), 0);
	CHECK_INT((errno = leat_pthread_kill(thread, 77)), EINVAL);
	CHECK(strstr(leat_error_text(), "pthread_kill(0x") == leat_error_text());
	CHECK(strstr(leat_error_text(), ", 77): EINVAL") != NULL);
	CHECK_INT(leat_pthread_kill(thread, SIGUSR1), 0);
	CHECK_INT(leat_pthread_join(thread, &result), 0);
	CHECK(result == &number);
	CHECK_INT(number, 7);

	CHECK_INT(leat_pthread_create(&thread, NULL, join_itself, &number), 0);
	CHECK_INT(leat_pthread_join(thread, NULL), 0);
	CHECK_INT(number, EDEADLK);
	CHECK_INT((errno = leat_pthread_join(pthread_self(), NULL)), EDEADLK);
	CHECK(strstr(leat_error_text(), "pthread_join(0x") == leat_error_text());

	/* A stack as large as the address space. */
	CHECK_INT(pthread_attr_init(&attributes), 0);
	CHECK_INT(pthread_attr_setstacksize(&attributes, (size_t)1 << 47), 0);
	CHECK_INT((errno = leat_pthread_create(&thread, &attributes, run, &number)), EAGAIN);
	CHECK(strstr(leat_error_text(), "pthread_create(0x") == leat_error_text());
	CHECK_INT(pthread_attr_destroy(&attributes), 0);
	return 0;
}
