/*
 * A program that is given too much is not started, and it is told what is too much: which argument or variable, or how much all
 * of them are, and how much may be. (valgrind cannot fail to exec.)
 *
 * test: no valgrind
 */
#include <sys/resource.h>
#include <unistd.h>

#include "explained.h"
#include "spawned.h"

int main(void)
{
	static char variable[4 << 20] = "SECRET=", many[4000];
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_child_limit limit = {RLIMIT_STACK, 0, 1 << 20, 1 << 20};
	long most = 32 * sysconf(_SC_PAGESIZE);
	char *huge = variable + 7, *argv[301] = {(char *)"true", (char *)"x", huge, NULL};
	char *added[] = {variable, NULL}, *small[] = {(char *)"A=1", NULL}, expected[200];
	int descriptors = open_descriptors(), index, size;
	leat_pipeline *pipeline;

	/* The longest string that is taken, and one that is longer. */
	memset(huge, 'x', (size_t)most - 1);
	CHECK_ENDED(leat_process_spawn(argv, NULL), LEAT_EXITED, 0);
	huge[most - 1] = 'x';
	snprintf(expected, sizeof expected, "E2BIG: argument 2 has %ld bytes with its NUL, and one string", most + 1);
	CHECK_EXPLAINED(leat_process_spawn(argv, NULL), NULL, E2BIG, "process_spawn", expected);
	snprintf(expected, sizeof expected, "may have %ld (MAX_ARG_STRLEN)", most);
	CHECK_EXPLAINED(leat_process_spawn(argv, NULL), NULL, E2BIG, "process_spawn", expected);

	/* A variable, added or inherited. */
	argv[2] = NULL;
	options.added = added;
	snprintf(expected, sizeof expected, "the variable SECRET of the environment has %ld bytes", most + 8);
	CHECK_EXPLAINED(leat_process_spawn(argv, &options), NULL, E2BIG, "process_spawn", expected);
	CHECK_INT(setenv("SECRET", huge, 1), 0);
	CHECK_EXPLAINED(leat_process_spawn(argv, NULL), NULL, E2BIG, "process_spawn", expected);
	pipeline = leat_pipeline_new(NULL);
	leat_pipeline_add(pipeline, argv, NULL);
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, E2BIG, "pipeline_start");
	CHECK_SAID(expected);
	leat_pipeline_free(pipeline);

	/* All together, by the limit that the program has. */
	memset(many, 'x', sizeof many - 1);
	for (index = 1; index < 300; index++)
		argv[index] = many;
	options.added = NULL;
	options.environment = small;
	options.limits = &limit;
	options.limit_count = 1;
	size = (int)(sizeof "true" + sizeof "true" + sizeof(char *) + 299 * (sizeof many + sizeof(char *)));
	snprintf(expected, sizeof expected, "the arguments have %d bytes and the environment %d, with their NULs and pointers, and "
	         "together they may have 262144:", size, (int)(sizeof "A=1" + sizeof(char *)));
	CHECK_EXPLAINED(leat_process_spawn(argv, &options), NULL, E2BIG, "process_spawn", expected);
	argv[62] = NULL;
	CHECK_ENDED(leat_process_spawn(argv, &options), LEAT_EXITED, 0);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
