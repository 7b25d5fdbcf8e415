/*
 * Note 000, Shared memory: "if there's that much overlap, it might be best to just multithread a single process". The
 * conversation of posix_shm_overlap.c, with a thread instead of a child: there is no object to name, size, map and
 * remove, for all memory is both's. A child without a mapping changes only its own copy.
 *
 *     fork:   parent --> | words |                     thread:   main ----+
 *             child ---> | a copy of words |                     thread --+--> | words |
 *
 * The danger stays the same: what two threads change takes a mutex.
 */
/* prints:
a child answered, and main found: written by main
the thread found: written by main
main found: answered by the thread
2 threads, 1000 additions each: 2000
*/
#include <leat.h>

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "check.h"

enum { ADDITIONS = 1000 };

static char words[64] = "written by main";
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long counter;

static void answer_in_a_child(void)
{
	int status;
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		CHECK_TEXT(words, "written by main"); /* a copy, as it was at the fork */
		strcpy(words, "answered by the child");
		exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

static void *answer(void *unused)
{
	printf("the thread found: %s\n", words);
	strcpy(words, "answered by the thread");
	return unused;
}

static void *add(void *unused)
{
	long loaded;
	int i;

	for (i = 0; i < ADDITIONS; i++) {
		CHECK_INT(pthread_mutex_lock(&mutex), 0);
		loaded = counter;
		sched_yield(); /* lets the other thread run here, where it would do harm */
		counter = loaded + 1;
		CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	}
	return unused;
}

/* The pthread functions return an error number and leave errno alone. */
static pthread_t start(void *(*function)(void *))
{
	pthread_t thread;
	int error = pthread_create(&thread, NULL, function, NULL);

	if (error != 0) {
		fprintf(stderr, "pthread_create: %s\n", strerror(error));
		exit(1);
	}
	return thread;
}

int main(void)
{
	pthread_t one, other;

	answer_in_a_child();
	printf("a child answered, and main found: %s\n", words);

	one = start(answer);
	CHECK_INT(pthread_join(one, NULL), 0);
	printf("main found: %s\n", words);

	one = start(add);
	other = start(add);
	CHECK_INT(pthread_join(one, NULL), 0);
	CHECK_INT(pthread_join(other, NULL), 0);
	printf("2 threads, %d additions each: %ld\n", ADDITIONS, counter);
	return 0;
}
