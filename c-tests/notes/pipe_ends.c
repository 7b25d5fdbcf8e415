/*
 * Note 000, Pipes: pipe(p) opens a pipe and stores its two ends in p. p[0] is the read end and p[1] the write end, as
 * the note says; the labels in the note's own program are the wrong way round, and so is note 002's "written to
 * read_fd".
 *
 *     write --> p[1] ==[ a buffer in the kernel ]==> p[0] --> read
 *
 * The note prints the descriptors' numbers; those are whatever was free, so this prints what each end is open for.
 */
/* prints:
creating a pipe
p[0] is open for reading
p[1] is open for writing
read from p[0] what was written to p[1]: drop
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

static const char *open_for(int fd)
{
	int flags = leat_fcntl(fd, F_GETFL);

	if (flags == -1) {
		leat_perror("fcntl");
		exit(1);
	}
	return (flags & O_ACCMODE) == O_RDONLY ? "reading" : "writing";
}

int main(void)
{
	int p[2];
	char text[16];
	ssize_t length;

	printf("creating a pipe\n");
	if (leat_pipe(p) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	printf("p[0] is open for %s\n", open_for(p[0]));
	printf("p[1] is open for %s\n", open_for(p[1]));

	/* A pipe has room for four bytes although nobody reads yet, so this does not block. */
	CHECK_INT(leat_write(p[1], "drop", 4), 4);
	length = leat_read(p[0], text, sizeof text);
	CHECK_INT(length, 4);
	printf("read from p[0] what was written to p[1]: %.*s\n", (int)length, text);

	CHECK_INT(leat_close(p[0]), 0);
	CHECK_INT(leat_close(p[1]), 0);
	return 0;
}
