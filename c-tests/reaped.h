/* Children whose status the host has taken: the kernel tells it once more since Linux 6.15. */
#ifndef REAPED_H
#define REAPED_H

#include <stdio.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "check.h"

static inline int is_told_twice(void)
{
	struct utsname system;
	int major = 0, minor = 0, pidfd = (int)syscall(SYS_pidfd_open, getpid(), 0);

	if (pidfd == -1)
		return 0; /* valgrind has none */
	CHECK_INT(close(pidfd), 0);
	CHECK_INT(uname(&system), 0);
	CHECK_INT(sscanf(system.release, "%d.%d", &major, &minor), 2);
	return major > 6 || (major == 6 && minor >= 15);
}

/* How such a one has ended, as leat then says it, and the code. */
#define IF_TOLD(how) (is_told_twice() ? (how) : LEAT_LOST)
#define IF_TOLD_CODE(code) (is_told_twice() ? (code) : 0)

#endif /* REAPED_H */
