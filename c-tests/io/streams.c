/* Streams of leat and of the C library are the same: each closes the other's. */
#include <fcntl.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	FILE *stream;
	char text[4];
	int fds[2];

	CHECK((stream = leat_fopen("file", "w")) != NULL);
	CHECK(fputs("water\n", stream) >= 0);
	CHECK_INT(fclose(stream), 0);
	CHECK((stream = fopen("file", "r")) != NULL);
	CHECK_INT(fgetc(stream), 'w');
	CHECK((stream = leat_freopen("file", "a", stream)) != NULL);
	CHECK_INT(leat_fclose(stream), 0);
	CHECK_INT(leat_pipe(fds), 0);
	CHECK((stream = leat_fdopen(fds[1], "w")) != NULL);
	CHECK_INT(fputc('x', stream), 'x');
	CHECK_INT(leat_fflush(stream), 0);
	CHECK_INT(leat_read(fds[0], text, sizeof text), 1);
	CHECK_INT(leat_fclose(stream), 0);

	CHECK_FAILS(leat_fopen("none", "r"), NULL, ENOENT, "fopen");
	CHECK_FAILS(leat_fopen("file", "x"), NULL, EINVAL, "fopen");
	CHECK_FAILS(leat_fdopen(-1, "r"), NULL, EBADF, "fdopen");
	CHECK((stream = leat_fopen("file", "r")) != NULL);
	CHECK_FAILS(leat_freopen("none", "r", stream), NULL, ENOENT, "freopen");

	/* What is still to be written meets a full device when the stream is closed. */
	CHECK((stream = leat_fopen("/dev/full", "w")) != NULL);
	CHECK_INT(fputc('x', stream), 'x');
	CHECK_FAILS(leat_fclose(stream), EOF, ENOSPC, "fclose");
	CHECK((stream = leat_fopen("/dev/full", "w")) != NULL);
	CHECK_INT(fputc('x', stream), 'x');
	CHECK_FAILS(leat_fflush(stream), EOF, ENOSPC, "fflush");
	fclose(stream);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
