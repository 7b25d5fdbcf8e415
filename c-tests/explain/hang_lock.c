/*
 * File locks: held by another process, by the process itself through another open file, and by one that waits for the
 * process; and of both kinds.
 *
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hung.h"

static int there[2], go[2];

static int lock(int command, int fd, short type, long start)
{
	struct flock lock;

	memset(&lock, 0, sizeof lock);
	lock.l_type = type;
	lock.l_whence = SEEK_SET;
	lock.l_start = start;
	lock.l_len = 10;
	return leat_fcntl(fd, command, &lock);
}

static int open_file(void)
{
	const int fd = leat_open("file", O_RDWR | O_CREAT, 0600);

	CHECK(fd >= 0);
	return fd;
}

static void tell(void)
{
	char byte = 0;

	CHECK_INT(leat_write(there[1], &byte, 1), 1);
}

static void wait_for(int fd)
{
	char byte;

	CHECK_INT(leat_read(fd, &byte, 1), 1);
}

static void has_a_lock(void)
{
	CHECK_INT(lock(F_SETLK, open_file(), F_WRLCK, 100), 0);
	tell();
	for (;;)
		pause();
}

static void wants_a_lock(void)
{
	CHECK_INT(lock(F_SETLKW, open_file(), F_WRLCK, 105), 0);
}

static void keeps_itself_out(void)
{
	const int one = open_file(), other = open_file();

	CHECK_INT(leat_flock(one, LOCK_EX), 0);
	CHECK_INT(leat_flock(other, LOCK_EX), 0);
}

static void has_and_waits_for_child(void)
{
	pid_t child;

	CHECK_INT(leat_flock(open_file(), LOCK_EX), 0);
	child = begin(keeps_itself_out); /* it does not get so far */
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
}

int main(void)
{
	pid_t holder, child;

	CHECK_INT(leat_pipe(there), 0);
	CHECK_INT(leat_pipe(go), 0);
	holder = begin(has_a_lock);
	wait_for(there[0]);
	wait_until_blocked(holder, SYS_pause);
	child = begin(wants_a_lock);
	wait_until_blocked(child, SYS_fcntl);
	CHECK_HANG(child, "a write lock on bytes 105 to 114 of the file", "/file\"",
	           text("Bytes 100 to 109 are write-locked by %s, which waits for a signal.", named(holder)));
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);
	end(holder);

	child = begin(keeps_itself_out);
	wait_until_blocked(child, SYS_flock);
	CHECK_HANG(child, "an exclusive lock (flock)",
	           text("The whole file is write-locked by %s itself, through its fd %d.", named(child), go[1] + 1),
	           "Verdict: ", "it keeps itself out", text("Do: unlock or close fd %d first", go[1] + 1));
	end(child);

	child = begin(has_and_waits_for_child);
	wait_until_blocked(child, SYS_wait4);
	wait_until_said(&child, 0, "a deadlock: "); /* until its child waits too */
	CHECK_HANG(child, text("a deadlock: %s waits for ", named(child)), " to end; ",
	           text(" waits for %s to unlock the file ", named(child)), "Do: unlock before waiting for the child.");
	end(child);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
