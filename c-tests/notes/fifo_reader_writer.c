/*
 * Note 004, Named Pipes (FIFO): two processes meet at a name. The reader makes the FIFO with mode 0644, of which the
 * umask takes away bits, and reads "Hello World" from it until end-of-file. Each open() waits for the other side's: the
 * writer, who comes first here, sleeps until the reader opens the FIFO.
 *
 *     writer: open(name, O_WRONLY) ==== named_pipe.<pid> ====> reader: open(name, O_RDONLY)
 */
/* prints:
mode 0644 under umask 027 makes p 0640
the writer waits in open(), for a reader
Hello World
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

static pid_t owner;
static char name[32];

static void remove_fifo(void)
{
	if (getpid() == owner)
		leat_unlink(name); /* a FIFO outlives its users: it is there until somebody removes it */
}

static void write_message(void)
{
	const char *message = "Hello World";
	int fd = leat_open(name, O_WRONLY);

	CHECK(fd != -1);
	CHECK_INT(leat_write(fd, message, strlen(message)), strlen(message));
	CHECK_INT(leat_close(fd), 0);
	exit(0);
}

int main(void)
{
	const mode_t permission = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH; /* 0644 */
	struct stat about;
	char byte;
	ssize_t got;
	int fd, status;
	pid_t pid;

	owner = getpid();
	snprintf(name, sizeof name, "named_pipe.%ld", (long)owner);
	leat_umask(027);
	if (leat_mkfifo(name, permission) == -1) {
		leat_perror("mkfifo");
		exit(1);
	}
	atexit(remove_fifo);
	CHECK_INT(leat_stat(name, &about), 0);
	printf("mode 0644 under umask 027 makes %c %04o\n", S_ISFIFO(about.st_mode) ? 'p' : '?',
	       (unsigned)(about.st_mode & 07777));
	fflush(stdout);

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		write_message();

	wait_until_child_sleeps(pid);
	printf("the writer waits in open(), for a reader\n");
	fflush(stdout); /* before what write() prints */

	fd = leat_open(name, O_RDONLY);
	CHECK(fd != -1);
	while ((got = leat_read(fd, &byte, 1)) > 0)
		CHECK_INT(leat_write(STDOUT_FILENO, &byte, 1), 1);
	CHECK_INT(got, 0);
	CHECK_INT(leat_write(STDOUT_FILENO, "\n", 1), 1);
	CHECK_INT(leat_close(fd), 0);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return 0;
}
