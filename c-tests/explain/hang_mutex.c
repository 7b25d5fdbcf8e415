/*
 * Mutexes: that a thread has itself, that two take in opposite orders, that a process had which has ended; and a thread
 * that is joined while it waits for who joins it.
 *
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include "hung.h"

struct mutexes {
	pthread_mutex_t one, other;
	long tid;
};

static struct mutexes *shared;

static void init_mutexes(struct mutexes *mutexes)
{
	pthread_mutexattr_t attributes;

	CHECK_INT(pthread_mutexattr_init(&attributes), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_mutex_init(&mutexes->one, &attributes), 0);
	CHECK_INT(pthread_mutex_init(&mutexes->other, &attributes), 0);
}

static void locks_twice(void)
{
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	pthread_mutex_lock(&mutex);
}

static void locks_and_ends(void) { CHECK_INT(pthread_mutex_lock(&shared->one), 0); }

static void locks(void) { pthread_mutex_lock(&shared->one); }

static void locks_one_and_other(void)
{
	CHECK_INT(pthread_mutex_lock(&shared->one), 0);
	while (pthread_mutex_trylock(&shared->other) == 0)
		CHECK_INT(pthread_mutex_unlock(&shared->other), 0);
	pthread_mutex_lock(&shared->other);
}

static void locks_other_and_one(void)
{
	CHECK_INT(pthread_mutex_lock(&shared->other), 0);
	while (pthread_mutex_trylock(&shared->one) == 0)
		CHECK_INT(pthread_mutex_unlock(&shared->one), 0);
	pthread_mutex_lock(&shared->one);
}

static void *thread_that_locks(void *nothing)
{
	shared->tid = syscall(SYS_gettid);
	CHECK_INT(pthread_mutex_lock(&shared->one), 0);
	return nothing;
}

static void joins_while_it_has_the_lock(void)
{
	pthread_t thread;

	CHECK_INT(pthread_mutex_lock(&shared->one), 0);
	CHECK_INT(pthread_create(&thread, NULL, thread_that_locks, NULL), 0);
	pthread_join(thread, NULL);
}

static pthread_mutex_t private_mutex = PTHREAD_MUTEX_INITIALIZER;

static void *thread_that_keeps_the_lock(void *nothing)
{
	CHECK_INT(pthread_mutex_lock(&private_mutex), 0);
	*(volatile long *)&shared->tid = syscall(SYS_gettid);
	for (;;)
		pause();
	return nothing;
}

static void locks_private_mutex(void) { pthread_mutex_lock(&private_mutex); }

static void waits_for_a_condition(void)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;

	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	pthread_cond_wait(&condition, &mutex);
}

int main(void)
{
	pid_t child, dead, pids[2];
	pthread_t thread;

	shared = (struct mutexes *)leat_mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(shared != MAP_FAILED);

	child = begin(locks_twice);
	wait_until_blocked(child, SYS_futex);
	CHECK_HANG(child, text("%s is blocked for ever.", named(child)), "for a mutex",
	           "Verdict: the thread has locked it already, and waits for itself.", "Do: unlock before locking again");
	end(child);

	init_mutexes(shared);
	dead = begin(locks_and_ends);
	CHECK_INT(leat_waitpid(dead, NULL, 0), dead);
	child = begin(locks);
	wait_until_blocked(child, SYS_futex);
	CHECK_HANG(child, text("%s is blocked for ever.", named(child)), "in shared memory",
	           text("Thread %ld, which holds it, is not there any more.", (long)dead),
	           text("Verdict: thread %ld has ended without unlocking it: nobody will.", (long)dead),
	           "Do: make the mutex robust");
	end(child);

	init_mutexes(shared);
	pids[0] = begin(locks_one_and_other);
	pids[1] = begin(locks_other_and_one);
	wait_until_blocked(pids[0], SYS_futex);
	wait_until_blocked(pids[1], SYS_futex);
	CHECK_HANG(pids[0], "Verdict: ",
	           text("a deadlock: %s waits for %s to unlock the mutex at %p; %s waits for %s to unlock the mutex at %p.",
	                named(pids[0]), named(pids[1]), (void *)&shared->other, named(pids[1]), named(pids[0]),
	                (void *)&shared->one),
	           "Do: let all take their locks in the same order");
	CHECK_GRAPH(pids, 2, "deadlock");
	end(pids[0]);
	end(pids[1]);

	init_mutexes(shared);
	shared->tid = 0;
	child = begin(joins_while_it_has_the_lock);
	wait_until_blocked(child, SYS_futex);
	while (*(volatile long *)&shared->tid == 0)
		sched_yield();
	while (!is_blocked(text("/proc/%ld/task/%ld", (long)child, shared->tid), SYS_futex))
		sched_yield();
	CHECK_HANG(child, text("%s is blocked for ever.", named(child)),
	           text("a deadlock: thread %ld of %s waits for thread %ld of %s to end; thread %ld of %s waits for thread %ld of %s "
	                "to unlock the mutex at %p.",
	                (long)child, named(child), shared->tid, named(child), shared->tid, named(child), (long)child,
	                named(child), (void *)&shared->one),
	           "Do: before joining the thread");
	end(child);

	child = begin(waits_for_a_condition);
	wait_until_blocked(child, SYS_futex);
	CHECK_HANG(child, text("%s is blocked for ever.", named(child)), "a condition variable",
	           "Verdict: every thread that could signal it waits itself.");
	end(child);

	/* A child has of its parent's threads only the one that called fork, but all locks. */
	shared->tid = 0;
	CHECK_INT(pthread_create(&thread, NULL, thread_that_keeps_the_lock, NULL), 0);
	while (*(volatile long *)&shared->tid == 0)
		sched_yield();
	child = begin(locks_private_mutex);
	wait_until_blocked(child, SYS_futex);
	CHECK_HANG(child, text("%s is blocked for ever.", named(child)),
	           text("Verdict: thread %ld of the parent had locked it when fork was called", shared->tid),
	           "Do: between fork and exec");
	end(child);
	CHECK_INT(pthread_cancel(thread), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);

	CHECK_INT(leat_munmap(shared, sizeof *shared), 0);
	return 0;
}
