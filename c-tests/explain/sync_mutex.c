/*
 * Mutexes: who has one, who has died with one, and what is none.
 * test: flags -D_GNU_SOURCE
 */
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"

/* These return an error number. */
#define CHECK_NUMBER(call, code, function, ...)                                                                \
	do {                                                                                                   \
		errno = (call);                                                                                \
		check_error(__FILE__, __LINE__, #call, (code), (function));                                    \
		CHECK_SAID(__VA_ARGS__);                                                                       \
	} while (0)

/* Where this machine's mutexes are not known from within, it is said less. */
#if defined __x86_64__ || defined __aarch64__
static const int seen = 1;
#else
static const int seen = 0;
#endif

static pthread_mutex_t mutex;

static const char *address(const char *what)
{
	return text("%s at %#lx", what, (unsigned long)&mutex);
}

static void make(int type, int robust)
{
	pthread_mutexattr_t attributes;

	CHECK_INT(pthread_mutexattr_init(&attributes), 0);
	CHECK_INT(pthread_mutexattr_settype(&attributes, type), 0);
	CHECK_INT(pthread_mutexattr_setrobust(&attributes, robust), 0);
	CHECK_INT(leat_pthread_mutex_init(&mutex, &attributes), 0);
	CHECK_INT(pthread_mutexattr_destroy(&attributes), 0);
}

/* What is seen of a mutex that another thread has. */
static void *other_thread(void *holder)
{
	const char *owner = seen ? text("thread %ld (weaver) of this process has it now", *(long *)holder) : "";
	struct timespec past;

	memset(&past, 0, sizeof past);
	past.tv_sec = 2000000000 / 2;
	CHECK_NUMBER(leat_pthread_mutex_unlock(&mutex), EPERM, "pthread_mutex_unlock",
	             address("this thread has not locked the mutex"), owner);
	CHECK_NUMBER(leat_pthread_mutex_trylock(&mutex), EBUSY, "pthread_mutex_trylock", address("the mutex"),
	                "was locked", owner);
	CHECK_NUMBER(leat_pthread_mutex_timedlock(&mutex, &past), ETIMEDOUT, "pthread_mutex_timedlock",
	                "the mutex was not unlocked",
	             seen ? text("Now thread %ld (weaver) of this process has it.", *(long *)holder) : "");
	CHECK_NUMBER(leat_pthread_mutex_destroy(&mutex), EBUSY, "pthread_mutex_destroy", address("the mutex"),
	                "is locked",
	             seen ? owner : "");
	return NULL;
}

static void owners(void)
{
	pthread_t thread;
	long tid = syscall(SYS_gettid);

	make(PTHREAD_MUTEX_ERRORCHECK, PTHREAD_MUTEX_STALLED);
	CHECK_INT(leat_pthread_mutex_lock(&mutex), 0);
	CHECK_NUMBER(leat_pthread_mutex_lock(&mutex), EDEADLK, "pthread_mutex_lock",
	             address("this thread has locked the mutex"), "already, and would wait for itself");
	CHECK_NUMBER(leat_pthread_mutex_trylock(&mutex), EBUSY, "pthread_mutex_trylock",
	             seen ? address("this thread has locked the mutex") : "was locked");
	CHECK_INT(pthread_setname_np(pthread_self(), "weaver"), 0);
	CHECK_INT(pthread_create(&thread, NULL, other_thread, &tid), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(leat_pthread_mutex_unlock(&mutex), 0);
	CHECK_NUMBER(leat_pthread_mutex_unlock(&mutex), EPERM, "pthread_mutex_unlock",
	                address("this thread has not locked the mutex"),
	             seen ? "and nobody has it now" : "");
	CHECK_INT(leat_pthread_mutex_destroy(&mutex), 0);
}

static void *end_with_it(void *argument)
{
	CHECK_INT(leat_pthread_mutex_lock(&mutex), 0);
	return argument;
}

static void robust(void)
{
	pthread_t thread;

	make(PTHREAD_MUTEX_ERRORCHECK, PTHREAD_MUTEX_ROBUST);
	CHECK_INT(pthread_create(&thread, NULL, end_with_it, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_NUMBER(leat_pthread_mutex_lock(&mutex), EOWNERDEAD, "pthread_mutex_lock",
	                address("whoever had locked the mutex"),
	             "has ended without unlocking it. This thread has it locked now", "pthread_mutex_consistent");
	CHECK_INT(leat_pthread_mutex_consistent(&mutex), 0);
	if (seen)
		CHECK_NUMBER(leat_pthread_mutex_consistent(&mutex), EINVAL, "pthread_mutex_consistent",
		                address("the mutex"), "is in order");
	CHECK_INT(leat_pthread_mutex_unlock(&mutex), 0);

	CHECK_INT(pthread_create(&thread, NULL, end_with_it, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(leat_pthread_mutex_lock(&mutex), EOWNERDEAD);
	CHECK_INT(leat_pthread_mutex_unlock(&mutex), 0);
	CHECK_NUMBER(leat_pthread_mutex_lock(&mutex), ENOTRECOVERABLE, "pthread_mutex_lock",
	                address("EOWNERDEAD for the mutex"),
	             "has unlocked it without pthread_mutex_consistent");
	CHECK_INT(leat_pthread_mutex_destroy(&mutex), 0);
}

static void times(void)
{
	struct timespec wrong;
	pthread_cond_t condition = PTHREAD_COND_INITIALIZER;

	memset(&wrong, 0, sizeof wrong);
	wrong.tv_sec = 2000000000;
	wrong.tv_nsec = 1000000000;
	make(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_STALLED);
	CHECK_INT(leat_pthread_mutex_lock(&mutex), 0);
	if (seen)
		CHECK_NUMBER(leat_pthread_mutex_timedlock(&mutex, &wrong), EINVAL, "pthread_mutex_timedlock",
		             "tv_nsec of the deadline is 1000000000 now, but it must be from 0 to 999999999");
	CHECK_NUMBER(leat_pthread_cond_timedwait(&condition, &mutex, &wrong), EINVAL, "pthread_cond_timedwait",
	             "tv_nsec is 1000000000, but it must be from 0 to 999999999");
	CHECK_INT(leat_pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(leat_pthread_mutex_destroy(&mutex), 0);
}

static void none(void)
{
	make(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_STALLED);
	if (seen)
		CHECK_NUMBER(leat_pthread_mutex_consistent(&mutex), EINVAL, "pthread_mutex_consistent",
		                address("the mutex"), "is not robust");
	CHECK_INT(leat_pthread_mutex_destroy(&mutex), 0);
	if (seen)
		CHECK_NUMBER(leat_pthread_mutex_lock(&mutex), EINVAL, "pthread_mutex_lock", address("the mutex"),
		             "was destroyed by pthread_mutex_destroy");
	memset(&mutex, 'x', sizeof mutex);
	if (seen)
		CHECK_NUMBER(leat_pthread_mutex_lock(&mutex), EINVAL, "pthread_mutex_lock", address("the memory"),
		                "holds no mutex now");
}

/* In memory that processes share it is another process that has it. */
static pthread_mutex_t *shared;

static int other_process(void)
{
	CHECK_NUMBER(leat_pthread_mutex_trylock(shared), EBUSY, "pthread_mutex_trylock",
	             seen ? text("(pid %ld) has it now", (long)getppid()) : "was locked");
	return 0;
}

static void between_processes(void)
{
	pthread_mutexattr_t attributes;

	shared = (pthread_mutex_t *)mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	                -1, 0);
	CHECK(shared != MAP_FAILED);
	CHECK_INT(pthread_mutexattr_init(&attributes), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(leat_pthread_mutex_init(shared, &attributes), 0);
	CHECK_INT(pthread_mutexattr_destroy(&attributes), 0);
	CHECK_INT(leat_pthread_mutex_lock(shared), 0);
	CHECK_INT(in_child(other_process), 0);
	CHECK_INT(leat_pthread_mutex_unlock(shared), 0);
	CHECK_INT(munmap(shared, sizeof *shared), 0);
}

int main(void)
{
	owners();
	robust();
	times();
	none();
	between_processes();
	return 0;
}
