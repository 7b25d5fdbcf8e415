/*
 * EPERM: what is immutable or append-only holds for root, too.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "explained.h"

/* 0 where the file system has no such attributes, or this container forbids them. */
static int freeze(const char *path, int flags)
{
	int fd = open(path, O_RDONLY), result;

	if (fd == -1)
		return 0;
	result = ioctl(fd, FS_IOC_SETFLAGS, &flags);
	close(fd);
	return result == 0;
}

/* Also when a check fails: nobody could remove them. */
static void thaw(void)
{
	freeze("directory", 0);
	freeze("directory/file", 0);
}

/* What is not there yet would be in the directory. */
static void nothing_new(void)
{
	const char *said = "\"directory/new\" would be in the directory \"directory\", which is immutable (chattr +i): "
	                   "nobody may make a name in it, not even root.";

	CHECK_EXPLAINED(leat_symlink("x", "directory/new"), -1, EPERM, "symlink", said);
	CHECK_EXPLAINED(leat_mknod("directory/new", S_IFREG | 0600, 0), -1, EPERM, "mknod", said);
	CHECK_EXPLAINED(leat_link("file", "directory/new"), -1, EPERM, "link", said);
	CHECK_EXPLAINED(leat_rename("file", "directory/new"), -1, EPERM, "rename", said);
}

/* However it would be written. */
static void nothing_changed(int fd)
{
	CHECK_EXPLAINED(leat_access("directory/file", W_OK), -1, EPERM, "access", "\"directory/file\" is immutable (chattr +i)");
	CHECK_EXPLAINED(leat_open("directory/file", O_RDONLY | O_TRUNC), -1, EPERM, "open",
	                "\"directory/file\" is immutable (chattr +i)");
	CHECK_EXPLAINED(leat_fchmod(fd, 0600), -1, EPERM, "fchmod", text("fd %d is the file \"", fd),
	                "which is immutable (chattr +i): nobody may change its owner or mode, not even root.");
}

int main(void)
{
	int fd_of_file;

	CHECK_INT(leat_close(leat_creat("file", 0644)), 0);
	CHECK_INT(leat_mkdir("directory", 0755), 0);
	CHECK_INT(leat_close(leat_creat("directory/file", 0644)), 0);
	CHECK_INT(atexit(thaw), 0);
	CHECK((fd_of_file = leat_open("directory/file", O_RDWR)) >= 0);
	if (geteuid() == 0 && freeze("directory/file", FS_IMMUTABLE_FL)) {
		CHECK_EXPLAINED(leat_unlink("directory/file"), -1, EPERM, "unlink",
		                "\"directory/file\" is immutable (chattr +i): nobody may remove or rename it, not even root.");
		CHECK_EXPLAINED(leat_chmod("directory/file", 0600), -1, EPERM, "chmod",
		                "\"directory/file\" is immutable (chattr +i): nobody may change its owner or mode");
		CHECK_EXPLAINED(leat_link("directory/file", "other"), -1, EPERM, "link",
		                "\"directory/file\" is immutable (chattr +i): nobody may give it a further name");
		CHECK_EXPLAINED(leat_open("directory/file", O_WRONLY), -1, EPERM, "open",
		                "\"directory/file\" is immutable (chattr +i): so it may not be written like that, not even by root.");
		CHECK_EXPLAINED(leat_fopen("directory/file", "w"), NULL, EPERM, "fopen",
		                "fopen(\"directory/file\" (now), \"w\"): EPERM: \"directory/file\" is immutable (chattr +i)");
		CHECK_EXPLAINED(leat_truncate("directory/file", 0), -1, EPERM, "truncate", "\"directory/file\" is immutable (chattr +i)");
		nothing_changed(fd_of_file);
		CHECK(freeze("directory/file", 0));
		CHECK(freeze("directory", FS_APPEND_FL));
		CHECK_EXPLAINED(leat_rename("directory/file", "other"), -1, EPERM, "rename", "\"directory/file\" is in the directory \"directory\"",
		                "which is append-only (chattr +a): nobody may remove or rename what is in it");
		CHECK(freeze("directory", FS_IMMUTABLE_FL));
		CHECK_EXPLAINED(leat_mkfifo("directory/fifo", 0600), -1, EPERM, "mkfifo",
		                "\"directory/fifo\" would be in the directory \"directory\", which is immutable (chattr +i): nobody may make");
		CHECK_EXPLAINED(leat_creat("directory/new", 0600), -1, EPERM, "creat", "\"directory/new\" would be in the directory");
		nothing_new();
		CHECK_EXPLAINED(leat_unlink("directory/file"), -1, EPERM, "unlink", "in the directory \"directory\", which is immutable");
		CHECK(freeze("directory", 0));
	}
	CHECK_INT(leat_close(fd_of_file), 0);
	CHECK_INT(leat_unlink("file"), 0);
	CHECK_INT(leat_unlink("directory/file"), 0);
	CHECK_INT(leat_rmdir("directory"), 0);
	return 0;
}
