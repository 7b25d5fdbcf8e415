/* A thread that waits in open for the other side of a FIFO can be cancelled there. */
#include <fcntl.h>

#include "blocked.h"

static void in_open(void) { leat_open("fifo", O_RDONLY); }
static void in_openat(void) { leat_openat(AT_FDCWD, "fifo", O_WRONLY); }
static void in_open_2(void) { leat_open_2("fifo", O_RDONLY); }
static void in_openat_2(void) { leat_openat_2(AT_FDCWD, "fifo", O_WRONLY); }
static void in_creat(void) { leat_creat("fifo", 0600); }

int main(void)
{
	CHECK_INT(leat_mkfifo("fifo", 0600), 0);
	CHECK_CANCELLED(in_open);
	CHECK_CANCELLED(in_openat);
	CHECK_CANCELLED(in_open_2);
	CHECK_CANCELLED(in_openat_2);
	CHECK_CANCELLED(in_creat);
	CHECK_INT(leat_unlink("fifo"), 0);
	return 0;
}
