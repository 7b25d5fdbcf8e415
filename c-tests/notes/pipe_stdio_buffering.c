/*
 * Note 001, Pipes and stdio buffering: a stream collects what is printed to it in a buffer of the process, and the pipe
 * gets it only when the buffer is written: when it is full, at each newline, or at once, as setvbuf() says; and always
 * with fflush(). By default a stream to a terminal is written at each newline, but one to a pipe when the buffer is
 * full: so the reader may still wait for a line that was printed long ago.
 *
 *     fprintf --> [ buffer in the process ] -- write() --> fd[1] ==== pipe ====> fd[0] --> read
 *                                              ^ when?
 */
/* prints:
arrived:  "one"  newline  fflush
default       0       0        4
_IOFBF        0       0        4
_IOLBF        0       4        0
_IONBF        3       1        0
3000 bytes, a buffer of 1024: some arrive whenever it is full, the rest with fclose()
popen: what write() sends overtakes what waits in the buffer
second
first
popen, with fflush() before:
first
second
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

enum { DEFAULT = -1 }; /* no mode of setvbuf(), which is not called then */

/* A stream to the pipe's write end, which the reader asks without waiting. */
static FILE *open_pipe(int *read_end)
{
	int fd[2];
	FILE *stream;

	if (leat_pipe(fd) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	CHECK_INT(leat_fcntl(fd[0], F_SETFL, O_NONBLOCK), 0);
	CHECK((stream = leat_fdopen(fd[1], "w")) != NULL);
	*read_end = fd[0];
	return stream;
}

/* How many bytes have arrived in the pipe since it was last asked. */
static long arrived(int fd)
{
	char text[512];
	long count = 0;
	ssize_t got;

	while ((got = leat_read(fd, text, sizeof text)) > 0)
		count += got;
	CHECK(got == 0 || errno == EAGAIN); /* the end, or nothing more for now */
	return count;
}

/* What arrives when "one" is printed, when the newline is, and with fflush(). */
static void show(const char *name, int mode)
{
	int fd;
	FILE *stream = open_pipe(&fd);

	if (mode != DEFAULT) /* before anything else is done with the stream */
		CHECK_INT(setvbuf(stream, NULL, mode, BUFSIZ), 0);
	fprintf(stream, "one");
	printf("%-10s%5ld", name, arrived(fd));
	fprintf(stream, "\n");
	printf("%8ld", arrived(fd));
	CHECK_INT(fflush(stream), 0);
	printf("%9ld\n", arrived(fd));
	CHECK_INT(leat_fclose(stream), 0);
	CHECK_INT(leat_close(fd), 0);
}

/* How much arrives each time is up to the C library, so only this is checked: some before fclose(), some with it. */
static void when_full(void)
{
	static char buffer[1024];
	long before, after;
	int fd, i;
	FILE *stream = open_pipe(&fd);

	CHECK_INT(setvbuf(stream, buffer, _IOFBF, sizeof buffer), 0);
	for (i = 0; i < 600; i++) /* fewer bytes than any pipe has room for: nobody reads yet */
		fprintf(stream, "line\n");
	before = arrived(fd);
	CHECK_INT(leat_fclose(stream), 0);
	after = arrived(fd);
	CHECK(before > 0 && after > 0);
	printf("%ld bytes, a buffer of %d: some arrive whenever it is full, the rest with fclose()\n", before + after,
	       (int)sizeof buffer);
	CHECK_INT(leat_close(fd), 0);
}

/* cat passes on what it reads from the pipe, in that order. */
static void through_popen(int flush)
{
	FILE *stream;

	fflush(stdout);
	CHECK((stream = leat_popen("cat", "w")) != NULL);
	fprintf(stream, "first\n");
	if (flush)
		CHECK_INT(fflush(stream), 0);
	CHECK_INT(leat_write(fileno(stream), "second\n", strlen("second\n")), strlen("second\n"));
	CHECK_INT(leat_pclose(stream), 0);
}

int main(void)
{
	printf("arrived:  \"one\"  newline  fflush\n");
	show("default", DEFAULT);
	show("_IOFBF", _IOFBF);
	show("_IOLBF", _IOLBF);
	show("_IONBF", _IONBF);
	when_full();
	printf("popen: what write() sends overtakes what waits in the buffer\n");
	through_popen(0);
	printf("popen, with fflush() before:\n");
	through_popen(1);
	return 0;
}
