/*
 * posix_spawn returns the error number of the exec that failed, which is explained once errno is that. (Under valgrind it
 * always succeeds.)
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 */
#include <spawn.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	static char name[] = "none";
	static char *const argv[] = {name, NULL};
	pid_t child;

	/* A directory of PATH that may not be searched would be another error. */
	CHECK_INT(setenv("PATH", "/usr/bin:/bin", 1), 0);
	errno = leat_posix_spawn(&child, "/nope", NULL, NULL, argv, environ);
	check_error(__FILE__, __LINE__, "posix_spawn", ENOENT, "posix_spawn");
	errno = leat_posix_spawnp(&child, "nope-nowhere", NULL, NULL, argv, environ);
	check_error(__FILE__, __LINE__, "posix_spawnp", ENOENT, "posix_spawnp");
	return 0;
}
