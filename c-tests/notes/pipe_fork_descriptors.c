/*
 * Note 002, Creating pipes: the descriptors of a pipe mean something only in the process that made it and in the
 * children that it forks afterwards: fork() copies them. A child that was forked before has nothing at that number.
 *
 *     parent ---- fork: elder ---- pipe() ---- fork: younger
 *     pipe:             no         made              copied
 *
 * Each copy counts: the reader sees end-of-file when the last copy of the write end is closed. (There is one way more
 * than the note knows: socket_send_descriptor.c.)
 */
/* prints:
the elder child has no such descriptor: EBADF
the younger child has it: its number is the same, and it leads to the same pipe
the younger child has closed its copies, and the parent's are open
the parent has closed the last copy of the write end: end-of-file
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "check.h"

enum { READ_END = 0, WRITE_END = 1 };

/* What the younger child tells of its descriptor, through that. */
struct told {
	int number;
	ino_t pipe;
};

/* The pipe that the descriptor leads to: pipes have numbers, as files do. */
static ino_t pipe_of(int fd)
{
	struct stat about;

	CHECK_INT(leat_fstat(fd, &about), 0);
	CHECK(S_ISFIFO(about.st_mode));
	return about.st_ino;
}

/* Waits to be told a number, and ends with the errno of a write to that descriptor. */
static void elder(int questions)
{
	int number;

	CHECK_INT(leat_read(questions, &number, sizeof number), sizeof number);
	exit(leat_write(number, "x", 1) == -1 ? errno : 0);
}

static void younger(const int fd[2])
{
	struct told told;

	memset(&told, 0, sizeof told); /* all of it is written, also what is between its parts */
	told.number = fd[WRITE_END];
	told.pipe = pipe_of(fd[WRITE_END]);
	CHECK_INT(leat_write(fd[WRITE_END], &told, sizeof told), sizeof told);
	CHECK_INT(leat_close(fd[READ_END]), 0);
	CHECK_INT(leat_close(fd[WRITE_END]), 0);
	exit(0);
}

static int exit_code(pid_t pid)
{
	int status;

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

int main(void)
{
	int questions[2], fd[2], code;
	struct told told;
	pid_t pid;
	char byte;

	CHECK_INT(leat_pipe(questions), 0);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		CHECK_INT(leat_close(questions[WRITE_END]), 0); /* or, should the parent fail, it would wait for ever */
		elder(questions[READ_END]);
	}
	if (leat_pipe(fd) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	CHECK_INT(leat_write(questions[WRITE_END], &fd[WRITE_END], sizeof fd[WRITE_END]), sizeof fd[WRITE_END]);
	code = exit_code(pid);
	printf("the elder child has no such descriptor: %s\n", leat_error_name(code));
	CHECK_INT(code, EBADF);

	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		younger(fd);
	CHECK_INT(exit_code(pid), 0);
	CHECK_INT(leat_read(fd[READ_END], &told, sizeof told), sizeof told);
	CHECK_INT(told.number, fd[WRITE_END]);
	CHECK_INT(told.pipe, pipe_of(fd[WRITE_END]));
	printf("the younger child has it: its number is the same, and it leads to the same pipe\n");

	CHECK_INT(leat_fcntl(fd[READ_END], F_SETFL, O_NONBLOCK), 0); /* instead of waiting, read says that it would */
	CHECK_FAILS(leat_read(fd[READ_END], &byte, 1), -1, EAGAIN, "read");
	printf("the younger child has closed its copies, and the parent's are open\n");
	CHECK_INT(leat_close(fd[WRITE_END]), 0);
	CHECK_INT(leat_read(fd[READ_END], &byte, 1), 0);
	printf("the parent has closed the last copy of the write end: end-of-file\n");
	return 0;
}
