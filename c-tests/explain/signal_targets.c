/* Whom a signal did not reach: a process that has ended, a group that is none, a process of somebody else; a full queue. */
/* test: flags -D_DEFAULT_SOURCE */
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../child.h"
#include "../unprivileged.h"
#include "explained.h"

static int of_somebody_else(void)
{
	const long parent = (long)getppid();
	int hidden;

	CHECK(become_unprivileged());
	/* As /proc may do (hidepid). */
	hidden = access(text("/proc/%ld", parent), F_OK) == -1;
	CHECK_EXPLAINED(leat_kill(getppid(), SIGTERM), -1, EPERM, "kill", text("%ld", parent), "and you are nobody.");
	CHECK_SAID(text(hidden ? "process %ld belongs to another user" : "(pid %ld) belongs to root", parent));
	return 0;
}

static int full_queue(void)
{
	const struct rlimit two = {2, 2};
	union sigval value;
	sigset_t set;

	CHECK(become_unprivileged());
	CHECK_INT(setrlimit(RLIMIT_SIGPENDING, &two), 0);
	CHECK_INT(leat_sigemptyset(&set), 0);
	CHECK_INT(leat_sigaddset(&set, SIGRTMIN), 0);
	CHECK_INT(leat_sigprocmask(SIG_BLOCK, &set, NULL), 0);
	value.sival_int = 0;
	while (leat_sigqueue(getpid(), SIGRTMIN, value) == 0)
		;
	CHECK_INT(errno, EAGAIN);
	CHECK_SAID("signals queued", "RLIMIT_SIGPENDING allows 2", "Do: let the receiver take them");
	return 0;
}

int main(void)
{
	union sigval value;
	long child;
	pid_t pid;

	pid = leat_fork();
	if (pid == 0) {
		pause();
		_exit(0);
	}
	child = (long)pid;
	CHECK_EXPLAINED(leat_kill(-pid, SIGTERM), -1, ESRCH, "kill", text("no process group %ld", child),
	                text("(pid %ld) is in group %ld", child, (long)getpgrp()), text("Do: call setpgid(%ld, %ld)", child, child));
	CHECK_INT(leat_kill(pid, SIGKILL), 0);
	CHECK_INT(leat_waitpid(pid, NULL, 0), pid);
	CHECK_EXPLAINED(leat_kill(pid, SIGTERM), -1, ESRCH, "kill", text("there is no process %ld:", child));
	CHECK_EXPLAINED(leat_killpg(pid, 0), -1, ESRCH, "killpg", text("means process group %ld, and there is none", child));
	value.sival_int = 0;
	CHECK_EXPLAINED(leat_sigqueue(-7, SIGTERM, value), -1, ESRCH, "sigqueue", "sigqueue sends to one process");
	CHECK_INT(in_child(full_queue), 0);
	if (geteuid() == 0)
		CHECK_INT(in_child(of_somebody_else), 0);
	return 0;
}
