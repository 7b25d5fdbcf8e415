/*
 * EPERM: what only the owner of a file or root may do.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static int fd;

static int unprivileged(void)
{
	const struct passwd *entry;
	const char *you;

	if (!become_unprivileged())
		return 0;
	entry = getpwuid(geteuid());
	you = entry == NULL ? text("uid %d", (int)geteuid()) : entry->pw_name;
	CHECK_EXPLAINED(leat_unlink("sticky/file"), -1, EPERM, "unlink", "in a sticky directory", text("and you are %s", you));
	CHECK_EXPLAINED(leat_rename("sticky/file", "sticky/other"), -1, EPERM, "rename", "only a file's owner may remove or rename it");
	CHECK_EXPLAINED(leat_chmod("sticky/file", 0777), -1, EPERM, "chmod", "only the owner of a file and root may change its mode");
	CHECK_EXPLAINED(leat_chown("sticky/file", 1, -1), -1, EPERM, "chown", "only root may give a file to another user");
	CHECK_EXPLAINED(leat_fchmod(fd, 0777), -1, EPERM, "fchmod", text("fd %d is the file \"", fd), "which belongs to root: only its owner and root may change",
	                text("and you are %s.", you));
	CHECK_EXPLAINED(leat_fchown(fd, geteuid(), -1), -1, EPERM, "fchown", "only root may give it to another user");
	CHECK_EXPLAINED(leat_open("sticky/file", O_RDONLY | O_NOATIME), -1, EPERM, "open", "may use O_NOATIME", text("you are %s", you));
	CHECK_EXPLAINED(leat_mknod("sticky/node", S_IFCHR | 0600, 0x103), -1, EPERM, "mknod", "only root (CAP_MKNOD) may make devices",
	                "Do: for a FIFO use mkfifo");
	return 0;
}

int main(void)
{
	if (geteuid() != 0)
		return 0;
	umask(0);
	CHECK_INT(leat_mkdir("sticky", 01777), 0);
	fd = leat_creat("sticky/file", 0644);
	CHECK_EXPLAINED(leat_mknod("node", S_IFDIR | 0600, 0), -1, EPERM, "mknod", "mknod makes no directories", "Do: use mkdir");
	CHECK_INT(in_child(unprivileged), 0);
	CHECK_INT(leat_unlink("sticky/file"), 0);
	CHECK_INT(leat_rmdir("sticky"), 0);
	return 0;
}
