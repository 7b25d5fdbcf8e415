/* Threads and processes that are blocked in a call: how to know that one is, and how to cancel it there. */
#ifndef BLOCKED_H
#define BLOCKED_H

#include <pthread.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* The file in which the kernel says what a thread does. */
struct thread_state {
	char path[64];
};

static inline struct thread_state this_thread_state(void)
{
	struct thread_state state;
	char link[40];
	ssize_t length = readlink("/proc/thread-self", link, sizeof link - 1);

	CHECK(length > 0);
	link[length] = '\0';
	snprintf(state.path, sizeof state.path, "/proc/%s/stat", link);
	return state;
}

/* The same of a process with one thread. */
static inline struct thread_state process_state(pid_t pid)
{
	struct thread_state state;

	snprintf(state.path, sizeof state.path, "/proc/%ld/stat", (long)pid);
	return state;
}

/* Does that thread sleep? The state is the letter behind the name, which is in parentheses. */
static inline int sleeps(const struct thread_state *thread)
{
	char text[512] = "";
	const char *end;
	FILE *file = fopen(thread->path, "r");

	CHECK(file != NULL);
	CHECK(fgets(text, sizeof text, file) != NULL);
	fclose(file);
	end = strrchr(text, ')');
	return end != NULL && end[1] == ' ' && end[2] == 'S';
}

static inline void wait_until_it_sleeps(const struct thread_state *thread)
{
	while (!sleeps(thread))
		sched_yield();
}

/* A child that has ended never will. */
static inline void wait_until_child_sleeps(pid_t pid)
{
	const struct thread_state state = process_state(pid);

	while (!sleeps(&state)) {
		CHECK_INT(waitpid(pid, NULL, WNOHANG), 0);
		sched_yield();
	}
}

/* The same in the child. The parent, whose pid it knew before, must not have ended either. */
static inline void wait_until_parent_sleeps(pid_t parent)
{
	const struct thread_state state = process_state(parent);

	while (!sleeps(&state)) {
		CHECK_INT(getppid(), parent);
		sched_yield();
	}
}

struct cancelled {
	void (*block)(void);
	pthread_mutex_t lock;
	pthread_cond_t changed;
	int started;
	int cleaned_up;
	struct thread_state state;
};

static inline void cancelled_clean_up(void *argument)
{
	((struct cancelled *)argument)->cleaned_up = 1;
}

static inline void *cancelled_thread(void *argument)
{
	struct cancelled *it = (struct cancelled *)argument;

	pthread_mutex_lock(&it->lock);
	it->state = this_thread_state();
	it->started = 1;
	pthread_cond_signal(&it->changed);
	pthread_mutex_unlock(&it->lock);

	pthread_cleanup_push(cancelled_clean_up, it);
	it->block();
	pthread_cleanup_pop(0);
	return NULL;
}

/*
 * A thread that blocks in `block` ends when it is cancelled: its cleanup handler runs, and whoever joins it is told.
 * (Should the thread sleep elsewhere for a moment, it is cancelled as soon as it enters the call, which is as good.)
 */
static inline void check_cancelled(const char *name, void (*block)(void))
{
	struct cancelled it = {block, PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0, {""}};
	pthread_t thread;
	void *result = NULL;

	CHECK_INT(pthread_create(&thread, NULL, cancelled_thread, &it), 0);
	pthread_mutex_lock(&it.lock);
	while (!it.started)
		pthread_cond_wait(&it.changed, &it.lock);
	pthread_mutex_unlock(&it.lock);
	wait_until_it_sleeps(&it.state);

	CHECK_INT(pthread_cancel(thread), 0);
	CHECK_INT(pthread_join(thread, &result), 0);
	if (result != PTHREAD_CANCELED || !it.cleaned_up) {
		fprintf(stderr, "%s: %s, %s\n", name, result == PTHREAD_CANCELED ? "cancelled" : "not cancelled",
		        it.cleaned_up ? "cleaned up" : "not cleaned up");
		exit(1);
	}
}

#define CHECK_CANCELLED(function) check_cancelled(#function, function)

#endif /* BLOCKED_H */
