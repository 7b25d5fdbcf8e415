/* Files and directories are made, renamed, looked at and removed. */
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	struct stat status;
	DIR *directory;
	int file;

	CHECK_INT(leat_mkdir("directory", 0700), 0);
	CHECK_INT(leat_chdir("directory"), 0);
	CHECK((file = leat_creat("file", 0600)) >= 0);
	CHECK_INT(leat_write(file, "x", 1), 1);
	CHECK_INT(leat_close(file), 0);
	CHECK_INT(leat_rename("file", "renamed"), 0);
	CHECK_INT(leat_chmod("renamed", 0640), 0);
	CHECK_INT(leat_stat("renamed", &status), 0);
	CHECK_INT(status.st_size, 1);
	CHECK_INT(status.st_mode & 0777, 0640);
	CHECK_INT(leat_access("renamed", R_OK), 0);
	CHECK_INT(leat_symlink("renamed", "link"), 0);
	CHECK_INT(leat_lstat("link", &status), 0);
	CHECK(S_ISLNK(status.st_mode));
	CHECK_INT(leat_unlink("link"), 0);
	CHECK((directory = leat_opendir(".")) != NULL);
	CHECK_INT(closedir(directory), 0);

	CHECK_FAILS(leat_unlink("file"), -1, ENOENT, "unlink");
	CHECK_FAILS(leat_rename("renamed", "none/renamed"), -1, ENOENT, "rename");
	CHECK_FAILS(leat_chmod("none", 0), -1, ENOENT, "chmod");
	CHECK_FAILS(leat_stat("renamed/x", &status), -1, ENOTDIR, "stat");
	CHECK_FAILS(leat_lstat("none", &status), -1, ENOENT, "lstat");
	CHECK_FAILS(leat_fstat(-1, &status), -1, EBADF, "fstat");
	CHECK_FAILS(leat_access("none", F_OK), -1, ENOENT, "access");
	CHECK_FAILS(leat_opendir("renamed"), NULL, ENOTDIR, "opendir");
	CHECK_FAILS(leat_chdir("renamed"), -1, ENOTDIR, "chdir");
	CHECK_FAILS(leat_creat(".", 0600), -1, EISDIR, "creat");
	CHECK_INT(leat_unlink("renamed"), 0);
	CHECK_INT(leat_chdir(".."), 0);
	CHECK_FAILS(leat_mkdir("directory", 0700), -1, EEXIST, "mkdir");
	CHECK_INT(leat_rmdir("directory"), 0);
	return 0;
}
