/*
 * Note 002, Creating pipes: dup2(fd, STDIN_FILENO) closes standard input, which is descriptor 0, and opens it again as
 * a copy of fd: one may be used for the other. They share the file and the position in it. What they do not share is
 * FD_CLOEXEC: fd may be closed by exec, and standard input stays.
 *
 *     before:  0 ==> old pipe             after dup2(fd, 0):   0 ==\
 *              fd ==> file                                    fd ===> file
 */
/* prints:
STDIN_FILENO is 0, and so is the descriptor of stdin
the old standard input is closed: nobody can read what is written to it, EPIPE
fd reads: one
0 reads: two
stdin reads: three
fd is at the end, where the others brought it
fd is closed by exec, 0 is not
without fd, 0 is still open
dup2(fd, fd) does nothing, but fd must be open: EBADF
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

static char path[32];

static int open_file(const char *text)
{
	int fd;

	snprintf(path, sizeof path, "dup2.%ld", (long)getpid());
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	CHECK_INT(leat_unlink(path), 0); /* it is there as long as it is open, and then gone */
	CHECK_INT(leat_write(fd, text, strlen(text)), strlen(text));
	CHECK_INT(leat_lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void print_word(const char *reader, int fd)
{
	char word[5] = "";

	CHECK_INT(leat_read(fd, word, 4), 4);
	printf("%s reads: %s", reader, word);
}

int main(void)
{
	char line[16];
	int old[2], fd;

	printf("STDIN_FILENO is %d, and so is the descriptor of stdin\n", STDIN_FILENO);
	CHECK_INT(fileno(stdin), STDIN_FILENO);

	/* An old standard input of which it can be told whether it is open: a pipe without a reader is broken. */
	CHECK(leat_signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	CHECK_INT(leat_pipe(old), 0);
	CHECK_INT(leat_dup2(old[0], STDIN_FILENO), STDIN_FILENO);
	if (old[0] != STDIN_FILENO) /* it already is, if this program was started without standard input */
		CHECK_INT(leat_close(old[0]), 0);
	CHECK_INT(leat_write(old[1], "x", 1), 1);

	fd = open_file("one\ntwo\nthree\n");
	if (leat_dup2(fd, STDIN_FILENO) == -1) {
		leat_perror("dup2");
		exit(1);
	}
	CHECK_FAILS(leat_write(old[1], "x", 1), -1, EPIPE, "write");
	printf("the old standard input is closed: nobody can read what is written to it, %s\n", leat_error_name(errno));

	print_word("fd", fd);
	print_word("0", STDIN_FILENO);
	CHECK(fgets(line, sizeof line, stdin) != NULL);
	printf("stdin reads: %s", line);
	CHECK_INT(leat_read(fd, line, sizeof line), 0);
	printf("fd is at the end, where the others brought it\n");

	CHECK_INT(leat_fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(leat_fcntl(STDIN_FILENO, F_GETFD), 0);
	printf("fd is closed by exec, 0 is not\n");
	CHECK_INT(leat_close(fd), 0);
	CHECK_INT(leat_lseek(STDIN_FILENO, 0, SEEK_END), 14);
	printf("without fd, 0 is still open\n");
	CHECK_FAILS(leat_dup2(fd, fd), -1, EBADF, "dup2");
	printf("dup2(fd, fd) does nothing, but fd must be open: %s\n", leat_error_name(errno));
	return 0;
}
