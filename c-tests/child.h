/* Work that is done in a child: because it would change the whole process, such as whose it is. */
#ifndef CHILD_H
#define CHILD_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* Waits for the child, as waitpid(2) does; a timer of the test's may be running. Gives its status. */
static inline int status_after_wait(pid_t pid, int options)
{
	pid_t ended;
	int status;

	do
		ended = leat_waitpid(pid, &status, options);
	while (ended == -1 && errno == EINTR);
	CHECK_INT(ended, pid);
	return status;
}

/* Waits for the child, and gives the status with which it has exited. */
static inline int exit_status_of(pid_t pid)
{
	int status = status_after_wait(pid, 0);

	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Runs `work` in a child, which exits with what it returns; gives that. */
static inline int in_child(int (*work)(void))
{
	pid_t pid;
	int status;

	fflush(stdout); /* or the child might print it once more */
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		status = work();
		fflush(stdout);
		_exit(status); /* what the parent wants done at its exit is not done here */
	}
	return exit_status_of(pid);
}

#endif /* CHILD_H */
