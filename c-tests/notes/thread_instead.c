/*
 * Note 000, Shared memory: "if there's that much overlap, it might be best to just multithread a single process". The
 * conversation of posix_shm_overlap.c, with a thread instead of a child: there is no object to name, size, map and
 * remove, for threads have all memory in common. A child without a mapping changes only its own copy.
 *
 *     fork:   parent --> | words |                     thread:   main --> | words | <-- thread
 *             child ---> | a copy of words |
 *
 * The danger stays the same: what two threads change at the same time needs a mutex, as mutex_threads.c shows. Here
 * main waits for the thread to end before it looks.
 */
/* prints:
a child answered, and main found: written by main
the thread found: written by main
main found: answered by the thread
*/
#include <leat.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "check.h"

static char words[64] = "written by main";

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

int main(void)
{
	pthread_t thread;
	int error;

	answer_in_a_child();
	printf("a child answered, and main found: %s\n", words);

	error = pthread_create(&thread, NULL, answer, NULL);
	if (error != 0) { /* the pthread functions return it, and leave errno alone */
		fprintf(stderr, "pthread_create: %s\n", leat_error_name(error));
		exit(1);
	}
	CHECK_INT(pthread_join(thread, NULL), 0);
	printf("main found: %s\n", words);
	return 0;
}
