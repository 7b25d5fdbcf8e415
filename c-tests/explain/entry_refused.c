/*
 * Arguments of calls with paths that are none: flags, types, templates, lengths and buffers.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "explained.h"

/* Until its master is unlocked nobody opens the other end. */
static void a_locked_terminal(void)
{
	int master = leat_posix_openpt(O_RDWR | O_NOCTTY), slave;
	const char *path;

	CHECK(master >= 0);
	CHECK((path = ptsname(master)) != NULL);
	CHECK_EXPLAINED(leat_open(path, O_RDWR | O_NOCTTY), -1, EIO, "open",
	                text("\"%s\" is the slave end of a pseudo-terminal, whose master has not called unlockpt", path));
	CHECK_INT(unlockpt(master), 0);
	CHECK((slave = leat_open(path, O_RDWR | O_NOCTTY)) >= 0);
	CHECK_INT(leat_close(slave), 0);
	CHECK_INT(leat_close(master), 0);
}

int main(void)
{
	char buffer[PATH_MAX], here[PATH_MAX], template_of_three[] = "abc";

	a_locked_terminal();
	CHECK(getcwd(here, sizeof here) != NULL);
	CHECK_INT(leat_close(leat_creat("file", 0600)), 0);
	CHECK_EXPLAINED(leat_open(".", O_TMPFILE | O_RDONLY, 0600), -1, EINVAL, "open", "it needs O_WRONLY or O_RDWR");
	CHECK_EXPLAINED(leat_mkstemp(template_of_three), -1, EINVAL, "mkstemp", "the template is \"abc\", and it must end in XXXXXX");
	CHECK_EXPLAINED(leat_readlink("file", buffer, sizeof buffer), -1, EINVAL, "readlink",
	                "\"file\" is a regular file, not a symbolic link");
	CHECK_EXPLAINED(leat_access("file", 0644), -1, EINVAL, "access", "the mode is 0644, and must be F_OK");
	CHECK_EXPLAINED(leat_truncate("file", -1), -1, EINVAL, "truncate", "the length is -1");
	CHECK_EXPLAINED(leat_getcwd(buffer, 2), NULL, ERANGE, "getcwd",
	                text("the buffer has 2 bytes, and %lu are needed: \"%s\" and a NUL", (unsigned long)strlen(here) + 1, here));
	CHECK_EXPLAINED(leat_getcwd(buffer, 0), NULL, EINVAL, "getcwd", "the size of the buffer is 0");
	CHECK_EXPLAINED(leat_mknod("node", 0030000 | 0600, 0), -1, EINVAL, "mknod", "is not a type of file that mknod makes");
	CHECK_EXPLAINED(leat_unlinkat(AT_FDCWD, "file", 0x8000), -1, EINVAL, "unlinkat", "the flags are 0x8000");
	CHECK_INT(leat_unlink("file"), 0);
	CHECK_INT(leat_mkdir("gone", 0700), 0);
	CHECK_EXPLAINED(leat_rmdir("gone/."), -1, EINVAL, "rmdir", "the path ends in .");
	CHECK_INT(leat_chdir("gone"), 0);
	CHECK_INT(leat_rmdir("../gone"), 0);
	CHECK_EXPLAINED(leat_getcwd(buffer, sizeof buffer), NULL, ENOENT, "getcwd",
	                text("the current directory, \"%s/gone\", was removed", here));
	return 0;
}
