/*
 * Note 002, Accessing fifo: a FIFO is used like a file, by open, write, read, close or by fopen, fprintf, fscanf,
 * fclose, and each side as it likes. The note reads with fscanf("%s"), which takes one word of what was written, and
 * writes past the end of the buffer if the word is longer: a width prevents that.
 *
 *     open, write, close -------> FIFO ------> fopen, fscanf, fclose
 *     fopen, fprintf, fclose ---> FIFO ------> open, read, close
 */
/* prints:
written by write: "Hello, FIFO 42"
"%15s" reads one word: Hello,
and the next: FIFO
"%d" reads a number: 42
then comes end-of-file
written by fprintf: the answer is 42
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static pid_t owner;
static char path[32];

static void remove_fifo(void)
{
	int fd;

	if (getpid() != owner)
		return;
	fd = leat_open(path, O_RDWR | O_NONBLOCK); /* a child that waits for the other side is let go */
	if (fd != -1)
		leat_close(fd);
	leat_unlink(path);
}

static void write_low_level(void)
{
	const char *data = "Hello, FIFO 42";
	int fd;

	CHECK((fd = leat_open(path, O_WRONLY)) != -1); /* waits for a reader */
	CHECK_INT(leat_write(fd, data, strlen(data)), strlen(data)); /* whole, since shorter than PIPE_BUF */
	CHECK_INT(leat_close(fd), 0);
}

static void write_stream(void)
{
	FILE *fifo = leat_fopen(path, "w");

	CHECK(fifo != NULL);
	CHECK(fprintf(fifo, "the answer is %d", 42) > 0);
	CHECK_INT(leat_fclose(fifo), 0); /* writes what is in the buffer */
}

static void read_stream(void)
{
	char word[16];
	int number;
	FILE *fifo = leat_fopen(path, "r"); /* waits for a writer */

	if (fifo == NULL) {
		leat_perror("fopen");
		exit(1);
	}
	CHECK_INT(fscanf(fifo, "%15s", word), 1);
	printf("\"%%15s\" reads one word: %s\n", word);
	CHECK_INT(fscanf(fifo, "%15s", word), 1);
	printf("and the next: %s\n", word);
	CHECK_INT(fscanf(fifo, "%d", &number), 1);
	printf("\"%%d\" reads a number: %d\n", number);
	CHECK_INT(fscanf(fifo, "%15s", word), EOF);
	CHECK(feof(fifo));
	printf("then comes end-of-file\n");
	CHECK_INT(leat_fclose(fifo), 0);
}

static void read_low_level(void)
{
	char text[64];
	size_t length = 0;
	ssize_t got;
	int fd = leat_open(path, O_RDONLY);

	CHECK(fd != -1);
	while ((got = leat_read(fd, text + length, sizeof text - length)) > 0)
		length += (size_t)got;
	CHECK_INT(got, 0);
	CHECK_INT(leat_close(fd), 0);
	printf("written by fprintf: %.*s\n", (int)length, text);
}

/* A child writes, and the parent reads. */
static void transfer(void (*write_it)(void), void (*read_it)(void))
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		write_it();
		exit(0);
	}
	read_it();
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

int main(void)
{
	owner = getpid();
	snprintf(path, sizeof path, "stdio.%ld", (long)owner);
	if (leat_mkfifo(path, 0600) == -1) {
		leat_perror("mkfifo");
		exit(1);
	}
	atexit(remove_fifo);
	printf("written by write: \"Hello, FIFO 42\"\n");
	transfer(write_low_level, read_stream);
	transfer(write_stream, read_low_level);
	return 0;
}
