/* A pipe whose other end only the one who waits has: it waits for ever, and is told which descriptor to close. */
#include <unistd.h>

#include "hung.h"

static int fds[2];

static void reads(void)
{
	char byte;

	CHECK_INT(leat_read(fds[0], &byte, 1), 1);
}

static void writes(void)
{
	static char block[1 << 20];

	CHECK_INT(leat_write(fds[1], block, sizeof block), (long)sizeof block);
}

static void reads_after_closing(void)
{
	CHECK_INT(leat_close(fds[1]), 0);
	reads();
}

int main(void)
{
	unsigned long pipe_inode;
	pid_t reader, writer;

	CHECK_INT(leat_pipe(fds), 0);
	pipe_inode = inode_of(fds[0]);
	reader = begin(reads);
	wait_until_blocked(reader, SYS_read);

	/* This process could still write, and runs. */
	CHECK_HANG(reader, text("%s is waiting.", named(reader)), text("data from pipe %lu", pipe_inode),
	           text("The write end is open in %s itself, as fd %d, and in %s, which is",
	                named(reader), fds[1], named(getpid())));
	CHECK_HANG_WITHOUT(reader, "Verdict");

	/* Nor does a reader that has closed its write end have to fear anything but others. */
	writer = begin(reads_after_closing);
	wait_until_blocked(writer, SYS_read);
	CHECK_HANG(writer, text("%s, which waits for data from pipe %lu", named(reader), pipe_inode));
	CHECK_HANG_WITHOUT(writer, "Verdict");
	end(writer);

	CHECK_INT(leat_close(fds[0]), 0);
	CHECK_INT(leat_close(fds[1]), 0);
	CHECK_HANG(reader, text("The write end is open only in %s itself, as fd %d.", named(reader), fds[1]),
	           "Verdict: ", "no other process can write: this read will never return, nor see end of file.",
	           text("Do: close fd %d before reading.", fds[1]));
	end(reader);

	CHECK_INT(leat_pipe(fds), 0);
	pipe_inode = inode_of(fds[0]);
	writer = begin(writes);
	CHECK_INT(leat_close(fds[0]), 0);
	CHECK_INT(leat_close(fds[1]), 0);
	wait_until_blocked(writer, SYS_write);
	CHECK_HANG(writer, text("room in pipe %lu", pipe_inode),
	           text("The read end is open only in %s itself, as fd %d.", named(writer), fds[0]),
	           "no other process can read: this write will never return.", "Do: have another process");
	end(writer);
	return 0;
}
