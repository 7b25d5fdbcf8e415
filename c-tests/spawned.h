/* Children that leat starts, and that nothing of them is left. */
#ifndef SPAWNED_H
#define SPAWNED_H

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "descriptors.h"

/* The arguments of a shell that runs a script; of the next call they are others. */
static inline char *const *shell(const char *script)
{
	static char *argv[4];
	static char sh[] = "/bin/sh", c[] = "-c";

	argv[0] = sh;
	argv[1] = c;
	argv[2] = (char *)script;
	return argv;
}

/* Starts a shell that runs a script. */
static inline leat_process *spawn_shell(const char *script, const struct leat_process_options *options)
{
	leat_process *process = leat_process_spawn(shell(script), options);

	if (process == NULL) {
		leat_perror(script);
		exit(1);
	}
	return process;
}

/* Waits for it, checks how it has ended, and frees it. */
#define CHECK_ENDED(process, how, code) check_ended(__FILE__, __LINE__, (process), (how), (code))

static inline void check_ended(const char *file, int line, leat_process *process, int how, int code)
{
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;

	check_int(file, line, "leat_process_wait()", leat_process_wait(process, 30000, &result), how);
	check_int(file, line, "result.how", result.how, how);
	check_int(file, line, "result.code", result.code, code);
	leat_process_free(process);
}

/* Runs a script, and gives its exit status. */
static inline int status_of(const char *script, const struct leat_process_options *options)
{
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
	leat_process *process = spawn_shell(script, options);

	CHECK_INT(leat_process_wait(process, 30000, &result), LEAT_EXITED);
	leat_process_free(process);
	return result.code;
}

/* Reads a descriptor to its end, and closes it. */
static inline const char *all_of(int fd)
{
	static char text[4096];
	size_t length;

	CHECK_INT(leat_io_read_all(fd, text, sizeof text - 1, 30000, &length), LEAT_EOF);
	CHECK_INT(close(fd), 0);
	text[length] = '\0';
	return text;
}

/* There is no child, and no more descriptors than before. */
#define CHECK_NOTHING_LEFT(descriptors) \
	do { \
		int status_; \
		CHECK_INT(waitpid(-1, &status_, WNOHANG | __WALL), -1); \
		CHECK_INT(errno, ECHILD); \
		CHECK_INT(open_descriptors(), descriptors); \
	} while (0)

#endif /* SPAWNED_H */
