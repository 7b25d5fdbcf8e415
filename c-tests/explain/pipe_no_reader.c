/*
 * EPIPE and ENXIO: that nobody reads a pipe or FIFO, what became of the child that did, and why the writer lives.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "blocked.h"
#include "explained.h"

static void on_signal(int number)
{
	(void)number;
}

static void why_the_writer_lives(void)
{
	struct stat status;
	sigset_t set;
	int fds[2];

	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_fstat(fds[1], &status), 0);
	CHECK_INT(leat_close(fds[0]), 0);
	leat_signal(SIGPIPE, SIG_IGN);
	CHECK_EXPLAINED(leat_write(fds[1], "x", 1), -1, EPIPE, "write",
	                text("fd %d is the write end of pipe %lu, and nobody has its read end open any more.", fds[1],
	                     (unsigned long)status.st_ino),
	                "SIGPIPE is ignored, and so has not ended this process.", "Do: stop writing");
	leat_signal(SIGPIPE, on_signal);
	CHECK_EXPLAINED(leat_write(fds[1], "x", 1), -1, EPIPE, "write", "SIGPIPE has a handler, and so has not ended this process.");
	leat_signal(SIGPIPE, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	CHECK_EXPLAINED(leat_write(fds[1], "x", 1), -1, EPIPE, "write", "SIGPIPE is blocked in this thread, and so has not ended this process yet.");
	leat_signal(SIGPIPE, SIG_IGN);
	pthread_sigmask(SIG_UNBLOCK, &set, NULL);
	leat_close(fds[1]);
}

/* How the child, which could have read, has ended: it is killed, or exits. */
static void a_child(int is_killed, const char *how)
{
	siginfo_t info;
	int fds[2];
	pid_t child;

	CHECK_INT(leat_pipe(fds), 0);
	child = leat_fork();
	if (child == 0 && is_killed)
		raise(SIGKILL);
	if (child == 0)
		_exit(3);
	leat_close(fds[0]);
	CHECK_INT(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT), 0);
	CHECK_EXPLAINED(leat_write(fds[1], "x", 1), -1, EPIPE, "write", text("Its child pipe_no_reader (pid %ld) %s.", (long)child, how));
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
	leat_close(fds[1]);
}

static void a_fifo(void)
{
	int reader, writer;

	CHECK_INT(leat_mkfifo("fifo", 0600), 0);
	CHECK_EXPLAINED(leat_open("fifo", O_WRONLY | O_NONBLOCK), -1, ENXIO, "open",
	                "\"fifo\" is a FIFO that nobody has open to read", "Do: start the reader first");
	reader = leat_open("fifo", O_RDONLY | O_NONBLOCK);
	errno = ENXIO;
	CHECK_SAID(text("now pipe_no_reader (pid %ld) has", (long)getpid()));
	writer = leat_open("fifo", O_WRONLY);
	leat_close(reader);
	CHECK_EXPLAINED(leat_write(writer, "x", 1), -1, EPIPE, "write", text("fd %d is the write end of FIFO \"", writer),
	                "/fifo\", and nobody has its read end open any more");
	reader = leat_open("fifo", O_RDONLY | O_NONBLOCK);
	errno = EPIPE;
	CHECK_SAID("nobody had its read end open, and now", text("pipe_no_reader (pid %ld) has", (long)getpid()));
	leat_close(reader);
	leat_close(writer);
	CHECK_INT(leat_unlink("fifo"), 0);
}

static void a_socket_is_no_file(void)
{
	struct sockaddr_un address = {AF_UNIX, "socket"};
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);

	CHECK_INT(leat_bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	CHECK_EXPLAINED(leat_open("socket", O_RDWR), -1, ENXIO, "open", "\"socket\" is a socket, which cannot be opened");
	leat_close(fd);
	CHECK_INT(leat_unlink("socket"), 0);
}

int main(void)
{
	why_the_writer_lives();
	a_child(0, "exited with status 3");
	a_child(1, "was killed by SIGKILL");
	a_fifo();
	a_socket_is_no_file();
	return 0;
}
