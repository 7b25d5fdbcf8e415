/*
 * fcntl takes nothing, a number or a pointer, as its command asks.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	struct flock lock;
	struct f_owner_ex owner;
	int fds[2], copy, size, file;

	CHECK_INT(leat_pipe(fds), 0);

	/* A number. */
	CHECK((copy = leat_fcntl(fds[0], F_DUPFD, 100)) >= 100);
	CHECK_INT(leat_fcntl(copy, F_GETFD), 0);
	CHECK_INT(leat_fcntl(copy, F_SETFD, FD_CLOEXEC), 0);
	CHECK_INT(leat_fcntl(copy, F_GETFD), FD_CLOEXEC);
	CHECK_INT(leat_close(copy), 0);
	CHECK((copy = leat_fcntl(fds[0], F_DUPFD_CLOEXEC, 200)) >= 200);
	CHECK_INT(leat_fcntl(copy, F_GETFD), FD_CLOEXEC);
	CHECK_INT(leat_close(copy), 0);
	CHECK_INT(leat_fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
	CHECK_INT(leat_fcntl(fds[0], F_GETFL) & (O_NONBLOCK | O_ACCMODE), O_NONBLOCK | O_RDONLY);
	CHECK_INT(leat_fcntl(fds[0], F_SETSIG, SIGUSR1), 0);
	CHECK_INT(leat_fcntl(fds[0], F_GETSIG), SIGUSR1);
	CHECK((size = leat_fcntl(fds[0], F_SETPIPE_SZ, 8192)) >= 8192);
	CHECK_INT(leat_fcntl(fds[1], F_GETPIPE_SZ), size);

	/* A negative number: the owner is a process group. */
	CHECK_INT(leat_fcntl(fds[0], F_SETOWN, -(int)getpgrp()), 0);
	CHECK_INT(leat_fcntl(fds[0], F_GETOWN), -(int)getpgrp());
	CHECK_INT(leat_fcntl(fds[0], F_SETOWN, (int)getpid()), 0);
	CHECK_INT(leat_fcntl(fds[0], F_GETOWN), (int)getpid());

	/* A pointer that is read, one that is written. */
	owner.type = F_OWNER_PGRP;
	owner.pid = getpgrp();
	CHECK_INT(leat_fcntl(fds[0], F_SETOWN_EX, &owner), 0);
	memset(&owner, 0, sizeof owner);
	CHECK_INT(leat_fcntl(fds[0], F_GETOWN_EX, &owner), 0);
	CHECK_INT(owner.type, F_OWNER_PGRP);
	CHECK_INT(owner.pid, getpgrp());

	CHECK((file = leat_memfd_create("file", MFD_ALLOW_SEALING)) >= 0);
	memset(&lock, 0, sizeof lock);
	lock.l_type = F_WRLCK;
	lock.l_whence = SEEK_SET;
	lock.l_start = 10;
	lock.l_len = 20;
	CHECK_INT(leat_fcntl(file, F_SETLK, &lock), 0);
	CHECK_INT(leat_fcntl(file, F_SETLKW, &lock), 0);
	lock.l_pid = 0;
	CHECK_INT(leat_fcntl(file, F_OFD_GETLK, &lock), 0);
	CHECK_INT(lock.l_type, F_WRLCK);
	CHECK_INT(lock.l_start, 10);
	CHECK_INT(lock.l_len, 20);
	CHECK_INT(lock.l_pid, getpid());
	CHECK_INT(leat_fcntl(file, F_GETLK, &lock), 0);
	CHECK_INT(lock.l_type, F_UNLCK);

	CHECK_INT(leat_fcntl(file, F_ADD_SEALS, F_SEAL_GROW), 0);
	CHECK_INT(leat_fcntl(file, F_GET_SEALS), F_SEAL_GROW);

	CHECK_FAILS(leat_fcntl(-1, F_GETFD), -1, EBADF, "fcntl");
	CHECK_FAILS(leat_fcntl(fds[0], F_DUPFD, -1), -1, EINVAL, "fcntl");
	lock.l_type = 12345;
	CHECK_FAILS(leat_fcntl(file, F_GETLK, &lock), -1, EINVAL, "fcntl");

	/* A command that nobody knows, with and without something behind it. */
	CHECK_INT(fcntl(file, 12345, 1L), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_FAILS(leat_fcntl(file, 12345, 1L), -1, EINVAL, "fcntl");
	CHECK_FAILS(leat_fcntl(file, 12345), -1, EINVAL, "fcntl");
	return 0;
}
