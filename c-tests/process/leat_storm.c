/*
 * Children that many threads start at once have only what they are given, while others open descriptors without close-on-exec,
 * and close them, all the while.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <pthread.h>

#include "spawned.h"

#define THREADS 8

/* A thousand in all, but where something slows each of them down. */
static int each;
static int done;

static void *open_and_close(void *unused)
{
	int fds[20], index;

	(void)unused;
	while (!__atomic_load_n(&done, __ATOMIC_RELAXED)) {
		for (index = 0; index < 20; index++)
			CHECK((fds[index] = open("/dev/null", O_RDONLY)) != -1);
		for (index = 0; index < 20; index++)
			CHECK_INT(close(fds[index]), 0);
	}
	return NULL;
}

static void *spawn_some(void *unused)
{
	/* It is 0 if there is no more than 0, 1 and 2, and what the shell has for the list. */
	static char sh[] = "/bin/sh", c[] = "-c";
	static char script[] = "for fd in /proc/$$/fd/*; do [ ! -e $fd ] || [ ${fd##*/} -le 2 ] || exit 1; done";
	static char *argv[4] = {sh, c, script, NULL};
	int index;

	(void)unused;
	for (index = 0; index < each; index++) {
		struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
		struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
		leat_process *process;

		options.in.kind = options.out.kind = LEAT_CHILD_PIPE;
		process = leat_process_spawn(argv, &options);
		CHECK(process != NULL);
		CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_EXITED);
		CHECK_INT(result.code, 0);
		leat_process_free(process);
	}
	return NULL;
}

int main(void)
{
	int descriptors = open_descriptors(), index;
	pthread_t opener, threads[THREADS];

	each = getenv("LEAT_WRAP") == NULL ? 125 : 4;
	CHECK_INT(pthread_create(&opener, NULL, open_and_close, NULL), 0);
	for (index = 0; index < THREADS; index++)
		CHECK_INT(pthread_create(&threads[index], NULL, spawn_some, NULL), 0);
	for (index = 0; index < THREADS; index++)
		CHECK_INT(pthread_join(threads[index], NULL), 0);
	__atomic_store_n(&done, 1, __ATOMIC_RELAXED);
	CHECK_INT(pthread_join(opener, NULL), 0);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
