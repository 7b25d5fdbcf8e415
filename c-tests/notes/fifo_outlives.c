/*
 * Note 003, Pipes: a named pipe is still there when the process that made it has ended. It is only a name in the file
 * system: what is written to it is not kept on disk. It may be used in both directions, but one at a time: a FIFO is
 * one pipe, and a process that writes to it and reads from it before the other has read gets its own words back.
 *
 *     creator:  mkfifo, ends
 *                          [ FIFO ]
 *     parent:   "question" ------------> child
 *     parent:   <------------- "answer"  child        (when both have closed it)
 */
/* prints:
its creator has ended, and the FIFO is there: type p, 0 bytes
the child was told: question
the parent was told: answer
open for both at once, the parent was told: my own words
*/
#include <leat.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static pid_t owner, child; /* the child while there is one */
static char path[32];

static void clean_up(void)
{
	if (getpid() != owner)
		return;
	if (child > 0)
		leat_kill(child, SIGKILL); /* it may wait to open the FIFO, in vain */
	leat_unlink(path);
}

static void create(void)
{
	int status;
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		if (leat_mkfifo(path, 0600) == -1) {
			leat_perror("mkfifo");
			_exit(1);
		}
		_exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

/* Each open waits for the other side. */
static void say(const char *text)
{
	int fd = leat_open(path, O_WRONLY);

	CHECK(fd != -1);
	CHECK_INT(leat_write(fd, text, strlen(text)), strlen(text));
	CHECK_INT(leat_close(fd), 0);
}

static void hear(const char *who)
{
	int fd = leat_open(path, O_RDONLY);
	char text[32];
	size_t length = 0;
	ssize_t got;

	CHECK(fd != -1);
	while ((got = leat_read(fd, text + length, sizeof text - length)) > 0)
		length += (size_t)got;
	CHECK_INT(got, 0); /* the other side has closed it: now it is this one's turn to speak */
	CHECK_INT(leat_close(fd), 0);
	printf("%s was told: %.*s\n", who, (int)length, text);
	fflush(stdout);
}

/* One descriptor for both directions (which Linux allows): what is in the pipe belongs to whoever reads first. */
static void talk_to_oneself(void)
{
	const char *words = "my own words";
	int fd = leat_open(path, O_RDWR);
	char text[32];
	ssize_t got;

	CHECK(fd != -1);
	CHECK_INT(leat_write(fd, words, strlen(words)), strlen(words));
	CHECK((got = leat_read(fd, text, sizeof text)) > 0);
	printf("open for both at once, the parent was told: %.*s\n", (int)got, text);
	CHECK_INT(leat_close(fd), 0);
}

int main(void)
{
	struct stat about;
	int status;

	owner = getpid();
	snprintf(path, sizeof path, "fifo.%ld", (long)owner);
	atexit(clean_up);
	create();
	CHECK_INT(leat_stat(path, &about), 0);
	printf("its creator has ended, and the FIFO is there: type %c, %ld bytes\n",
	       S_ISFIFO(about.st_mode) ? 'p' : '?', (long)about.st_size);
	fflush(stdout);

	CHECK((child = leat_fork()) != -1);
	if (child == 0) {
		hear("the child");
		say("answer");
		exit(0);
	}
	say("question");
	hear("the parent");
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	child = 0;
	CHECK_INT(status, 0);
	talk_to_oneself();
	return 0;
}
