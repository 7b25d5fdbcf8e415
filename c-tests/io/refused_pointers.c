/* What a pointer to nowhere fails with: what the kernel says, and in the order in which it looks. */
/*
 * test: no valgrind
 * (It complains of pointers to nowhere.)
 */
#include "check.h"

int main(void)
{
	size_t moved = 7;
	int ends[2];

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_FAILS(leat_io_read_all(ends[0], (void *)1, 1, 0, NULL), -1, EAGAIN, "io_read_all");
	CHECK_FAILS(leat_io_write_all(ends[1], (void *)1, 1, 0, &moved), -1, EFAULT, "io_write_all");
	CHECK_INT(moved, 0);
	return 0;
}
