/*
 * Note 001, What is pipe?: a pipe is a stream of bytes, so nothing in it can be reached but the next byte; and it goes
 * one way, so only one end can be read and only the other written. A file, for comparison, is read wherever one likes.
 *
 *     write --> fd[1] ==[ 9 8 7 6 5 4 3 2 1 0 ]==> fd[0] --> read: 0, then 1, then 2 ...
 *                             one direction
 */
/* prints:
in a file, byte 7 is read at once: 7
lseek on the read end: ESPIPE
lseek on the write end: ESPIPE
pread of byte 7: ESPIPE
pwrite of byte 7: ESPIPE
what comes first must be read first: 0123456, then 7
nothing can be read twice: 89 is all that is left
read from the write end: EBADF
write to the read end: EBADF
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"

static char path[32];

static void remove_file(void)
{
	leat_unlink(path);
}

static void read_in_a_file(void)
{
	char byte;
	int fd;

	snprintf(path, sizeof path, "digits.%ld", (long)getpid());
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_write(fd, "0123456789", 10), 10);
	CHECK_INT(leat_pread(fd, &byte, 1, 7), 1);
	printf("in a file, byte 7 is read at once: %c\n", byte);
	CHECK_INT(leat_close(fd), 0);
}

/* ESPIPE is "illegal seek": it is named after pipes. */
static void try_random_access(const int fd[2])
{
	char byte = 'x';

	CHECK_FAILS(leat_lseek(fd[0], 7, SEEK_SET), -1, ESPIPE, "lseek");
	printf("lseek on the read end: %s\n", leat_error_name(errno));
	CHECK_FAILS(leat_lseek(fd[1], 7, SEEK_SET), -1, ESPIPE, "lseek");
	printf("lseek on the write end: %s\n", leat_error_name(errno));
	CHECK_FAILS(leat_pread(fd[0], &byte, 1, 7), -1, ESPIPE, "pread");
	printf("pread of byte 7: %s\n", leat_error_name(errno));
	CHECK_FAILS(leat_pwrite(fd[1], &byte, 1, 7), -1, ESPIPE, "pwrite");
	printf("pwrite of byte 7: %s\n", leat_error_name(errno));
}

/* The ten bytes were written at once and nobody else reads, so each read here gets as many as it asks for. */
static void read_in_order(int fd)
{
	char first[7], byte, rest[10];
	ssize_t left;

	CHECK_INT(leat_read(fd, first, sizeof first), sizeof first);
	CHECK_INT(leat_read(fd, &byte, 1), 1);
	printf("what comes first must be read first: %.7s, then %c\n", first, byte);
	left = leat_read(fd, rest, sizeof rest);
	CHECK_INT(left, 2);
	printf("nothing can be read twice: %.*s is all that is left\n", (int)left, rest);
}

static void try_the_wrong_direction(const int fd[2])
{
	char byte = 'x';

	CHECK_INT(leat_write(fd[1], &byte, 1), 1); /* so that there would be something to read */
	CHECK_FAILS(leat_read(fd[1], &byte, 1), -1, EBADF, "read");
	printf("read from the write end: %s\n", leat_error_name(errno));
	CHECK_FAILS(leat_write(fd[0], &byte, 1), -1, EBADF, "write");
	printf("write to the read end: %s\n", leat_error_name(errno));
}

int main(void)
{
	int fd[2];

	read_in_a_file();
	if (leat_pipe(fd) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	CHECK_INT(leat_write(fd[1], "0123456789", 10), 10);
	try_random_access(fd);
	read_in_order(fd[0]);
	try_the_wrong_direction(fd);
	CHECK_INT(leat_close(fd[0]), 0);
	CHECK_INT(leat_close(fd[1]), 0);
	return 0;
}
