/* Too many processes, and rights that are missing: the limit, whose it is, and how much of it is used. */
/* test: flags -D_GNU_SOURCE */
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../child.h"
#include "../unprivileged.h"
#include "explained.h"

/* Who this process has become. */
static char user[64];

static int become_another(void)
{
	const int became = become_unprivileged();
	const struct passwd *entry = getpwuid(geteuid());

	snprintf(user, sizeof user, "%s", entry == NULL ? text("uid %d", (int)geteuid()) : entry->pw_name);
	return became;
}

static void limit_processes(rlim_t most)
{
	const struct rlimit limit = {most, most};

	CHECK_INT(setrlimit(RLIMIT_NPROC, &limit), 0);
}

static int too_many(void)
{
	int i;
	siginfo_t info;
	pid_t pid;

	CHECK(become_another());
	/* After setuid a process and its children are hidden from their own user where /proc hides those of others. */
	CHECK_INT(prctl(PR_SET_DUMPABLE, 1), 0);
	for (i = 0; i < 2; i++) {
		pid = leat_fork();
		if (pid == 0)
			_exit(0);
		CHECK_INT(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	}
	limit_processes(1);
	CHECK_EXPLAINED(leat_fork(), -1, EAGAIN, "fork", text("%s has ", user), "now of the 1 processes and threads that RLIMIT_NPROC",
	                "This process itself is the parent of 2, and has not waited for 2 that have ended", "ended (waitpid)");
	/* Some versions of the C library's popen say ENOMEM. */
	CHECK(leat_popen("true", "r") == NULL);
	CHECK_SAID(text("%s has ", user), "now of the 1 processes and threads that RLIMIT_NPROC");
	return 0;
}

/* More children than a program is likely to want. */
static int a_loop(void)
{
	int i, fds[2];
	char byte;

	CHECK(become_unprivileged());
	CHECK_INT(prctl(PR_SET_DUMPABLE, 1), 0);
	CHECK_INT(leat_pipe(fds), 0);
	for (i = 0; i < 9; i++) {
		if (leat_fork() == 0) {
			close(fds[1]);
			_exit(read(fds[0], &byte, 1) != 0);
		}
	}
	limit_processes(1);
	CHECK_EXPLAINED(leat_fork(), -1, EAGAIN, "fork", "of the 1 processes and threads that RLIMIT_NPROC",
	                "This process itself is the parent of 9: is fork in a loop without an end?");
	close(fds[1]);
	while (wait(NULL) > 0)
		;
	return 0;
}

/* From Linux 6.14 on a namespace has its own numbers. With its first process all others end. */
static int no_numbers(void)
{
	FILE *file;
	struct utsname system;
	int major, minor;
	pid_t pid;

	/* Before, the number would be that of the whole machine. */
	if (uname(&system) != 0 || sscanf(system.release, "%d.%d", &major, &minor) != 2 || major * 1000 + minor < 6014)
		return 0;
	pid = unshare(CLONE_NEWPID | CLONE_NEWNS) == 0 ? leat_fork() : -1;
	if (pid == -1)
		return 0;
	if (pid == 0) {
		if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1 || mount("proc", "/proc", "proc", 0, NULL) == -1)
			_exit(0);
		/* Without a value of its own there are no files of it, or it cannot be so low. */
		file = fopen("/proc/sys/kernel/pid_max", "r+");
		if (file == NULL || fputs("301", file) == EOF || fclose(file) == EOF)
			_exit(0);
		while ((pid = leat_fork()) > 0)
			;
		if (pid == 0) {
			pause();
			_exit(0);
		}
		CHECK_INT(errno, EAGAIN);
		CHECK_SAID("processes and threads now, and no more than 301 numbers for them (/proc/sys/kernel/pid_max)");
		_exit(0);
	}
	return exit_status_of(pid);
}

static int too_many_and_no_descriptor(void)
{
	const struct rlimit none = {0, 0};

	CHECK(become_unprivileged());
	limit_processes(1);
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &none), 0);
	CHECK_EXPLAINED(leat_fork(), -1, EAGAIN, "fork", "RLIMIT_NPROC allows 1 processes and threads of ", "cannot be seen now");
	return 0;
}

static int too_many_after_setuid(void)
{
	limit_processes(0);
	CHECK(become_unprivileged());
	CHECK_EXPLAINED(leat_execl("/bin/true", "true", (char *)NULL), -1, EAGAIN, "execl", "this process became nobody by setuid",
	                "but RLIMIT_NPROC allows 0");
	return 0;
}

static int namespace_without_init(void)
{
	const pid_t pid = unshare(CLONE_NEWPID) == 0 ? leat_fork() : -1;

	if (pid == 0)
		_exit(0);
	CHECK(pid > 0);
	CHECK_INT(leat_waitpid(pid, NULL, 0), pid);
	CHECK_EXPLAINED(leat_fork(), -1, ENOMEM, "fork", "in another PID namespace", "Do: keep the first child alive");
	return 0;
}

static int other_rights(void)
{
	struct rlimit limit;

	CHECK(become_another());
	CHECK_EXPLAINED(leat_setuid(0), -1, EPERM, "setuid", text("you are %s (real user %s, saved %s)", user, user, user),
	                "cannot become root");
	CHECK_EXPLAINED(leat_setgid(0), -1, EPERM, "setgid", "so this process cannot change to root", "Do: call setgid before setuid");
	CHECK_INT(leat_getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = limit.rlim_max = 100;
	CHECK_INT(leat_setrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_max = 200;
	CHECK_EXPLAINED(leat_setrlimit(RLIMIT_NOFILE, &limit), -1, EPERM, "setrlimit",
	                "the hard limit RLIMIT_NOFILE of this process is 100", "Do: ask for rlim_max <= 100");
	limit.rlim_cur = 150;
	limit.rlim_max = 100;
	CHECK_EXPLAINED(leat_setrlimit(RLIMIT_NOFILE, &limit), -1, EINVAL, "setrlimit", "rlim_cur, the soft limit, is above");
	return 0;
}

int main(void)
{
	struct rlimit limit;

	CHECK_EXPLAINED(leat_setuid((uid_t)-1), -1, EINVAL, "setuid", "-1 is no user or group");
	CHECK_EXPLAINED(leat_getrlimit((__rlimit_resource_t)77, &limit), -1, EINVAL, "getrlimit", "77 is no resource");
	CHECK_INT(in_child(other_rights), 0);
	CHECK_INT(in_child(too_many), 0);
	CHECK_INT(in_child(a_loop), 0);
	CHECK_INT(in_child(too_many_and_no_descriptor), 0);
	if (geteuid() == 0) {
		CHECK_INT(in_child(too_many_after_setuid), 0);
		CHECK_INT(in_child(namespace_without_init), 0);
		CHECK_INT(in_child(no_numbers), 0);
		limit.rlim_cur = limit.rlim_max = RLIM_INFINITY;
		CHECK_EXPLAINED(leat_setrlimit(RLIMIT_NOFILE, &limit), -1, EPERM, "setrlimit",
		                prctl(PR_CAPBSET_READ, 24 /* CAP_SYS_RESOURCE */) == 1 ? "/proc/sys/fs/nr_open" : "CAP_SYS_RESOURCE");
	}
	return 0;
}
