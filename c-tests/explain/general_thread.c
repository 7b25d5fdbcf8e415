/*
 * A filter of system calls can be a single thread's: an explanation goes by the one that asks.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

#include "explained.h"
#include "refuse.h"

/* Not what else may be in the way of a chmod. */
static void *filtered(void *unused)
{
#ifdef SYS_chmod
	refuse(SYS_chmod, EPERM);
#endif
	refuse(SYS_fchmodat, EPERM);
	CHECK_EXPLAINED(leat_chmod("file", 0600), -1, EPERM, "chmod", "A filter of system calls (seccomp) is in force");
	CHECK_NOT_SAID("chattr");
	return unused;
}

int main(void)
{
	pthread_t thread;

	CHECK_INT(leat_close(leat_creat("file", 0644)), 0);
	CHECK_INT(pthread_create(&thread, NULL, filtered, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(leat_chmod("file", 0600), 0);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
