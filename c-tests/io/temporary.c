/*
 * Files and directories get names that nobody else has.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
#include <stdlib.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	char name[] = "file-XXXXXX", other[] = "file-XXXXXX", directory[] = "directory-XXXXXX";
	char without[] = "file", nowhere[] = "none/XXXXXX", in_file[sizeof name + 7];
	int file;

	CHECK((file = leat_mkstemp(name)) >= 0);
	CHECK_INT(leat_write(file, "x", 1), 1);
	CHECK_INT(leat_close(file), 0);
	CHECK(strncmp(name, "file-", 5) == 0 && strcmp(name, other) != 0);
	CHECK_INT(leat_close(leat_mkstemp(other)), 0);
	CHECK(strcmp(name, other) != 0);
	CHECK(leat_mkdtemp(directory) == directory);

	CHECK_FAILS(leat_mkstemp(without), -1, EINVAL, "mkstemp");
	CHECK(strstr(leat_error_text(), "mkstemp(\"file\"): EINVAL") == leat_error_text());
	CHECK_FAILS(leat_mkstemp(nowhere), -1, ENOENT, "mkstemp");
	CHECK(strstr(leat_error_text(), "mkstemp(\"none/") == leat_error_text());
	sprintf(in_file, "%s/XXXXXX", name);
	CHECK_FAILS(leat_mkdtemp(in_file), NULL, ENOTDIR, "mkdtemp");
	CHECK_INT(leat_rmdir(directory), 0);
	CHECK_INT(leat_unlink(other), 0);
	CHECK_INT(leat_unlink(name), 0);
	return 0;
}
