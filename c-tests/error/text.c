/* The explanation of errno names the call that failed with it, what it was given, and the error. */
#include <fcntl.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	CHECK_TEXT(leat_error_text(), "");
	CHECK_TEXT(leat_error_function(), "");
	CHECK_INT(leat_error_code(), 0);

	CHECK_FAILS(leat_open("/nope/\"\n", O_RDONLY), -1, ENOENT, "open");
	CHECK(strstr(leat_error_text(), "(\"/nope/\\\"\\n\", O_RDONLY)") != NULL);

	CHECK_FAILS(leat_rename("/nope", "/nope2"), -1, ENOENT, "rename");
	CHECK_FAILS(leat_lseek(-7, -12, SEEK_SET), -1, EBADF, "lseek");
	CHECK(strncmp(leat_error_text(), "lseek(-7, -12, ", 15) == 0);

	/* Success changes nothing, as it does not change errno. */
	CHECK_INT(leat_access("/", F_OK), 0);
	CHECK(strncmp(leat_error_text(), "lseek(", 6) == 0);
	return 0;
}
