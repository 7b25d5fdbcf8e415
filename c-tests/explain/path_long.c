/*
 * A path that is longer than what a failure records: what is in its way is found all the same, unless the program has
 * changed the string since.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "explained.h"

#define TEN "0123456789"
#define FORTY TEN TEN TEN TEN

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
	return 0;
}
