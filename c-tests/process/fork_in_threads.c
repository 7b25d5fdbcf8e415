/*
 * A process whose other threads allocate all the time forks, and each child redirects, fails and execs with mirrors.
 *
 * Valgrind runs one thread at a time, and seldom the one that forks.
 * test: no valgrind
 */
#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { CHILDREN = 100, THREADS = 3 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int done;

static void *allocate(void *unused)
{
	int ended = 0;

	(void)unused;
	while (!ended) {
		void *volatile memory[8];
		int i;
		for (i = 0; i < 8; i++)
			memory[i] = malloc((size_t)(i + 1) * 5000);
		for (i = 0; i < 8; i++)
			free(memory[i]);
		pthread_mutex_lock(&lock);
		ended = done;
		pthread_mutex_unlock(&lock);
	}
	return NULL;
}

/* Only what POSIX allows here. */
static void child(int out)
{
	int null;

	if (leat_execl("/nope", "nope", (char *)NULL) != -1 || errno != ENOENT ||
	    strcmp(leat_error_function(), "execl") != 0 || leat_error_code() != ENOENT)
		_exit(3);
	null = leat_open("/dev/null", O_RDONLY);
	if (null == -1 || leat_dup2(null, STDIN_FILENO) == -1 || leat_dup2(out, STDOUT_FILENO) == -1 ||
	    leat_close(null) == -1 || leat_close(out) == -1)
		_exit(4);
	leat_execl("/bin/echo", "echo", "x", (char *)NULL);
	_exit(5);
}

int main(void)
{
	pthread_t threads[THREADS];
	int i;

	for (i = 0; i < THREADS; i++)
		CHECK_INT(pthread_create(&threads[i], NULL, allocate, NULL), 0);
	for (i = 0; i < CHILDREN; i++) {
		char text[4] = "";
		int fds[2], status;
		pid_t pid;

		CHECK_INT(leat_pipe(fds), 0);
		CHECK((pid = leat_fork()) >= 0);
		if (pid == 0)
			child(fds[1]);
		CHECK_INT(leat_close(fds[1]), 0);
		CHECK_INT(leat_waitpid(pid, &status, 0), pid);
		CHECK_INT(status, 0);
		CHECK_INT(leat_read(fds[0], text, sizeof text), 2);
		CHECK_TEXT(text, "x\n");
		CHECK_INT(leat_close(fds[0]), 0);
	}
	pthread_mutex_lock(&lock);
	done = 1;
	pthread_mutex_unlock(&lock);
	for (i = 0; i < THREADS; i++)
		CHECK_INT(pthread_join(threads[i], NULL), 0);
	return 0;
}
