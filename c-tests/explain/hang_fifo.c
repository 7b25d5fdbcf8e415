/* A FIFO that only one side has come to, and one in which nobody writes. */
#include <fcntl.h>
#include <unistd.h>

#include "hung.h"

static const char *const name = "fifo";

static void opens_for_reading(void)
{
	CHECK(leat_open(name, O_RDONLY) >= 0);
}

static void opens_for_writing(void)
{
	CHECK(leat_open(name, O_WRONLY) >= 0);
}

static void reads_what_it_could_write(void)
{
	char byte;
	const int fd = leat_open(name, O_RDWR);

	CHECK(fd >= 0);
	CHECK_INT(leat_read(fd, &byte, 1), 1);
}

int main(void)
{
	pid_t one, other;

	CHECK_INT(leat_mkfifo(name, 0600), 0);
	one = begin(opens_for_reading);
	wait_until_blocked(one, SYS_openat);
	CHECK_HANG(one, text("%s is waiting.", named(one)), "open", "fifo\" for writing",
	           "Verdict: only one side has come: open returns when some process opens the FIFO for writing.",
	           "Do: start the other program");

	/* A second reader does not help; it is named. */
	other = begin(opens_for_reading);
	wait_until_blocked(other, SYS_openat);
	CHECK_HANG(one, text("%s waits to open it for reading too.", named(other)), "Verdict: only one side has come");
	end(other);
	end(one);

	one = begin(opens_for_writing);
	wait_until_blocked(one, SYS_openat);
	CHECK_HANG(one, "Verdict: only one side has come: open returns when some process opens the FIFO for reading.");
	end(one);

	/* A server may open its own FIFO for both, and wait for clients. */
	one = begin(reads_what_it_could_write);
	wait_until_blocked(one, SYS_read);
	CHECK_HANG(one, "data from", text("is open for writing only in %s itself, as fd 3.", named(one)));
	CHECK_HANG_WITHOUT(one, "Verdict");

	/* But once the name is gone, nobody can come. */
	CHECK_INT(leat_unlink(name), 0);
	CHECK_HANG(one, "Verdict: ", "no other process can write, and as fd 3 is open for both, there is no end of file.",
	           "Do: open the FIFO with O_RDONLY");
	end(one);
	return 0;
}
