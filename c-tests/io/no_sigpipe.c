/* Who writes to what nobody reads gets EPIPE and no SIGPIPE, though it would end the program, and one that waited already is
   still there. */
/* test: flags -D_GNU_SOURCE */
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "refuse.h"

static int is_pending(void)
{
	sigset_t pending;

	CHECK_INT(sigpending(&pending), 0);
	return sigismember(&pending, SIGPIPE);
}

static void write_to_nobody(int fd)
{
	size_t moved = 7;
	int timeout_ms;

	for (timeout_ms = LEAT_FOREVER; timeout_ms <= 1; timeout_ms++) {
		CHECK_FAILS(leat_io_write_all(fd, "abc", 3, timeout_ms, &moved), -1, EPIPE, "io_write_all");
		CHECK_INT(moved, 0);
	}
	CHECK(strstr(leat_error_text(), "SIGPIPE is") == NULL);
}

static void write_everywhere(void)
{
	char fifo[64];
	int ends[2];

	CHECK_INT(leat_pipe_open(0, ends), 0);
	close(ends[0]);
	write_to_nobody(ends[1]);
	close(ends[1]);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	close(ends[0]);
	write_to_nobody(ends[1]);
	close(ends[1]);
	snprintf(fifo, sizeof fifo, "/tmp/leat-no-sigpipe-%ld", (long)getpid());
	CHECK_INT(mkfifo(fifo, 0600), 0);
	ends[0] = open(fifo, O_RDONLY | O_NONBLOCK);
	ends[1] = open(fifo, O_WRONLY);
	unlink(fifo);
	CHECK(ends[0] >= 0 && ends[1] >= 0);
	close(ends[0]);
	write_to_nobody(ends[1]);
	close(ends[1]);
}

int main(void)
{
	sigset_t only, before;

	signal(SIGPIPE, SIG_DFL);
	write_everywhere();
	/* As of an older kernel. */
	refuse(SYS_pwritev2, ENOSYS);
	write_everywhere();
	CHECK_INT(is_pending(), 0);
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &before), 0);
	CHECK_INT(sigismember(&before, SIGPIPE), 0);

	sigemptyset(&only);
	sigaddset(&only, SIGPIPE);
	CHECK_INT(sigprocmask(SIG_BLOCK, &only, NULL), 0);
	CHECK_INT(raise(SIGPIPE), 0);
	write_everywhere();
	CHECK_INT(is_pending(), 1);
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &before), 0);
	CHECK_INT(sigismember(&before, SIGPIPE), 1);
	return 0;
}
