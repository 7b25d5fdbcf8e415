/*
 * EPERM: what only the owner of a file or root may do.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static int fd;

/* Is that setting of the kernel 1? */
static int is_on(const char *setting)
{
	FILE *file = fopen(setting, "r");
	int c = file == NULL ? '0' : fgetc(file);

	if (file != NULL)
		fclose(file);
	return c == '1';
}

static void further_names(const char *you)
{
	CHECK_EXPLAINED(leat_link("sticky/private", "sticky/other"), -1, EPERM, "link", "link(\"sticky/private\" (now), \"sticky/other\" (now))",
	                "\"sticky/private\" is -rw------- root root, and fs.protected_hardlinks is 1",
	                text("of another user's file you (%s) may make a further name only if it is", you));
	CHECK_INT(leat_symlink("private", "sticky/alias"), 0);
	CHECK_EXPLAINED(leat_linkat(AT_FDCWD, "sticky/alias", AT_FDCWD, "sticky/other", AT_SYMLINK_FOLLOW), -1, EPERM, "linkat",
	                "\"sticky/alias\" is -rw------- root root, and fs.protected_hardlinks is 1");
	CHECK_INT(leat_unlink("sticky/alias"), 0);
}

static int unprivileged(void)
{
	const struct passwd *entry;
	const char *you;
	char name[16];
	int mine;

	if (!become_unprivileged())
		return 0;
	entry = getpwuid(geteuid());
	you = entry == NULL ? text("uid %d", (int)geteuid()) : entry->pw_name;
	mine = leat_creat("sticky/mine", 0600);
	CHECK(mine >= 0);
	CHECK_EXPLAINED(leat_unlink("sticky/file"), -1, EPERM, "unlink", "unlink(\"sticky/file\" (now)): EPERM: \"sticky/file\" belongs to root,",
	                "the directory \"sticky\" is sticky (drwxrwxrwt): only a file's owner, the directory's and root may remove",
	                text("and you are %s. Do: let root do it.", you));
	CHECK_EXPLAINED(leat_rename("sticky/file", "sticky/other"), -1, EPERM, "rename", "\"sticky/file\" belongs to root", "is sticky");
	/* What the new name replaces is removed. */
	CHECK_EXPLAINED(leat_rename("sticky/mine", "sticky/file"), -1, EPERM, "rename", "\"sticky/file\" belongs to root", "is sticky");
	CHECK_EXPLAINED(leat_chmod("sticky/file", 0777), -1, EPERM, "chmod",
	                text("\"sticky/file\" belongs to root: only its owner and root may change its mode, and you are %s.", you));
	CHECK_EXPLAINED(leat_chown("sticky/file", 1, -1), -1, EPERM, "chown",
	                "\"sticky/file\" belongs to root: only root may give it to another user", text("you are %s.", you));
	CHECK_EXPLAINED(leat_chown("sticky/file", -1, 1), -1, EPERM, "chown",
	                "\"sticky/file\" belongs to root: only its owner and root may give it to another group");
	CHECK_EXPLAINED(leat_chown("sticky/mine", -1, 0), -1, EPERM, "chown",
	                text("its owner may give \"sticky/mine\" only to a group that he is in, and you are %s, not in root.", you));
	CHECK_EXPLAINED(leat_rename("sticky/mine", "closed/mine"), -1, EACCES, "rename", "(\"sticky/mine\", \"closed/mine\" (now))",
	                "the directory \"closed\" is drwxr-xr-x root root");
	if (is_on("/proc/sys/fs/protected_hardlinks"))
		further_names(you);
	/* No such file of another's is there now: then all that is said is what holds for any. */
	strcpy(name, "sticky/file");
	CHECK_INT(leat_unlink(name), -1);
	strcpy(name, "sticky/mine");
	CHECK_SAID("unlink(\"sticky/mine\" (now)): EPERM: in a sticky directory", text("and you are %s", you));
	CHECK_INT(leat_close(mine), 0);
	CHECK_INT(leat_unlink("sticky/mine"), 0);
	CHECK_EXPLAINED(leat_fchmod(fd, 0777), -1, EPERM, "fchmod", text("fd %d is the file \"", fd), "which belongs to root: only its owner and root may change",
	                text("and you are %s.", you));
	CHECK_EXPLAINED(leat_fchown(fd, geteuid(), -1), -1, EPERM, "fchown", "only root may give it to another user");
	CHECK_EXPLAINED(leat_open("sticky/file", O_RDONLY | O_NOATIME), -1, EPERM, "open", 
	                "\"sticky/file\" belongs to root: only its owner and root may use O_NOATIME", text("you are %s", you));
	CHECK_EXPLAINED(leat_mknod("sticky/node", S_IFCHR | 0600, 0x103), -1, EPERM, "mknod", "only root (CAP_MKNOD) may make devices",
	                "Do: for a FIFO use mkfifo");
	return 0;
}

/* Root without root's rights, as in many containers. */
static int root_without_rights(void)
{
	struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct none[2];

	memset(none, 0, sizeof none);
	CHECK_INT(syscall(SYS_capset, &header, none), 0);
	CHECK_EXPLAINED(leat_unlink("theirs/file"), -1, EPERM, "unlink", "\"theirs/file\" belongs to ",
	                "the directory \"theirs\" is sticky (drwxrwxrwt): even root may remove or rename what others have there only with "
	                "CAP_FOWNER");
	CHECK_NOT_SAID("chattr");
	CHECK_EXPLAINED(leat_chmod("theirs/file", 0777), -1, EPERM, "chmod", "\"theirs/file\" belongs to ",
	                "even root may change its owner or mode only with CAP_CHOWN and CAP_FOWNER");
	CHECK_NOT_SAID("chattr");
	return 0;
}

int main(void)
{
	if (geteuid() != 0)
		return 0;
	umask(0);
	CHECK_INT(leat_mkdir("sticky", 01777), 0);
	fd = leat_creat("sticky/file", 0644);
	CHECK_INT(leat_close(leat_creat("sticky/private", 0600)), 0);
	CHECK_INT(leat_mkdir("closed", 0755), 0);
	CHECK_EXPLAINED(leat_unlink("/proc/self/maps"), -1, EPERM, "unlink", "\"/proc/self/maps\" is in the file system at \"/proc\" (proc)");
	CHECK_EXPLAINED(leat_link("sticky", "other"), -1, EPERM, "link", "\"sticky\" is a directory, and a directory has one name only.");
	CHECK_EXPLAINED(leat_mknod("node", S_IFDIR | 0600, 0), -1, EPERM, "mknod", "mknod makes no directories", "Do: use mkdir");
	CHECK_INT(leat_mkdir("theirs", 01777), 0);
	CHECK_INT(leat_close(leat_creat("theirs/file", 0644)), 0);
	if (leat_chown("theirs", NOBODY, -1) == 0 && leat_chown("theirs/file", NOBODY, -1) == 0)
		CHECK_INT(in_child(root_without_rights), 0);
	CHECK_INT(leat_unlink("theirs/file"), 0);
	CHECK_INT(leat_rmdir("theirs"), 0);
	CHECK_INT(in_child(unprivileged), 0);
	CHECK_INT(leat_unlink("sticky/file"), 0);
	CHECK_INT(leat_unlink("sticky/private"), 0);
	CHECK_INT(leat_rmdir("sticky"), 0);
	CHECK_INT(leat_rmdir("closed"), 0);
	return 0;
}
