/*
 * A file's mode, owner, group and length are set by name and by descriptor; nobody but root gives a file away.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "unprivileged.h"

static int give_away(void)
{
	int file;

	CHECK((file = leat_open("file", O_RDONLY)) >= 0);
	if (!become_unprivileged())
		return 0;
	CHECK_FAILS(leat_chown("file", 0, 0), -1, EPERM, "chown");
	CHECK_FAILS(leat_lchown("file", 0, 0), -1, EPERM, "lchown");
	CHECK_FAILS(leat_fchown(file, 0, -1), -1, EPERM, "fchown");
	CHECK(strstr(leat_error_text(), ", 0, -1): EPERM") != NULL);
	return 0;
}

int main(void)
{
	struct stat status;
	int file;

	CHECK((file = leat_open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(leat_fchmod(file, 0640), 0);
	CHECK_INT(leat_truncate("file", 5), 0);
	CHECK_INT(leat_fstat(file, &status), 0);
	CHECK_INT(status.st_mode & 07777, 0640);
	CHECK_INT(status.st_size, 5);
	/* To oneself one may always give it. */
	CHECK_INT(leat_chown("file", geteuid(), -1), 0);
	CHECK_INT(leat_lchown("file", -1, -1), 0);
	CHECK_INT(leat_fchown(file, -1, getegid()), 0);
	CHECK_INT(in_child(give_away), 0);

	CHECK_FAILS(leat_chown("none", 0, 0), -1, ENOENT, "chown");
	CHECK_FAILS(leat_lchown("none", 0, 0), -1, ENOENT, "lchown");
	CHECK_FAILS(leat_fchown(-1, 0, 0), -1, EBADF, "fchown");
	CHECK_FAILS(leat_fchmod(-1, 0), -1, EBADF, "fchmod");
	CHECK_FAILS(leat_truncate("none", 0), -1, ENOENT, "truncate");
	CHECK_FAILS(leat_truncate("file", -1), -1, EINVAL, "truncate");
	CHECK_INT(leat_close(file), 0);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
