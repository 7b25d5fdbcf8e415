/*
 * Note 002, FIFOs and Testing Fifo: a FIFO is a pipe with a name in the file system, and any process can open it: here
 * those of the shell. mkfifo makes it, ls -l shows it with a p, `cat < fifo` and `cat > fifo` in two windows are
 * connected by it, line by line, and rm removes it. The note makes /tmp/tempfifo and then uses /tmp/fifo: reading that
 * fails, and writing to it makes an ordinary file.
 *
 *     second window: cat > fifo ==== fifo ====> first window: cat < fifo
 */
/* prints:
ls -l shows prw-r--r--
first window: Hello,
first window: this line came through the FIFO.
the second window has ended, and so the first sees end-of-file
rm has removed it
under another name: cat < fails, and cat > makes an ordinary file
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char fifo[32], other[40];

/* A cat that waits in vain for the other one to open the FIFO is let go. */
static void clean_up(void)
{
	int fd = leat_open(fifo, O_RDWR | O_NONBLOCK);

	if (fd != -1)
		leat_close(fd);
	leat_unlink(fifo);
	leat_unlink(other);
}

/* Runs a command with the file's name behind it, and returns the stream to or from it. */
static FILE *window(const char *command, const char *file, const char *type)
{
	char line[80];
	FILE *stream;

	snprintf(line, sizeof line, "%s %s", command, file);
	stream = leat_popen(line, type);
	if (stream == NULL) {
		leat_perror("popen");
		exit(1);
	}
	return stream;
}

/* Runs a command that prints one line, or none, and returns whether it succeeded. */
static int run(const char *command, const char *file, char line[128])
{
	FILE *stream = window(command, file, "r");

	line[0] = '\0';
	if (fgets(line, 128, stream) == NULL)
		CHECK(feof(stream));
	return leat_pclose(stream) == 0;
}

int main(void)
{
	static const char *const text[] = { "Hello,\n", "this line came through the FIFO.\n" };
	FILE *first, *second;
	struct stat about;
	char line[128];
	int i;

	snprintf(fifo, sizeof fifo, "tempfifo.%ld", (long)getpid());
	snprintf(other, sizeof other, "other.%ld", (long)getpid());
	CHECK(run("umask 022; mkfifo", fifo, line));
	atexit(clean_up);
	CHECK(run("ls -l", fifo, line));
	printf("ls -l shows %.10s\n", line);

	/* Each shell waits in open until the other has come. */
	first = window("cat <", fifo, "r");
	second = window("cat >", fifo, "w");
	for (i = 0; i < 2; i++) {
		fputs(text[i], second);
		fflush(second); /* as the Enter key does */
		CHECK(fgets(line, sizeof line, first) != NULL);
		printf("first window: %s", line);
	}
	CHECK_INT(leat_pclose(second), 0);
	CHECK(fgets(line, sizeof line, first) == NULL && feof(first));
	CHECK_INT(leat_pclose(first), 0);
	printf("the second window has ended, and so the first sees end-of-file\n");

	CHECK(run("rm", fifo, line));
	CHECK_FAILS(leat_access(fifo, F_OK), -1, ENOENT, "access");
	printf("rm has removed it\n");

	CHECK(!run("exec 2>/dev/null; cat <", other, line));
	CHECK(run("cat </dev/null >", other, line));
	CHECK_INT(leat_stat(other, &about), 0);
	CHECK(S_ISREG(about.st_mode));
	printf("under another name: cat < fails, and cat > makes an ordinary file\n");
	return 0;
}
