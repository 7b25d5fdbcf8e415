/*
 * Locks of open files (F_OFD_SETLKW) that a child has inherited, and a parent in vfork: who has them is found.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <unistd.h>

#include "hung.h"

static int file, there[2];

static int lock(int fd, int command)
{
	struct flock lock;

	memset(&lock, 0, sizeof lock);
	lock.l_type = F_WRLCK;
	lock.l_whence = SEEK_SET;
	lock.l_len = 10;
	return leat_fcntl(fd, command, &lock);
}

static void keeps_the_file(void) { leat_pause(); }

static void locks(void)
{
	const int other = leat_open("file", O_RDWR);

	CHECK_INT(leat_close(file), 0);
	CHECK_INT(lock(other, F_OFD_SETLKW), 0);
}

static void waits_in_vfork(void)
{
	char byte;
	const pid_t child = vfork();

	if (child == 0) {
		if (read(there[0], &byte, 1) < 0)
			_exit(1);
		_exit(0);
	}
}

int main(void)
{
	pid_t keeper, waiter;

	CHECK((file = leat_open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(lock(file, F_OFD_SETLK), 0);
	keeper = begin(keeps_the_file);
	waiter = begin(locks);
	CHECK_INT(leat_close(file), 0);
	wait_until_blocked(keeper, SYS_pause);
	wait_until_blocked(waiter, SYS_fcntl);
	CHECK_HANG(waiter, "a write lock on bytes 0 to 9 of the file", "/file\"",
	           text("Bytes 0 to 9 are write-locked by %s, which waits for a signal.", named(keeper)));
	CHECK_HANG_WITHOUT(waiter, "Verdict");
	end(waiter);
	end(keeper);
	CHECK_INT(leat_unlink("file"), 0);

	/* The child could go on, if this process wrote. */
	CHECK_INT(leat_pipe(there), 0);
	waiter = begin(waits_in_vfork);
	wait_until_said(&waiter, 0, text("which waits for data from pipe %lu", inode_of(there[0])));
	CHECK_HANG(waiter, "its child to end or to call exec");
	CHECK_HANG_WITHOUT(waiter, "Verdict");
	CHECK_INT(leat_write(there[1], "", 1), 1);
	CHECK_INT(leat_waitpid(waiter, NULL, 0), waiter);
	return 0;
}
