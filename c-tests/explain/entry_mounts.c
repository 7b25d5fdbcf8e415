/*
 * Which file system a path is in, where it is mounted, and what room it has: EXDEV, EROFS, ENOSPC, EBUSY.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "child.h"
#include "explained.h"

static char here[PATH_MAX];

static void writes_until_full(void)
{
	static char bytes[4096];
	int fd = leat_creat("small/a", 0600);

	while (leat_write(fd, bytes, sizeof bytes) > 0)
		;
	CHECK_EXPLAINED(leat_write(fd, bytes, 1), -1, ENOSPC, "write", text("fd %d is the file \"%s/small/a\"", fd, here),
	                "16 KiB, and nothing of that is free", "Do: remove files");
	CHECK_INT(leat_close(fd), 0);
	CHECK_INT(leat_close(leat_creat("small/b", 0600)), 0);
	CHECK_EXPLAINED(leat_creat("small/c", 0600), -1, ENOSPC, "creat", "the file system of \"small/c\" can have 3 files, and has as many",
	                "(df -i shows");
}

/* In a mount namespace of its own. */
static int mounted(void)
{
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("small", "small", "tmpfs", 0, "size=16k,nr_inodes=3") != 0 ||
	    mount("fixed", "fixed", "tmpfs", MS_RDONLY, NULL) != 0)
		return 0;
	CHECK_EXPLAINED(leat_rename("file", "small/file"), -1, EXDEV, "rename", "\"file\" is in the file system at \"",
	                text("\"small/file\" would be in the file system at \"%s/small\" (tmpfs)", here), "Do: copy the content");
	CHECK_EXPLAINED(leat_open("fixed/x", O_RDWR | O_CREAT, 0600), -1, EROFS, "open",
	                text("\"fixed/x\" is in the file system at \"%s/fixed\" (tmpfs), which is mounted read-only", here));
	CHECK_EXPLAINED(leat_rmdir("small"), -1, EBUSY, "rmdir", "something is mounted there");
	writes_until_full();
	return 0;
}

int main(void)
{
	CHECK(getcwd(here, sizeof here) != NULL);
	CHECK_INT(leat_mkdir("small", 0700), 0);
	CHECK_INT(leat_mkdir("fixed", 0700), 0);
	CHECK_INT(leat_close(leat_creat("file", 0600)), 0);
	CHECK_INT(in_child(mounted), 0);
	CHECK_INT(leat_rmdir("small"), 0);
	CHECK_INT(leat_rmdir("fixed"), 0);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
