/*
 * Note 001, `read()` and `write()` on Pipes and FIFOs: a write to a pipe or FIFO that nobody has open for reading any
 * more raises SIGPIPE, which ends the process; if the signal is ignored or caught, the write fails with EPIPE. As long
 * as the read end is open and there is room, a write succeeds, even if nobody ever reads what it wrote.
 *
 *     write 1 byte --> fd[1] ==[ pipe ]==> fd[0] open      returns 1
 *     write 1 byte --> fd[1] ==[ pipe ]=|  fd[0] closed    SIGPIPE; if that does not end the process: -1, EPIPE
 */
/* prints:
                     pipe      FIFO
a reader             1         1
no reader, default   SIGPIPE   SIGPIPE
no reader, ignored   EPIPE     EPIPE
no reader, caught    EPIPE     EPIPE
*/
#include <leat.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static pid_t owner;
static char path[32];
static volatile sig_atomic_t caught;

static void remove_fifo(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static void catch_it(int number)
{
	caught = number;
}

/* Both ends of a new pipe, or of the FIFO. */
static void open_ends(int is_fifo, int fd[2])
{
	if (!is_fifo) {
		CHECK_INT(leat_pipe(fd), 0);
		return;
	}
	/* Each open would wait for the other side's; with O_NONBLOCK the reader's does not. */
	CHECK((fd[0] = leat_open(path, O_RDONLY | O_NONBLOCK)) != -1);
	CHECK((fd[1] = leat_open(path, O_WRONLY)) != -1);
}

/* A child writes one byte; its status is 0, or the error of the write, unless a signal ends it. */
static int write_in_child(int fd, void (*on_sigpipe)(int))
{
	int status;
	pid_t pid = leat_fork();

	CHECK(pid != -1);
	if (pid == 0) {
		CHECK(leat_signal(SIGPIPE, on_sigpipe) != SIG_ERR);
		if (leat_write(fd, "x", 1) == 1)
			_exit(0);
		CHECK(on_sigpipe != catch_it || caught == SIGPIPE);
		_exit(errno);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	return status;
}

static const char *try_it(int is_fifo, int reader, void (*on_sigpipe)(int))
{
	int fd[2], status;

	fflush(stdout);
	open_ends(is_fifo, fd);
	if (!reader)
		CHECK_INT(leat_close(fd[0]), 0);
	status = write_in_child(fd[1], on_sigpipe);
	CHECK_INT(leat_close(fd[1]), 0);
	if (reader)
		CHECK_INT(leat_close(fd[0]), 0);
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == SIGPIPE ? "SIGPIPE" : "another signal";
	return WEXITSTATUS(status) == 0 ? "1" : leat_error_name(WEXITSTATUS(status));
}

static void row(const char *name, int reader, void (*on_sigpipe)(int))
{
	printf("%-20s %-9s ", name, try_it(0, reader, on_sigpipe));
	printf("%s\n", try_it(1, reader, on_sigpipe));
}

int main(void)
{
	owner = getpid();
	snprintf(path, sizeof path, "no_reader.%ld", (long)owner);
	if (leat_mkfifo(path, 0600) == -1) {
		leat_perror("mkfifo");
		exit(1);
	}
	atexit(remove_fifo);
	printf("%20s %-9s FIFO\n", "", "pipe");
	row("a reader", 1, SIG_DFL);
	row("no reader, default", 0, SIG_DFL);
	row("no reader, ignored", 0, SIG_IGN);
	row("no reader, caught", 0, catch_it);
	return 0;
}
