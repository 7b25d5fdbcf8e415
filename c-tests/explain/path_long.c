/*
 * A path that is longer than what a failure records: what is in its way is found all the same, unless the program has
 * changed the string since. Of very long names the middle is left out, and what is to be said of them is said.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "explained.h"

#define TEN "0123456789"
#define FORTY TEN TEN TEN TEN

/* The longest name leaves room for what is said of it. */
static void long_names(void)
{
	char name[NAME_MAX + 1], *const program[] = {name, NULL};

	memset(name, 'x', NAME_MAX);
	name[NAME_MAX] = '\0';
	name[0] = 'a', name[NAME_MAX - 1] = 'z';
	CHECK_EXPLAINED(leat_process_spawn(program, NULL), NULL, ENOENT, "process_spawn", "\"axxx", "xxx…xxx", "xxxz\" is in none of",
	                "Do: check the name");
	CHECK_EXPLAINED(leat_open(name, O_RDONLY), -1, ENOENT, "open", "\"axxx", "xxx…xxx", "xxxz\"", "Do: check");
	/* Also where the name of the call, which was cut already, is escaped. */
	memset(name, '\001', NAME_MAX);
	CHECK_EXPLAINED(leat_open(name, O_RDONLY), -1, ENOENT, "open", "open(\"…\\x01\\x01", "has no \"\\x01\\x01", "…", "\\x01\".");
	memset(name, 'x', NAME_MAX);
	name[0] = 'a', name[NAME_MAX - 1] = 'z';
	CHECK_INT(leat_symlink(name, "link"), 0);
	CHECK_EXPLAINED(leat_open("link", O_RDONLY), -1, ENOENT, "open", "\"link\" is a symbolic link to \"axxx",
	                "xxxz\", and that does not exist", "Do: make what the link leads to");
	CHECK_INT(leat_unlink("link"), 0);
}

int main(void)
{
	char path[] = "directory/" FORTY "/" FORTY "/" FORTY "/file";

	CHECK_INT(leat_mkdir("directory", 0700), 0);
	CHECK_INT(leat_mkdir("directory/" FORTY, 0700), 0);
	CHECK_EXPLAINED(leat_open(path, O_RDONLY), -1, ENOENT, "open", FORTY "/file\"",
	                "\"directory/" FORTY "/" FORTY "\" does not exist, though the directory \"directory/" FORTY "\"");
	CHECK_FAILS(leat_open(path, O_RDONLY), -1, ENOENT, "open");
	strcpy(path, "another");
	errno = ENOENT;
	CHECK_SAID("something that was named does not exist");
	CHECK_NOT_SAID("another");
	CHECK_INT(leat_rmdir("directory/" FORTY), 0);
	CHECK_INT(leat_rmdir("directory"), 0);
	long_names();
	return 0;
}
