/*
 * Note 001, Using pipes to connect filters (and note 002, Pipes): what the shell does for `ls | wc -l`, by hand.
 *
 *     ls: standard output (1) ==> fd[1] ==== pipe ====> fd[0] ==> standard input (0) of wc -l
 *
 * ls lists a directory that is made here, so that the number of files is known.
 */
/* prints:
ls | wc -l counts the files
3
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static pid_t owner;
static char directory[32], files[3][40];

static void make_directory(void)
{
	int i;

	CHECK_INT(leat_mkdir(directory, 0700), 0);
	for (i = 0; i < 3; i++) {
		snprintf(files[i], sizeof files[i], "%s/file%d", directory, i);
		CHECK_INT(leat_close(leat_creat(files[i], 0600)), 0);
	}
}

static void remove_directory(void)
{
	int i;

	if (getpid() != owner) /* a child inherits this handler, but not the duty */
		return;
	for (i = 0; i < 3; i++)
		leat_unlink(files[i]);
	rmdir(directory);
}

/*
 * Starts `program` with an end of the pipe as its standard input (0, the read end) or standard output (1, the write
 * end).
 */
static pid_t start(const char *program, const char *argument, const int fd[2], int number)
{
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid > 0)
		return pid;
	CHECK_INT(leat_dup2(fd[number], number), number);
	if (fd[0] != number) /* they are equal if this program was started with that descriptor closed */
		CHECK_INT(leat_close(fd[0]), 0);
	if (fd[1] != number)
		CHECK_INT(leat_close(fd[1]), 0);
	leat_execlp(program, program, argument, (char *)NULL);
	leat_perror(program);
	_exit(127);
}

int main(void)
{
	int fd[2], status;
	pid_t ls, wc;

	owner = getpid();
	snprintf(directory, sizeof directory, "ls_wc.%ld", (long)owner);
	atexit(remove_directory);
	make_directory();
	printf("ls | wc -l counts the files\n");
	fflush(stdout);

	if (leat_pipe(fd) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	ls = start("ls", directory, fd, STDOUT_FILENO);
	wc = start("wc", "-l", fd, STDIN_FILENO);
	CHECK_INT(leat_close(fd[0]), 0);
	CHECK_INT(leat_close(fd[1]), 0); /* while the parent held it, wc would wait for more */

	CHECK_INT(leat_waitpid(ls, &status, 0), ls);
	CHECK_INT(status, 0);
	CHECK_INT(leat_waitpid(wc, &status, 0), wc);
	CHECK_INT(status, 0);
	return 0;
}
