/*
 * A child that is forked while another thread asks for its first explanation can ask for its own.
 *
 * test: only c
 * test: flags -D_GNU_SOURCE
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static sem_t asking, forked;
static int stop_at_key;

/* The program's own, which leat calls too when it is first asked: there the thread stops until the child is done. */
int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
	int (*libcs)(pthread_key_t *, void (*)(void *));

	*(void **)&libcs = dlsym(RTLD_NEXT, "pthread_key_create");
	if (__atomic_exchange_n(&stop_at_key, 0, __ATOMIC_SEQ_CST)) {
		sem_post(&asking);
		while (sem_wait(&forked) == -1)
			;
	}
	return libcs(key, destructor);
}

static void ask(const char *path)
{
	CHECK_INT(leat_open(path, O_RDONLY), -1);
	CHECK(strstr(leat_error_text(), path) != NULL);
}

static void *ask_first(void *path)
{
	ask(path);
	return NULL;
}

int main(void)
{
	pthread_t thread;
	pid_t child;
	int status;

	CHECK_INT(sem_init(&asking, 0, 0), 0);
	CHECK_INT(sem_init(&forked, 0, 0), 0);
	stop_at_key = 1;
	CHECK_INT(pthread_create(&thread, NULL, ask_first, (char *)"/nope/parent"), 0);
	while (sem_wait(&asking) == -1)
		;
	CHECK((child = fork()) >= 0);
	if (child == 0) {
		ask("/nope/child");
		exit(0);
	}
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	CHECK_INT(sem_post(&forked), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	ask("/nope/later");
	return 0;
}
