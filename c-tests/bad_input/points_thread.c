/* The points of threads, mutexes and condition variables. */
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

/* Mutexes: whether they are locked, and by whom, is in them. So they are made where they stay. */

enum mutex_kind { UNLOCKED, LOCKED, CHECKING, CHECKING_LOCKED, OWNERLESS };

static void *lock(void *mutex)
{
	return pthread_mutex_lock(mutex) == 0 ? mutex : NULL;
}

static void set_attributes(pthread_mutexattr_t *attributes, enum mutex_kind kind)
{
	int checks = kind == CHECKING || kind == CHECKING_LOCKED;
	MUST(pthread_mutexattr_init(attributes) == 0);
	MUST(pthread_mutexattr_settype(attributes, checks ? PTHREAD_MUTEX_ERRORCHECK : PTHREAD_MUTEX_NORMAL) == 0);
	MUST(kind != OWNERLESS || pthread_mutexattr_setrobust(attributes, PTHREAD_MUTEX_ROBUST) == 0);
}

static word make_mutex(const struct point *point)
{
	pthread_mutex_t *mutex = place(NULL, sizeof *mutex);
	pthread_mutexattr_t attributes;
	pthread_t thread;

	set_attributes(&attributes, (enum mutex_kind)point->x);
	MUST(pthread_mutex_init(mutex, &attributes) == 0);
	if (point->x == LOCKED || point->x == CHECKING_LOCKED)
		MUST(pthread_mutex_lock(mutex) == 0);
	if (point->x == OWNERLESS)
		MUST(pthread_create(&thread, NULL, lock, mutex) == 0 && pthread_join(thread, NULL) == 0);
	return (word)mutex;
}

static word make_mutex_attributes(const struct point *point)
{
	pthread_mutexattr_t attributes;
	set_attributes(&attributes, (enum mutex_kind)point->x);
	MUST(point->data == NULL || pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_PROTECT) == 0);
	return (word)place(&attributes, sizeof attributes);
}

/* In them are the numbers of threads, which differ. */
POINTS_THAT_DIFFER(MUTEX,
	{"a mutex that checks", make_mutex, NULL, CHECKING}, BAD_POINTERS, {"a mutex", make_mutex, NULL, UNLOCKED},
	{"a locked mutex", make_mutex, NULL, LOCKED}, {"a locked one that checks", make_mutex, NULL, CHECKING_LOCKED},
	{"one whose owner has ended", make_mutex, NULL, OWNERLESS},
	OBJECT("no mutex", char[sizeof(pthread_mutex_t)], [16] = 77), HALF(pthread_mutex_t))
POINTS_THAT_DIFFER(OUT_MUTEX, ROOM_FOR(pthread_mutex_t), BAD_POINTERS, HALF(pthread_mutex_t))
POINTS(MUTEX_ATTRIBUTES,
	V(NULL), N("(void *)1", 1), {"checking", make_mutex_attributes, NULL, CHECKING},
	{"robust", make_mutex_attributes, NULL, OWNERLESS},
	{"robust, with a ceiling", make_mutex_attributes, "", OWNERLESS})
static const pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
POINTS(CONDITION,
	{"a condition", make_object, &condition, sizeof condition}, BAD_POINTERS, HALF(pthread_cond_t))
