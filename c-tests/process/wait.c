/*
 * Each way of waiting tells how a child ended, and that there is none left.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static pid_t ends_with(int code)
{
	pid_t child = leat_fork();

	CHECK(child >= 0);
	if (child == 0)
		_exit(code);
	return child;
}

int main(void)
{
	struct rusage usage;
	siginfo_t info;
	int status = 0;
	pid_t child = ends_with(3);

	CHECK_INT(leat_wait(&status), child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	child = ends_with(4);
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 4);
	child = ends_with(5);
	CHECK_INT(leat_wait4(child, &status, 0, &usage), child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 5);
	child = ends_with(6);
	CHECK_INT(leat_waitid(P_PID, (id_t)child, &info, WEXITED), 0);
	CHECK_INT(info.si_pid, child);
	CHECK_INT(info.si_code, CLD_EXITED);
	CHECK_INT(info.si_status, 6);

	CHECK_FAILS(leat_wait(&status), -1, ECHILD, "wait");
	CHECK_FAILS(leat_waitpid(child, &status, 0), -1, ECHILD, "waitpid");
	CHECK_FAILS(leat_waitpid(child, &status, 0x40), -1, EINVAL, "waitpid");
	CHECK_FAILS(leat_wait4(child, &status, 0, &usage), -1, ECHILD, "wait4");
	CHECK_FAILS(leat_waitid(P_ALL, 0, &info, WEXITED), -1, ECHILD, "waitid");

	CHECK_INT(WEXITSTATUS(leat_system("exit 9")), 9);
	CHECK(leat_system(NULL) != 0);
	return 0;
}
