/* The points of threads. */
#include "fixtures.h"

#include <limits.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

/* Threads. */

static void *end(void *argument)
{
	return argument;
}

static void *stay(void *argument)
{
	for (;;)
		pause();
	return argument;
}

enum thread_kind { ENDED, STAYING, DETACHED };

static word make_thread(const struct point *point)
{
	pthread_t thread;
	MUST(pthread_create(&thread, NULL, point->x == ENDED ? end : stay, NULL) == 0);
	MUST(point->x != DETACHED || pthread_detach(thread) == 0);
	return (word)thread;
}

static word make_this_thread(const struct point *point)
{
	(void)point;
	return (word)pthread_self();
}

static word make_thread_attributes(const struct point *point)
{
	pthread_attr_t attributes;
	MUST(pthread_attr_init(&attributes) == 0);
	MUST(pthread_attr_setstacksize(&attributes, (size_t)point->x) == 0);
	return (word)place(&attributes, sizeof attributes);
}

#define STACK_SIZE(label, size) {label, make_thread_attributes, NULL, size}
POINTS_THAT_DIFFER(OUT_THREAD, ROOM_FOR(pthread_t), BAD_POINTERS)
POINTS(THREAD_ATTRIBUTES,
	V(NULL), N("(void *)1", 1), STACK_SIZE("a stack of 2^47 bytes", 1L << 47),
	STACK_SIZE("a small stack", 1L << 16))
/* None that is no function: the thread crashes, but before or after the other has returned. */
POINTS(THREAD_START, N("a function", end))
POINTS(THREAD,
	{"a thread that ends", make_thread, NULL, ENDED}, BAD_POINTERS, {"this thread", make_this_thread, NULL, 0},
	{"a thread that stays", make_thread, NULL, STAYING}, {"a detached thread", make_thread, NULL, DETACHED})
/* None that lives but this one: a signal that ends the process may do so before or after the call has returned. */
POINTS(KILLED_THREAD, {"this thread", make_this_thread, NULL, 0}, BAD_POINTERS)
POINTS(OUT_RESULT, ROOM_FOR(void *), BAD_POINTERS)
