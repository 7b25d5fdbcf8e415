/*
 * When a process ends that has locked a robust mutex, the next one is told, and puts in order what it protects.
 *
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <pthread.h>
#include <sys/mman.h>

#include "child.h"

static pthread_mutex_t *mutex;

static int lock_and_end(void)
{
	return leat_pthread_mutex_lock(mutex);
}

int main(void)
{
	pthread_mutexattr_t attributes;

	mutex = (pthread_mutex_t *)leat_mmap(NULL, sizeof *mutex, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(mutex != MAP_FAILED);
	CHECK_INT(pthread_mutexattr_init(&attributes), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST), 0);
	CHECK_INT(leat_pthread_mutex_init(mutex, &attributes), 0);

	CHECK_INT(in_child(lock_and_end), 0);
	errno = leat_pthread_mutex_lock(mutex);
	check_error(__FILE__, __LINE__, "the first after the end", EOWNERDEAD, "pthread_mutex_lock");
	CHECK_INT(leat_pthread_mutex_consistent(mutex), 0);
	CHECK_INT(leat_pthread_mutex_unlock(mutex), 0);
	CHECK_INT(leat_pthread_mutex_lock(mutex), 0);
	CHECK_INT(leat_pthread_mutex_unlock(mutex), 0);

	/* Nobody puts it in order. */
	CHECK_INT(in_child(lock_and_end), 0);
	CHECK_INT(leat_pthread_mutex_trylock(mutex), EOWNERDEAD);
	CHECK_INT(leat_pthread_mutex_unlock(mutex), 0);
	errno = leat_pthread_mutex_lock(mutex);
	check_error(__FILE__, __LINE__, "a lock after that", ENOTRECOVERABLE, "pthread_mutex_lock");
	CHECK_INT(leat_pthread_mutex_destroy(mutex), 0);
	CHECK_INT(leat_munmap(mutex, sizeof *mutex), 0);
	return 0;
}
