/*
 * Children that many threads start at once have only what they are given, while others open descriptors without close-on-exec,
 * and close them, all the while. Each is a program that its thread has just written, which the children of the others may
 * have open for writing until they are their own.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <pthread.h>

#include "spawned.h"

#define THREADS 8

/* A thousand in all, but under valgrind, which slows each of them down; and ends a child whose program is open for writing. */
static int slow, each;
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

/* It is 0 if there is no more than 0, 1 and 2, the script, and what the shell has for the list. */
static const char script[] = "#!/bin/sh\n"
                             "for fd in /proc/$$/fd/*; do\n"
                             "	[ ! -e $fd ] || [ ${fd##*/} -le 2 ] || [ $fd -ef $0 ] || exit 1\n"
                             "done\n";

static void write_program(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0700);

	CHECK(fd != -1);
	CHECK_INT(write(fd, script, sizeof script - 1), sizeof script - 1);
	CHECK_INT(close(fd), 0);
}

static void *spawn_some(void *name)
{
	char *argv[] = {(char *)name, NULL};
	int index;

	for (index = 0; index < each; index++) {
		struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
		struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
		leat_process *process;

		if (!slow)
			write_program(argv[0]);
		options.in.kind = options.out.kind = LEAT_CHILD_PIPE;
		process = leat_process_spawn(argv, &options);
		CHECK(process != NULL);
		CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_EXITED);
		CHECK_INT(result.code, 0);
		leat_process_free(process);
	}
	CHECK_INT(unlink(argv[0]), 0);
	return NULL;
}

int main(void)
{
	char names[THREADS][sizeof "./program-0"];
	int descriptors = open_descriptors(), index;
	pthread_t opener, threads[THREADS];

	slow = getenv("LEAT_WRAP") != NULL;
	each = slow ? 4 : 125;
	for (index = 0; index < THREADS; index++) {
		snprintf(names[index], sizeof names[index], "./program-%d", index);
		write_program(names[index]);
	}
	CHECK_INT(pthread_create(&opener, NULL, open_and_close, NULL), 0);
	for (index = 0; index < THREADS; index++)
		CHECK_INT(pthread_create(&threads[index], NULL, spawn_some, names[index]), 0);
	for (index = 0; index < THREADS; index++)
		CHECK_INT(pthread_join(threads[index], NULL), 0);
	__atomic_store_n(&done, 1, __ATOMIC_RELAXED);
	CHECK_INT(pthread_join(opener, NULL), 0);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
