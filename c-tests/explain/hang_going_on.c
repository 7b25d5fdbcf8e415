/*
 * A program that goes on is never accused: of its threads some end, and others begin, while it is looked at.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "hung.h"

enum { BYSTANDERS = 10, TEXTS = 300 };

static void *rest(void *unused)
{
	(void)unused;
	pause();
	return NULL;
}

static void *end_at_once(void *unused)
{
	(void)unused;
	return NULL;
}

/* Stands last in the list of threads, behind those that rest. */
static void *make_and_join(void *unused)
{
	pthread_t thread;

	for (;;) {
		CHECK_INT(pthread_create(&thread, NULL, end_at_once, NULL), 0);
		CHECK_INT(pthread_join(thread, NULL), 0);
	}
	return unused;
}

static void go_on(void)
{
	pthread_t thread;
	int i;

	for (i = 0; i < BYSTANDERS; i++)
		CHECK_INT(pthread_create(&thread, NULL, rest, NULL), 0);
	make_and_join(NULL);
}

static void go_on_in_a_thread(void)
{
	pthread_t thread;
	int i;

	for (i = 0; i < BYSTANDERS; i++)
		CHECK_INT(pthread_create(&thread, NULL, rest, NULL), 0);
	CHECK_INT(pthread_create(&thread, NULL, make_and_join, NULL), 0);
	rest(NULL);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* When it is unlocked one of those that wait is woken, and the others go on waiting, but not for who had it. */
static void *have_the_mutex_and_leave_the_next(void *unused)
{
	pthread_attr_t attributes;
	pthread_t next;

	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	usleep(50);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(pthread_attr_init(&attributes), 0);
	CHECK_INT(pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED), 0);
	while (pthread_create(&next, &attributes, have_the_mutex_and_leave_the_next, NULL) != 0)
		sched_yield();
	return unused;
}

static void hand_a_mutex_on(void)
{
	int i;

	for (i = 0; i < 4; i++)
		have_the_mutex_and_leave_the_next(NULL);
	for (;;) {
		CHECK_INT(pthread_mutex_lock(&mutex), 0);
		CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	}
}

int main(void)
{
	void (*works[])(void) = {go_on, go_on_in_a_thread, hand_a_mutex_on};
	int i, work;

	for (work = 0; work < 3; work++) {
		pid_t child = begin(works[work]);
		time_t until = time(NULL) + 2; /* each looks at every process there is */

		for (i = 0; i < TEXTS && time(NULL) < until; i++) {
			CHECK_HANG_WITHOUT(child, "waits itself");
			CHECK_HANG_WITHOUT(child, "for ever");
			CHECK_HANG_WITHOUT(child, "not there any more");
		}
		end(child);
	}
	return 0;
}
