/*
 * A file has several names, and symbolic links to them.
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
	char target[8] = "", first[] = "first";
	int file;

	CHECK((file = leat_creat(first, 0600)) >= 0);
	CHECK_INT(leat_close(file), 0);
	CHECK_INT(leat_link(first, "second"), 0);
	CHECK_INT(leat_stat("second", &status), 0);
	CHECK_INT(status.st_nlink, 2);
	CHECK_INT(leat_symlink("second", "link"), 0);
	CHECK_INT(leat_readlink("link", target, sizeof target), 6);
	CHECK_TEXT(target, "second");
	CHECK_INT(leat_readlink_chk("link", target, 1, sizeof target), 1);

	/* What a symbolic link says need not be there. */
	CHECK_INT(leat_symlink("none", "dangling"), 0);
	CHECK_FAILS(leat_stat("dangling", &status), -1, ENOENT, "stat");
	CHECK(strstr(leat_error_text(), "stat(\"dangling\", ") == leat_error_text());

	CHECK_FAILS(leat_link("none", "third"), -1, ENOENT, "link");
	CHECK_FAILS(leat_link(first, "second"), -1, EEXIST, "link");
	CHECK(strstr(leat_error_text(), "link(\"first\", \"second\"): EEXIST") == leat_error_text());
	CHECK_FAILS(leat_symlink("anything", "none/link"), -1, ENOENT, "symlink");
	CHECK(strstr(leat_error_text(), "symlink(\"anything\", \"none/link\"): ENOENT") == leat_error_text());
	CHECK_FAILS(leat_symlink("", "link"), -1, ENOENT, "symlink");
	CHECK(strstr(leat_error_text(), "symlink(\"\", \"link\" (now)): ENOENT") == leat_error_text());
	CHECK_FAILS(leat_symlink("anything", "first/link"), -1, ENOTDIR, "symlink");
	CHECK(strstr(leat_error_text(), "symlink(\"anything\", \"first/link\"): ENOTDIR") == leat_error_text());
	/* Not a symbolic link. */
	CHECK_FAILS(leat_readlink(first, target, sizeof target), -1, EINVAL, "readlink");
	CHECK(strstr(leat_error_text(), "readlink(\"first\", 0x") == leat_error_text());
	CHECK_FAILS(leat_readlink(first, target, 0), -1, EINVAL, "readlink");
	CHECK(strstr(leat_error_text(), "readlink(\"first\" (now), 0x") == leat_error_text());
	CHECK_FAILS(leat_readlink_chk("none", target, 1, sizeof target), -1, ENOENT, "readlink");

	CHECK_INT(leat_remove("link"), 0);
	CHECK_INT(leat_remove("dangling"), 0);
	CHECK_INT(leat_remove("second"), 0);
	CHECK_INT(leat_remove(first), 0);
	CHECK_FAILS(leat_remove(first), -1, ENOENT, "remove");
	return 0;
}
