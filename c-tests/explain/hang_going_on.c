/* A program that goes on is never accused: of its threads some end, and others begin, while it is looked at. */
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

int main(void)
{
	void (*works[])(void) = {go_on, go_on_in_a_thread};
	int i, work;

	for (work = 0; work < 2; work++) {
		pid_t child = begin(works[work]);
		time_t until = time(NULL) + 3; /* each looks at every process there is */

		for (i = 0; i < TEXTS && time(NULL) < until; i++) {
			CHECK_HANG_WITHOUT(child, "waits itself");
			CHECK_HANG_WITHOUT(child, "for ever");
		}
		end(child);
	}
	return 0;
}
