/*
 * A thread that may be cancelled anywhere, and is while leat makes a text for it, ends as if it had been cancelled just
 * behind that.
 *
 * test: no sanitizer
 */
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>

#include "check.h"

enum { THREADS = 40 };

static volatile int ready;

static void *explain_for_ever(void *unused)
{
	char text[1024];
	int before;

	(void)unused;
	CHECK_INT(leat_open("/nope/x", O_RDONLY), -1);
	ready = 1;
	CHECK_INT(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &before), 0);
	for (;;) {
		leat_error_text();
		leat_error_explain(text, sizeof text);
	}
	return NULL;
}

int main(void)
{
	int i, turns;

	for (i = 0; i < THREADS; i++) {
		pthread_t thread;
		void *result;

		ready = 0;
		CHECK_INT(pthread_create(&thread, NULL, explain_for_ever, NULL), 0);
		while (!ready)
			sched_yield();
		for (turns = 0; turns < i; turns++)
			sched_yield();
		CHECK_INT(pthread_cancel(thread), 0);
		CHECK_INT(pthread_join(thread, &result), 0);
		CHECK(result == PTHREAD_CANCELED);
	}
	return 0;
}
