/*
 * EAGAIN of pipes, FIFOs and eventfds: how much is in a pipe, of how much, and who is at its other end.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/stat.h>

#include "blocked.h"
#include "explained.h"

static char bytes[70000];

static unsigned long inode_of(int fd)
{
	struct stat status;

	CHECK_INT(leat_fstat(fd, &status), 0);
	return (unsigned long)status.st_ino;
}

static void an_empty_pipe(void)
{
	int fds[2];
	unsigned long inode;

	CHECK_INT(leat_pipe2(fds, O_NONBLOCK), 0);
	inode = inode_of(fds[0]);
	CHECK_EXPLAINED(leat_read(fds[0], bytes, 1), -1, EAGAIN, "read",
	                text("fd %d is the read end of pipe %lu, non-blocking, and there is nothing in it", fds[0], inode),
	                text("only this process itself can write to it, by fd %d: while that is open there is no end.", fds[1]),
	                "Do: wait with poll for POLLIN");
	CHECK_INT(leat_write(fds[1], bytes, 3), 3);
	errno = EAGAIN;
	CHECK_SAID("it was empty, and has 3 bytes to read now");
	CHECK_INT(leat_read(fds[0], bytes, 3), 3);
	CHECK_INT(leat_close(fds[1]), 0);
	errno = EAGAIN;
	CHECK_SAID("Nobody has it open to write now");
	CHECK_INT(leat_close(fds[0]), 0);
}

/* Its reader is another process, which does not read. */
static void a_full_pipe(void)
{
	int fds[2], done[2];
	char byte;
	pid_t child;

	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_pipe(done), 0);
	CHECK_INT(leat_fcntl(fds[1], F_SETPIPE_SZ, 65536), 65536);
	CHECK_INT(leat_fcntl(fds[1], F_SETFL, O_NONBLOCK), 0);
	child = leat_fork();
	if (child == 0) {
		leat_close(done[1]);
		leat_close(fds[1]);
		leat_read(done[0], &byte, 1);
		_exit(0);
	}
	leat_close(fds[0]);
	CHECK_INT(leat_write(fds[1], bytes, 60000), 60000);
	CHECK_INT(leat_write(fds[1], bytes, 4096), 4096);
	CHECK_EXPLAINED(leat_write(fds[1], bytes, 4096), -1, EAGAIN, "write", "and 64096 of the 65536 bytes",
	                "All its pages are in use, some partly filled");
	CHECK_EXPLAINED(leat_write(fds[1], bytes, 1), -1, EAGAIN, "write",
	                text("fd %d is the write end of pipe %lu, non-blocking, and", fds[1], inode_of(fds[1])),
	                text("It is read by pipe_empty_full (pid %ld).", (long)child), "Do: wait with poll for POLLOUT");
	CHECK_INT(leat_close(done[1]), 0);
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
	leat_close(done[0]);
	leat_close(fds[1]);
}

static void a_fifo(void)
{
	int reader, writer;

	CHECK_INT(leat_mkfifo("fifo", 0600), 0);
	reader = leat_open("fifo", O_RDONLY | O_NONBLOCK);
	writer = leat_open("fifo", O_WRONLY | O_NONBLOCK);
	CHECK_EXPLAINED(leat_read(reader, bytes, 1), -1, EAGAIN, "read", text("fd %d is the read end of FIFO \"", reader),
	                "/fifo\", non-blocking", text("only this process itself can write to it, by fd %d:", writer));
	while (leat_write(writer, bytes, sizeof bytes) > 0)
		;
	CHECK_SAID(text("fd %d is the write end of FIFO \"", writer), "and 65536 of the 65536 bytes");
	leat_close(reader);
	leat_close(writer);
	CHECK_INT(leat_unlink("fifo"), 0);
}

static void an_eventfd(void)
{
	int fd = leat_eventfd(0, EFD_NONBLOCK);
	eventfd_t most = 0xfffffffffffffffe;

	CHECK_EXPLAINED(leat_read(fd, bytes, 8), -1, EAGAIN, "read", text("fd %d is an eventfd, non-blocking, and its counter was 0", fd));
	CHECK_INT(leat_write(fd, &most, 8), 8);
	CHECK_EXPLAINED(leat_write(fd, &most, 8), -1, EAGAIN, "write", text("fd %d is an eventfd, non-blocking, and its counter", fd));
	leat_close(fd);
}

int main(void)
{
	an_empty_pipe();
	a_full_pipe();
	a_fifo();
	an_eventfd();
	return 0;
}
