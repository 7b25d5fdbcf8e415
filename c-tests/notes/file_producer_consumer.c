/*
 * Note 003, File System: a producer writes to a file and a consumer reads it; the system makes the file, keeps it, and
 * sees to its permissions. What it does not do is make anybody wait: at the end of a file read() returns 0, whether or
 * not more is to come. So the consumer asks again, until it finds the line that both know to be the last.
 *
 *     producer -- write --> [ words.<pid> ] -- read, read, read --> consumer
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
the file is empty, and read does not wait
one
two
three
the consumer may read the file, and is refused to write it
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "unprivileged.h"

static pid_t owner;
static char path[32];

static void remove_file(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static void produce(void)
{
	static const char *const lines[] = { "one\n", "two\n", "three\n", "end\n" };
	int fd = leat_open(path, O_WRONLY | O_APPEND), i;

	CHECK(fd != -1);
	for (i = 0; i < 4; i++)
		CHECK_INT(leat_write(fd, lines[i], strlen(lines[i])), strlen(lines[i]));
	_exit(0);
}

/* Prints what the producer writes, up to the last line. */
static void consume(int fd, pid_t producer)
{
	char text[64];
	size_t length = 0;
	ssize_t got;
	int has_ended = 0;

	while (length < 4 || memcmp(text + length - 4, "end\n", 4) != 0) {
		CHECK(length < sizeof text);
		CHECK((got = leat_read(fd, text + length, sizeof text - length)) != -1);
		length += (size_t)got;
		if (got > 0)
			continue;
		/* Nothing yet: it might do something else meanwhile. If the producer has ended, it looks once more. */
		CHECK(!has_ended);
		has_ended = leat_waitpid(producer, NULL, WNOHANG) == producer;
		sched_yield();
	}
	if (!has_ended)
		CHECK_INT(leat_waitpid(producer, NULL, 0), producer);
	printf("%.*s", (int)length - 4, text);
}

/* Somebody to whom the file's permissions apply: to root they do not. */
static void reader_only(void)
{
	if (!become_unprivileged())
		_exit(0); /* in a container that has no other user it cannot be shown */
	if (leat_access(".", X_OK) == -1)
		_exit(0); /* nor in a directory that is closed to others: what is refused there is not the file */
	CHECK(leat_open(path, O_RDONLY) != -1);
	CHECK_FAILS(leat_open(path, O_WRONLY), -1, EACCES, "open");
	_exit(0);
}

int main(void)
{
	pid_t pid;
	int fd, status;
	char byte;

	owner = getpid();
	snprintf(path, sizeof path, "words.%ld", (long)owner);
	fd = leat_open(path, O_RDONLY | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_read(fd, &byte, 1), 0);
	printf("the file is empty, and read does not wait\n");
	fflush(stdout);

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		produce();
	consume(fd, pid);
	fflush(stdout);

	CHECK_INT(leat_chmod(path, 0444), 0); /* everybody may read it, and nobody write it */
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		reader_only();
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("the consumer may read the file, and is refused to write it\n");
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
