/* EFAULT: which argument is no address. */
#include <sys/stat.h>
#include <unistd.h>

#include "explained.h"

int main(void)
{
	int fds[2];

	CHECK_EXPLAINED(leat_pipe(NULL), -1, EFAULT, "pipe", "the first argument is NULL", "Do: pass the address");
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_EXPLAINED(leat_write(fds[1], (void *)16, 1), -1, EFAULT, "write", "the second argument is 0x10, which is not memory");
	CHECK_INT(leat_write(fds[1], "x", 1), 1);
	CHECK_EXPLAINED(leat_read(fds[0], (void *)"constant", 1), -1, EFAULT, "read", "the second argument is 0x",
	                "memory that can only be read");
	CHECK_EXPLAINED(leat_stat("/", NULL), -1, EFAULT, "stat", "the second argument is NULL");
	CHECK_EXPLAINED(leat_stat("/", (struct stat *)16), -1, EFAULT, "stat", "the second argument is 0x10, which is not memory");
	close(fds[0]);
	close(fds[1]);
	return 0;
}
