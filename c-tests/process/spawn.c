/*
 * posix_spawn starts a program, and posix_spawnp one that it finds in PATH.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static char name[] = "sh", option[] = "-c", script[] = "exit 7";
static char *const argv[] = {name, option, script, NULL};

int main(void)
{
	pid_t child;
	int status;

	CHECK_INT(leat_posix_spawn(&child, "/bin/sh", NULL, NULL, argv, environ), 0);
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK_INT(WEXITSTATUS(status), 7);
	CHECK_INT(leat_posix_spawnp(&child, "sh", NULL, NULL, argv, environ), 0);
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK_INT(WEXITSTATUS(status), 7);
	return 0;
}
