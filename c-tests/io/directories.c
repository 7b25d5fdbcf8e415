/*
 * Names start at the working directory, which a process changes, or at a directory that is open.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	struct stat status;
	char path[4096], home[4096], *allocated;
	int directory, start;

	CHECK(leat_getcwd(home, sizeof home) == home);
	CHECK((start = leat_open(".", O_RDONLY)) >= 0);
	CHECK_INT(leat_mkdirat(start, "directory", 0700), 0);
	CHECK((directory = leat_open("directory", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_INT(leat_close(leat_openat(directory, "file", O_WRONLY | O_CREAT, 0600)), 0);
	CHECK_INT(leat_renameat(directory, "file", start, "moved"), 0);
	CHECK_INT(leat_fstatat(start, "moved", &status, 0), 0);
	CHECK(S_ISREG(status.st_mode));
	CHECK_INT(leat_linkat(start, "moved", directory, "linked", 0), 0);
	CHECK_INT(leat_fchdir(directory), 0);
	CHECK(leat_getcwd_chk(path, sizeof path, sizeof path) == path);
	CHECK_INT(strlen(path), strlen(home) + strlen("/directory"));
	CHECK_TEXT(path + strlen(home), "/directory");
	CHECK((allocated = leat_getcwd(NULL, 0)) != NULL);
	CHECK_TEXT(allocated, path);
	free(allocated);
	CHECK_INT(leat_access("linked", F_OK), 0);

	CHECK_FAILS(leat_getcwd(path, 1), NULL, ERANGE, "getcwd");
	CHECK_FAILS(leat_getcwd_chk(path, 1, sizeof path), NULL, ERANGE, "getcwd");
	CHECK_FAILS(leat_mkdirat(-1, "none", 0700), -1, EBADF, "mkdirat");
	CHECK_FAILS(leat_fstatat(start, "none", &status, AT_SYMLINK_NOFOLLOW), -1, ENOENT, "fstatat");
	CHECK_FAILS(leat_linkat(start, "moved", directory, "linked", 0), -1, EEXIST, "linkat");
	CHECK(strstr(leat_error_text(), ", \"linked\", 0): EEXIST") != NULL);
	CHECK_FAILS(leat_renameat(start, "none", start, "other"), -1, ENOENT, "renameat");
	CHECK_FAILS(leat_unlinkat(start, "none", 0), -1, ENOENT, "unlinkat");
	CHECK_FAILS(leat_unlinkat(start, "directory", AT_REMOVEDIR), -1, ENOTEMPTY, "unlinkat");
	CHECK(strstr(leat_error_text(), ", \"directory\", AT_REMOVEDIR): ENOTEMPTY") != NULL);
	CHECK_FAILS(leat_rmdir("../directory"), -1, ENOTEMPTY, "rmdir");
	CHECK_FAILS(leat_fchdir(-1), -1, EBADF, "fchdir");
	CHECK_INT(leat_unlinkat(directory, "linked", 0), 0);

	/* Nobody can tell the name of a directory that is gone. */
	CHECK_INT(leat_unlinkat(start, "directory", AT_REMOVEDIR), 0);
	CHECK_FAILS(leat_getcwd(path, sizeof path), NULL, ENOENT, "getcwd");
	CHECK_INT(leat_fchdir(start), 0);
	CHECK_FAILS(leat_rmdir("directory"), -1, ENOENT, "rmdir");
	CHECK_FAILS(leat_rmdir("moved"), -1, ENOTDIR, "rmdir");
	CHECK_INT(leat_remove("moved"), 0);
	return 0;
}
