/*
 * Whatever is explained, leat uses only memory that it has, and gives it back.
 *
 * test: flags -D_GNU_SOURCE
 * test: also checked
 */
#include "blocked.h"
#include "failures.h"

static char said[65536];

static void look(const char *function)
{
	char buffer[1024];
	int number = errno, length = leat_error_explain(buffer, sizeof buffer);

	CHECK_INT(errno, number);
	CHECK(length > 0 && length < (int)sizeof buffer);
	CHECK_INT(strncmp(buffer, function, strlen(function)), 0);
	leat_perror(function);
}

/* Of several sizes, in a buffer of just that size. */
static void explain(pid_t pid)
{
	int length = leat_explain_process(pid, said, sizeof said), size;

	CHECK(length > 0 && length < (int)sizeof said);
	for (size = 0; size < 200; size += 33) {
		char *exact = (char *)malloc((size_t)size + 1);

		CHECK(exact != NULL);
		CHECK(leat_explain_process(pid, exact, (size_t)size) > 0);
		CHECK(size == 0 || strlen(exact) < (size_t)size);
		free(exact);
	}
}

int main(void)
{
	int ends[2], status;
	pid_t pids[2];
	char byte;

	CHECK_INT(setenv("LEAT_EXPLAIN", "1", 1), 0);
	CHECK((status = open("said", O_WRONLY | O_CREAT, 0600)) >= 0);
	fflush(stderr);
	CHECK_INT(dup(STDERR_FILENO), status + 1);
	CHECK_INT(dup2(status, STDERR_FILENO), STDERR_FILENO);
	CHECK(fail_everywhere(look) > 25);
	CHECK_INT(dup2(status + 1, STDERR_FILENO), STDERR_FILENO);
	CHECK_INT(unlink("said"), 0);

	CHECK_INT(pipe(ends), 0);
	CHECK((pids[0] = fork()) >= 0);
	if (pids[0] == 0)
		_exit(read(ends[0], &byte, 1) == 1);
	pids[1] = getpid();
	wait_until_child_sleeps(pids[0]);
	explain(pids[0]);
	explain(pids[1]);
	CHECK(leat_explain_wait_graph(pids, 2, said, sizeof said) > 0);
	CHECK_INT(kill(pids[0], SIGKILL), 0);
	CHECK_INT(waitpid(pids[0], &status, 0), pids[0]);
	return 0;
}
