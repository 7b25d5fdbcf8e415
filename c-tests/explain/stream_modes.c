/* The mode of a stream: what it begins with, and whether the descriptor allows it. */
#include <fcntl.h>
#include <unistd.h>

#include "explained.h"

int main(void)
{
	int fd = leat_open("/dev/null", O_RDONLY);

	CHECK_EXPLAINED(leat_fopen("/dev/null", ""), NULL, EINVAL, "fopen", "the mode is \"\", and must begin with r, w or a");
	CHECK_EXPLAINED(leat_fopen("/dev/null", "x"), NULL, EINVAL, "fopen", "the mode is \"x\"");
	CHECK_EXPLAINED(leat_fdopen(fd, "x"), NULL, EINVAL, "fdopen", "the mode is \"x\"");
	CHECK_EXPLAINED(leat_fdopen(fd, "w"), NULL, EINVAL, "fdopen",
	                text("fd %d is the device \"/dev/null\", opened read-only, which does not allow what the mode \"w\" asks for", fd));
	leat_close(fd);
	return 0;
}
