/*
 * Note 004, Named Pipes (FIFO): mkfifo() returns 0 for success and -1 for failure. The reader of the note gives up at
 * -1. But if an earlier run was killed before its unlink(), the FIFO is still there, mkfifo() fails with EEXIST, and
 * that reader could never start again. Here an existing FIFO is used, after a look whether it is one: any file can have
 * the name.
 *
 *     mkfifo   0: made      -1, EEXIST: a FIFO? take it : give up      -1, ENOENT, ...: give up
 */
/* prints:
a new name: made
the same again: mkfifo() fails with EEXIST, but it is a FIFO: taken
through the FIFO that was there: Hello World
a regular file: mkfifo() fails with EEXIST, and it is no FIFO: given up
a directory that is not there: mkfifo() fails with ENOENT: given up
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char fifo[32], file[32], nowhere[48];

static void remove_files(void)
{
	leat_unlink(fifo);
	leat_unlink(file);
}

/* Sees to it that there is a FIFO of this name, and says how it went. */
static int make_or_take(const char *name)
{
	struct stat about;

	if (leat_mkfifo(name, 0600) == 0) {
		printf("made\n");
		return 0;
	}
	printf("mkfifo() fails with %s", leat_error_name(errno));
	if (errno == EEXIST) {
		/* lstat: a symbolic link, which could lead anywhere, is no FIFO. */
		CHECK_INT(leat_lstat(name, &about), 0);
		if (S_ISFIFO(about.st_mode)) {
			printf(", but it is a FIFO: taken\n");
			return 0;
		}
		printf(", and it is no FIFO");
	}
	printf(": given up\n");
	return -1;
}

static void use(const char *name)
{
	char text[16];
	ssize_t got;
	int reader, writer;

	/* One process has both ends here, and so does not wait for the other side to open the FIFO. */
	CHECK((reader = leat_open(name, O_RDONLY | O_NONBLOCK)) != -1);
	CHECK((writer = leat_open(name, O_WRONLY)) != -1);
	CHECK_INT(leat_write(writer, "Hello World", 11), 11);
	got = leat_read(reader, text, sizeof text);
	CHECK_INT(got, 11);
	printf("through the FIFO that was there: %.*s\n", (int)got, text);
	CHECK_INT(leat_close(reader), 0);
	CHECK_INT(leat_close(writer), 0);
}

int main(void)
{
	int fd;

	snprintf(fifo, sizeof fifo, "fifo.%ld", (long)getpid());
	snprintf(file, sizeof file, "file.%ld", (long)getpid());
	snprintf(nowhere, sizeof nowhere, "nowhere.%ld/fifo", (long)getpid());
	fd = leat_open(file, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror("open");
		exit(1);
	}
	CHECK_INT(leat_close(fd), 0);
	atexit(remove_files);

	printf("a new name: ");
	CHECK_INT(make_or_take(fifo), 0);
	printf("the same again: ");
	CHECK_INT(make_or_take(fifo), 0);
	use(fifo);
	printf("a regular file: ");
	CHECK_INT(make_or_take(file), -1);
	printf("a directory that is not there: ");
	CHECK_INT(make_or_take(nowhere), -1);
	return 0;
}
