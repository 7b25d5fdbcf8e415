/*
 * open and openat take a mode exactly when they may make a file.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

static int mode_of(int fd)
{
	struct stat status;

	CHECK(fd >= 0);
	CHECK_INT(leat_fstat(fd, &status), 0);
	CHECK_INT(leat_close(fd), 0);
	return (int)(status.st_mode & 07777);
}

int main(void)
{
	int fd;

	CHECK_INT(leat_umask(027) & ~0777, 0);
	CHECK_INT(mode_of(leat_open("made", O_WRONLY | O_CREAT | O_EXCL, 0777)), 0750);
	CHECK_INT(mode_of(leat_openat(AT_FDCWD, "made too", O_WRONLY | O_CREAT, 0666)), 0640);
	CHECK_INT(mode_of(leat_creat("made by creat", 0604)), 0600);
	CHECK_INT(leat_umask(0), 027);
	CHECK_INT(mode_of(leat_open("made sticky", O_RDONLY | O_CREAT, 01612)), 01612);

	/* A file without a name; not every file system has them. */
	fd = leat_open(".", O_TMPFILE | O_RDWR, 0421);
	if (fd == -1) {
		CHECK(errno == EOPNOTSUPP || errno == EISDIR);
	} else {
		CHECK_INT(mode_of(fd), 0421);
		CHECK_INT(mode_of(leat_openat(AT_FDCWD, ".", O_TMPFILE | O_WRONLY, 0210)), 0210);
	}

	/* Without O_CREAT there is no mode, and O_DIRECTORY, a part of O_TMPFILE, asks for none. */
	CHECK_INT(mode_of(leat_open("made", O_RDONLY)), 0750);
	CHECK_INT(mode_of(leat_openat(AT_FDCWD, "made too", O_WRONLY | O_TRUNC)), 0640);
	CHECK((fd = leat_open(".", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_INT(mode_of(leat_openat(fd, "made", O_RDONLY)), 0750);
	CHECK_INT(mode_of(leat_openat_2(fd, "made", O_RDONLY)), 0750);
	CHECK_INT(mode_of(leat_open_2("made", O_RDONLY)), 0750);

	CHECK_FAILS(leat_open("made", O_WRONLY | O_CREAT | O_EXCL, 0600), -1, EEXIST, "open");
	CHECK_FAILS(leat_open("none", O_RDONLY), -1, ENOENT, "open");
	CHECK_FAILS(leat_openat(fd, "none", O_RDONLY), -1, ENOENT, "openat");
	CHECK_FAILS(leat_openat(-1, "none", O_RDONLY), -1, EBADF, "openat");
	CHECK_FAILS(leat_open_2("none", O_RDONLY), -1, ENOENT, "open");
	CHECK_FAILS(leat_openat_2(fd, "none", O_RDONLY), -1, ENOENT, "openat");
	CHECK_INT(leat_close(fd), 0);

	CHECK_INT(leat_unlink("made"), 0);
	CHECK_INT(leat_unlink("made too"), 0);
	CHECK_INT(leat_unlink("made by creat"), 0);
	CHECK_INT(leat_unlink("made sticky"), 0);
	return 0;
}
