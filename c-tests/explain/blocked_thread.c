/*
 * What the threads of a process wait for in its memory: a mutex of each kind, a semaphore, a condition variable, a
 * read/write lock, a barrier, another thread. A lock of libc's own is not taken for a mutex.
 */
/* test: flags -D_GNU_SOURCE */
/* test: no valgrind */
#include <semaphore.h>

#include "hung.h"

static pthread_mutex_t normal = PTHREAD_MUTEX_INITIALIZER, beside = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t recursive, checking, robust, inheriting;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static sem_t semaphore;
static FILE *stream;

static void *wait_for_mutex(void *mutex)
{
	pthread_mutex_lock((pthread_mutex_t *)mutex);
	return NULL;
}

static void *wait_for_semaphore(void *unused)
{
	leat_sem_wait(&semaphore);
	return unused;
}

static void *wait_for_condition(void *unused)
{
	pthread_mutex_lock(&beside);
	pthread_cond_wait(&condition, &beside);
	return unused;
}

static void *wait_to_read(void *unused)
{
	pthread_rwlock_rdlock(&lock);
	return unused;
}

static void *wait_to_write(void *unused)
{
	pthread_rwlock_wrlock(&lock);
	return unused;
}

static void *wait_for_others(void *unused)
{
	pthread_barrier_wait(&barrier);
	return unused;
}

static void *wait_for_thread(void *thread)
{
	pthread_join(*(pthread_t *)thread, NULL);
	return NULL;
}

static void *wait_for_stream(void *unused)
{
	flockfile(stream);
	return unused;
}

static void make_mutex(pthread_mutex_t *mutex, int type, int robustness, int protocol)
{
	pthread_mutexattr_t attributes;

	CHECK_INT(pthread_mutexattr_init(&attributes), 0);
	CHECK_INT(pthread_mutexattr_settype(&attributes, type), 0);
	CHECK_INT(pthread_mutexattr_setrobust(&attributes, robustness), 0);
	CHECK_INT(pthread_mutexattr_setprotocol(&attributes, protocol), 0);
	CHECK_INT(pthread_mutex_init(mutex, &attributes), 0);
	CHECK_INT(pthread_mutexattr_destroy(&attributes), 0);
	CHECK_INT(pthread_mutex_lock(mutex), 0);
}

/* The number of the thread, once it is blocked. */
struct started {
	pthread_t thread;
	long tid;
	void *(*work)(void *);
	void *argument;
};

static void *start(void *started)
{
	struct started *it = (struct started *)started;

	__atomic_store_n(&it->tid, syscall(SYS_gettid), __ATOMIC_RELEASE);
	return it->work(it->argument);
}

static struct started threads[12];
static int count;

static long begin_thread(void *(*work)(void *), void *argument)
{
	struct started *it = &threads[count++];

	it->work = work;
	it->argument = argument;
	CHECK_INT(pthread_create(&it->thread, NULL, start, it), 0);
	while (__atomic_load_n(&it->tid, __ATOMIC_ACQUIRE) == 0)
		sched_yield();
	wait_until_thread_blocked(it->tid, SYS_futex);
	return it->tid;
}

#define CHECK_WAITS(tid, call, object, behind)                                                                 \
	CHECK_HANG(self, text("Thread %ld (blocked_thread) waits in %s(%p%s", (tid), (call), (void *)(object), (behind)))

int main(void)
{
	const pid_t self = getpid();
	long tid;

	CHECK_HANG(self, text("blocked_thread (pid %ld) is running.", (long)self));
	CHECK_INT(pthread_mutex_lock(&normal), 0);
	make_mutex(&recursive, PTHREAD_MUTEX_RECURSIVE, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_NONE);
	make_mutex(&checking, PTHREAD_MUTEX_ERRORCHECK, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_NONE);
	make_mutex(&robust, PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST, PTHREAD_PRIO_NONE);
	make_mutex(&inheriting, PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_INHERIT);
	CHECK_INT(sem_init(&semaphore, 0, 0), 0);
	CHECK_INT(pthread_rwlock_wrlock(&lock), 0);
	CHECK_INT(pthread_barrier_init(&barrier, NULL, 3), 0);
	stream = tmpfile();
	CHECK(stream != NULL);
	flockfile(stream);

	tid = begin_thread(wait_for_mutex, &normal);
	CHECK_WAITS(tid, "pthread_mutex_lock", &normal, ") for a mutex.");
	CHECK_HANG(self, text("Thread %ld (blocked_thread) is the one that asks.", (long)self));
	tid = begin_thread(wait_for_thread, &threads[0].thread);
	CHECK_HANG(self, text("Thread %ld (blocked_thread) waits in pthread_join for thread %ld (blocked_thread) to end.", tid, threads[0].tid));
	tid = begin_thread(wait_for_mutex, &recursive);
	CHECK_WAITS(tid, "pthread_mutex_lock", &recursive, ") for a mutex.");
	tid = begin_thread(wait_for_mutex, &checking);
	CHECK_WAITS(tid, "pthread_mutex_lock", &checking, ") for a mutex.");
	tid = begin_thread(wait_for_mutex, &robust);
	CHECK_WAITS(tid, "pthread_mutex_lock", &robust, ") for a robust mutex.");
	tid = begin_thread(wait_for_mutex, &inheriting);
	CHECK_WAITS(tid, "pthread_mutex_lock", &inheriting, ") for a mutex.");
	tid = begin_thread(wait_for_semaphore, NULL);
	CHECK_WAITS(tid, "sem_wait", &semaphore, ") for a POSIX semaphore, whose value is 0.");
	tid = begin_thread(wait_for_condition, NULL);
	CHECK_WAITS(tid, "pthread_cond_wait", &condition, ", ...) for a condition variable to be signalled.");
	tid = begin_thread(wait_to_read, NULL);
	CHECK_WAITS(tid, "pthread_rwlock_rdlock", &lock, ") for a read/write lock, to read.");
	tid = begin_thread(wait_to_write, NULL);
	CHECK_WAITS(tid, "pthread_rwlock_wrlock", &lock, ") for a read/write lock, to write.");
	tid = begin_thread(wait_for_others, NULL);
	CHECK_WAITS(tid, "pthread_barrier_wait", &barrier, ") for a barrier of 3 threads, of which 1 has come.");
	tid = begin_thread(wait_for_stream, NULL);
	CHECK_HANG(self, text("Thread %ld (blocked_thread) waits in futex(0x", tid), "for a word of its memory to change");
	/* The threads cannot be joined: they wait until the process ends. */
	fflush(stderr);
	_exit(0);
}
