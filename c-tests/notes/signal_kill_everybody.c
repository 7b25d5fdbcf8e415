/*
 * Note 003, Message passing using signals: kill(-1, ...) reaches every process that the caller may signal, except init
 * and the caller. Nothing is sent here: signal 0 asks who would be reached. To be alone with init, the program asks in
 * a PID namespace, in which its own child is process 1 and nobody else is to be seen.
 *
 *     namespace:   [ 1 asks ]     [ 1, 2 asks ]     [ 1, 2 asks, 3 ]
 *     kill(-1, 0)    ESRCH            ESRCH                0
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
only init, which asks: nobody is reached
init and another, which asks: nobody is reached
with a third: it is reached
an unprivileged user reaches his own child, and nobody who is not his
*/
#include <leat.h>

#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "child.h"
#include "unprivileged.h"

enum { NOT_ALLOWED = 77 };

static int wait_for_end_of_file(const int lifeline[2])
{
	char byte;

	CHECK_INT(leat_close(lifeline[1]), 0);
	return (int)leat_read(lifeline[0], &byte, 1);
}

static int process_2(void)
{
	int lifeline[2];
	pid_t third;

	CHECK_INT(leat_kill(1, 0), 0); /* init by its number is there, and may be signalled */
	CHECK_FAILS(leat_kill(-1, 0), -1, ESRCH, "kill");

	CHECK_INT(leat_pipe(lifeline), 0);
	CHECK((third = leat_fork()) != -1);
	if (third == 0)
		_exit(wait_for_end_of_file(lifeline));
	CHECK_INT(leat_kill(-1, 0), 0);
	CHECK_INT(leat_close(lifeline[1]), 0);
	CHECK_INT(exit_status_of(third), 0);
	return 0;
}

static int process_1(void)
{
	CHECK_INT(getpid(), 1); /* or it would ask about the whole machine */
	CHECK_FAILS(leat_kill(-1, 0), -1, ESRCH, "kill");
	return in_child(process_2);
}

static int in_namespace(void)
{
	/* Where only a user namespace gives the right to make another one, that first. */
	if (unshare(CLONE_NEWPID) == -1 && unshare(CLONE_NEWUSER | CLONE_NEWPID) == -1)
		return NOT_ALLOWED;
	return in_child(process_1);
}

/* Is it the user's own? The real and the saved user of the target count; -1: it is not known. */
static int is_mine(long pid)
{
	long real, effective, saved;
	char path[64], line[256];
	int found = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/status", pid);
	if ((file = leat_fopen(path, "r")) == NULL)
		return -1;
	while (!found && fgets(line, sizeof line, file) != NULL)
		found = sscanf(line, "Uid: %ld %ld %ld", &real, &effective, &saved) == 3;
	leat_fclose(file);
	return found ? real == (long)getuid() || saved == (long)getuid() : -1;
}

static int unprivileged(void)
{
	int lifeline[2], before, reached, was_root = geteuid() == 0;
	struct dirent *entry;
	DIR *processes;
	pid_t child;
	long pid;

	if (!become_unprivileged())
		return 0; /* it cannot be shown */
	CHECK_INT(leat_pipe(lifeline), 0);
	CHECK((child = leat_fork()) != -1);
	if (child == 0)
		_exit(wait_for_end_of_file(lifeline));
	CHECK_INT(leat_kill(child, 0), 0);
	if (was_root) /* and the parent still is */
		CHECK_FAILS(leat_kill(getppid(), 0), -1, EPERM, "kill");

	CHECK((processes = leat_opendir("/proc")) != NULL);
	while ((entry = readdir(processes)) != NULL) {
		if ((pid = atol(entry->d_name)) <= 0)
			continue;
		before = is_mine(pid);
		reached = leat_kill((pid_t)pid, 0) == 0;
		CHECK(reached || errno == EPERM || errno == ESRCH || errno == EACCES);
		/* It may have ended or changed its user meanwhile: then nothing is known. */
		CHECK(!reached || before != 0 || is_mine(pid) != 0);
	}
	closedir(processes);
	CHECK_INT(leat_close(lifeline[1]), 0);
	CHECK_INT(exit_status_of(child), 0);
	return 0;
}

int main(void)
{
	int result = in_child(in_namespace);

	/* Where no namespace is allowed it cannot be shown, but is true all the same. */
	CHECK(result == 0 || result == NOT_ALLOWED);
	printf("only init, which asks: nobody is reached\n");
	printf("init and another, which asks: nobody is reached\n");
	printf("with a third: it is reached\n");

	CHECK_INT(in_child(unprivileged), 0);
	printf("an unprivileged user reaches his own child, and nobody who is not his\n");
	return 0;
}
