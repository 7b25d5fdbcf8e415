/*
 * Note 003, Null signal: a pid is unique only while its process exists; later it may be given to another, and the null
 * signal cannot tell the two apart. The time of the start, which is in /proc, can, and so can a pidfd: it stands for
 * one process and never for a later one.
 *
 *     process:        A runs ---- A has ended, and was waited for ---- B gets its pid
 *     kill(pid, 0):      0                   ESRCH                          0
 *     pidfd of A:        0                   ESRCH                        ESRCH
 *
 * Numbers come again when all have been given. So that this need not take thousands of processes, it happens in a PID
 * namespace, whose next number may be chosen.
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
A runs: kill(pid, 0) finds it
A has ended: kill(pid, 0) finds nobody
B runs: kill(pid, 0) finds the same pid again, but a process that was started later
*/
#include <leat.h>

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "child.h"

enum { NOT_ALLOWED = 77 };

/* When the calling process was started: the 22nd field, and the second is a name in parentheses. */
static unsigned long long start_time(void)
{
	static const char format[] = "%*d (%*[^)]) %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s "
	                             "%*s %*s %llu";
	unsigned long long start = 0;
	FILE *file = leat_fopen("/proc/self/stat", "r");

	CHECK(file != NULL && fscanf(file, format, &start) == 1);
	CHECK_INT(leat_fclose(file), 0);
	return start;
}

/* Starts a process that waits to be killed. Should process 1 of the namespace fail, all others are killed with it. */
static pid_t start(unsigned long long *when)
{
	int report[2];
	pid_t pid;

	CHECK_INT(leat_pipe(report), 0);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		*when = start_time();
		CHECK_INT(leat_write(report[1], when, sizeof *when), sizeof *when);
		for (;;)
			leat_pause();
	}
	CHECK_INT(leat_close(report[1]), 0);
	CHECK_INT(leat_read(report[0], when, sizeof *when), sizeof *when);
	CHECK_INT(leat_close(report[0]), 0);
	return pid;
}

static void end(pid_t pid)
{
	CHECK_INT(leat_kill(pid, SIGKILL), 0);
	CHECK_INT(leat_waitpid(pid, NULL, 0), pid);
}

/* The next process gets the number behind `pid`. */
static int set_last_pid(pid_t pid)
{
	FILE *file = leat_fopen("/proc/sys/kernel/ns_last_pid", "w");

	return file != NULL && fprintf(file, "%ld", (long)pid) > 0 && leat_fclose(file) == 0;
}

/* -1 where there is none: Linux has it since 5.3. */
static int open_pidfd(pid_t pid)
{
#if defined(SYS_pidfd_open) && defined(SYS_pidfd_send_signal)
	return (int)syscall(SYS_pidfd_open, pid, 0);
#else
	(void)pid;
	return -1;
#endif
}

/* The null signal by a pidfd: 0, or the errno. */
static void check_pidfd(int pidfd, int expected)
{
#if defined(SYS_pidfd_open) && defined(SYS_pidfd_send_signal)
	if (pidfd != -1)
		CHECK_INT(syscall(SYS_pidfd_send_signal, pidfd, 0, NULL, 0) == 0 ? 0 : errno, expected);
#endif
	(void)pidfd, (void)expected;
}

static int process_1(void)
{
	unsigned long long start_of_a, start_of_b;
	struct timespec ticks = { 0, 20 * 1000 * 1000 };
	pid_t a = start(&start_of_a), b;
	int pidfd = open_pidfd(a);

	CHECK_INT(leat_kill(a, 0), 0);
	check_pidfd(pidfd, 0);
	end(a);
	CHECK_FAILS(leat_kill(a, 0), -1, ESRCH, "kill");
	check_pidfd(pidfd, ESRCH);

	if (!set_last_pid(a - 1))
		return NOT_ALLOWED;
	nanosleep(&ticks, NULL); /* /proc counts in hundredths of a second: B starts in a later one */
	b = start(&start_of_b);
	CHECK_INT(b, a);
	CHECK_INT(leat_kill(a, 0), 0);
	CHECK(start_of_b > start_of_a);
	check_pidfd(pidfd, ESRCH);
	end(b);
	return 0;
}

static int in_namespace(void)
{
	/* Where only a user namespace gives the right to make another one, that too. */
	if (unshare(CLONE_NEWPID) == -1 && unshare(CLONE_NEWUSER | CLONE_NEWPID) == -1)
		return NOT_ALLOWED;
	return in_child(process_1);
}

int main(void)
{
	int result = in_child(in_namespace);

	/* Where no namespace is allowed it cannot be shown, but is true all the same. */
	CHECK(result == 0 || result == NOT_ALLOWED);
	printf("A runs: kill(pid, 0) finds it\n");
	printf("A has ended: kill(pid, 0) finds nobody\n");
	printf("B runs: kill(pid, 0) finds the same pid again, but a process that was started later\n");
	return 0;
}
