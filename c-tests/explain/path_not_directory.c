/* ENOTDIR: what is in the place of a directory. */
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "explained.h"

int main(void)
{
	int fd = leat_creat("file", 0600);

	CHECK_EXPLAINED(leat_open("file/x", O_RDONLY), -1, ENOTDIR, "open", "\"file\" is a regular file and not a directory");
	CHECK_EXPLAINED(leat_open("file/", O_RDONLY), -1, ENOTDIR, "open", "ends with a slash, but \"file\" is a regular file");
	CHECK_EXPLAINED(leat_opendir("file"), NULL, ENOTDIR, "opendir", "\"file\" is a regular file, and opendir needs a directory");
	CHECK_EXPLAINED(leat_open("/dev/null", O_RDONLY | O_DIRECTORY), -1, ENOTDIR, "open",
	                "\"/dev/null\" is a character device");
	CHECK_EXPLAINED(leat_chdir("/dev/null/x"), -1, ENOTDIR, "chdir", "\"/dev/null\" is a character device and not");
	CHECK_EXPLAINED(leat_rmdir("file"), -1, ENOTDIR, "rmdir", "rmdir removes directories only", "Do: use unlink");
	CHECK_EXPLAINED(leat_openat(fd, "x", O_RDONLY), -1, ENOTDIR, "openat",
	                text("fd %d, from which the path is looked up, is the file", fd), "file\", opened write-only, not a directory.");
	CHECK_EXPLAINED(leat_fchdir(fd), -1, ENOTDIR, "fchdir", text("fd %d is the file", fd), ", not a directory.");
	CHECK_INT(leat_mkdir("directory", 0700), 0);
	CHECK_EXPLAINED(leat_rename("directory", "file"), -1, ENOTDIR, "rename",
	                "\"directory\" is a directory, but \"file\" is a regular file now, which a directory cannot replace.");
	CHECK_EXPLAINED(leat_rename("file", "directory/"), -1, ENOTDIR, "rename",
	                "\"directory/\" ends with a slash, as only a directory's new name may, but \"file\" is a regular file.");
	CHECK_EXPLAINED(leat_rename("file", "new/"), -1, ENOTDIR, "rename", "\"new/\" ends with a slash");
	CHECK_EXPLAINED(leat_rename("directory", "file/x"), -1, ENOTDIR, "rename", "\"file\" is a regular file and not a directory");
	CHECK_EXPLAINED(leat_rename("directory", "file/"), -1, ENOTDIR, "rename",
	                "\"directory\" is a directory, but \"file\" is a regular file now, which a directory cannot replace.");
	/* A link that leads to a directory is none. */
	CHECK_INT(leat_symlink("directory", "link"), 0);
	CHECK_EXPLAINED(leat_rename("link/", "new"), -1, ENOTDIR, "rename",
	                "the path ends with a slash, but \"link\" is a symbolic link and not a directory.");
	CHECK_EXPLAINED(leat_rename("link", "new/"), -1, ENOTDIR, "rename", "\"new/\" ends with a slash", "but \"link\" is a symbolic link.");
	CHECK_EXPLAINED(leat_rmdir("link"), -1, ENOTDIR, "rmdir", "\"link\" is a symbolic link, and rmdir removes directories only.");
	CHECK_EXPLAINED(leat_rmdir("link/"), -1, ENOTDIR, "rmdir", "\"link\" is a symbolic link, and rmdir removes directories only.");
	CHECK_INT(leat_unlink("link"), 0);
	CHECK_INT(leat_rmdir("directory"), 0);
	CHECK_EXPLAINED(leat_rmdir("//"), -1, EBUSY, "rmdir", "the path is that of the root directory, and rmdir cannot take that away.");
	CHECK_INT(leat_unlink("file"), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
