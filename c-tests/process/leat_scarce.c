/*
 * Where descriptors, memory or processes are scarce, a program is started or the call fails with the errno that says so; and
 * nothing is left of what it had begun.
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 * test: no sanitizer
 */
#include <sys/resource.h>

#include "child.h"
#include "spawned.h"

static int run_once(void)
{
	struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	int how;

	talk.input = "input";
	talk.input_size = 5;
	how = leat_process_run(shell("cat"), NULL, &talk, LEAT_FOREVER, &output);
	if (how == -1)
		return -1;
	CHECK_INT(how, LEAT_EXITED);
	CHECK_TEXT(output.out, "input");
	leat_process_output_free(&output);
	return 0;
}

static void limit(int resource, rlim_t soft)
{
	struct rlimit limit;

	CHECK_INT(getrlimit(resource, &limit), 0);
	limit.rlim_cur = soft;
	CHECK_INT(setrlimit(resource, &limit), 0);
}

static int few_descriptors(void)
{
	int descriptors = open_descriptors(), most, failures = 0, result;

	for (most = 3; most < 30; most++) {
		limit(RLIMIT_NOFILE, (rlim_t)most);
		result = run_once();
		if (result == -1) {
			CHECK_INT(errno, EMFILE);
			CHECK(strncmp(leat_error_text(), "process_run: ", 13) == 0);
			failures++;
		}
		limit(RLIMIT_NOFILE, 100);
		CHECK_NOTHING_LEFT(descriptors);
	}
	CHECK(failures > 3 && result == 0);
	return 0;
}

/* The address space that this process has, in bytes. */
static rlim_t used(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	unsigned long pages;

	CHECK(file != NULL && fscanf(file, "%lu", &pages) == 1);
	fclose(file);
	return pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static int little_memory(void)
{
	int descriptors = open_descriptors(), failures = 0, result, step;
	/* Of what is used here a child, which has the same limit, needs a part. */
	void *much = malloc(64 << 20);
	rlim_t before = used();

	CHECK(much != NULL);
	for (step = 0; step < 12; step++) {
		limit(RLIMIT_AS, before + ((rlim_t)step << 14));
		result = run_once();
		limit(RLIMIT_AS, RLIM_INFINITY);
		if (result == -1) {
			CHECK_INT(errno, ENOMEM);
			failures++;
		}
		CHECK_NOTHING_LEFT(descriptors);
	}
	CHECK(failures > 0);
	free(much);
	return 0;
}

static int no_processes(void)
{
	int descriptors = open_descriptors();

	if (geteuid() == 0)
		CHECK_INT(setuid(65534), 0);
	limit(RLIMIT_NPROC, 0);
	CHECK_INT(run_once(), -1);
	CHECK_INT(errno, EAGAIN);
	CHECK_FAILS(leat_process_spawn_function(NULL, NULL, NULL), NULL, EFAULT, "process_spawn_function");
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(few_descriptors), 0);
	CHECK_INT(in_child(little_memory), 0);
	CHECK_INT(in_child(no_processes), 0);
	return 0;
}
