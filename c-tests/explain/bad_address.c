/* EFAULT: which argument is no address. */
#include <unistd.h>

#include "explained.h"

int main(void)
{
	int fds[2];

	CHECK_EXPLAINED(leat_pipe(NULL), -1, EFAULT, "pipe", "the first argument is NULL", "Do: pass the address");
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_EXPLAINED(leat_write(fds[1], (void *)16, 1), -1, EFAULT, "write", "the second argument is 0x10, which is not memory");
	close(fds[0]);
	close(fds[1]);
	return 0;
}
