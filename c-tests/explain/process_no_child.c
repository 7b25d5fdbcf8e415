/* ECHILD: whether the children leave no status, the status has been collected, or the process is nobody's child here. */
/* test: flags -D_XOPEN_SOURCE=700 */
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../child.h"
#include "explained.h"

static void collect(int signal)
{
	int number = errno;

	(void)signal;
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	errno = number;
}

static void handle_children(void (*handler)(int), int flags)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = handler;
	action.sa_flags = flags;
	CHECK_INT(leat_sigaction(SIGCHLD, &action, NULL), 0);
}

static void of_whom(void)
{
	const pid_t self = getpid();
	const pid_t child = leat_fork();
	int told[2], held[2];
	char byte;
	pid_t grandchild;

	if (child == 0)
		_exit(0);
	CHECK_EXPLAINED(leat_waitpid(self, NULL, 0), -1, ECHILD, "waitpid", text("%ld is this process itself", (long)self));
	CHECK_EXPLAINED(leat_waitpid(-child, NULL, 0), -1, ECHILD, "waitpid", text("no child in process group %ld", (long)child),
	                text("which is what %ld means", -(long)child));
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
	CHECK_EXPLAINED(leat_waitpid(child, NULL, 0), -1, ECHILD, "waitpid", text("process %ld is gone", (long)child),
	                "collected already");
	CHECK_NOT_SAID("handler");
	CHECK_EXPLAINED(leat_wait(NULL), -1, ECHILD, "wait", "this process has no child that has not been waited for");

	/* The child's child, which lives until this process has looked. */
	CHECK_INT(leat_pipe(told), 0);
	CHECK_INT(leat_pipe(held), 0);
	if (leat_fork() == 0) {
		close(held[1]);
		grandchild = leat_fork();
		if (grandchild == 0)
			_exit(read(held[0], &byte, 1) != 0);
		CHECK_EXPLAINED(leat_waitpid(self, NULL, 0), -1, ECHILD, "waitpid", text("%ld", (long)self),
		                "is not a child of this process");
		CHECK_INT(write(told[1], &grandchild, sizeof grandchild), sizeof grandchild);
		_exit(waitpid(grandchild, NULL, 0) != grandchild);
	}
	CHECK_INT(read(told[0], &grandchild, sizeof grandchild), sizeof grandchild);
	CHECK_EXPLAINED(leat_waitpid(grandchild, NULL, 0), -1, ECHILD, "waitpid", text("(pid %ld)", (long)grandchild),
	                "is not a child of this process, but of", "Do: let its parent wait for it");
	close(held[0]);
	close(held[1]);
	close(told[0]);
	close(told[1]);
	CHECK(leat_wait(NULL) > 0);
}

static void without_status(void)
{
	const pid_t child = (handle_children(SIG_IGN, 0), leat_fork());

	if (child == 0)
		_exit(0);
	CHECK_EXPLAINED(leat_waitpid(child, NULL, 0), -1, ECHILD, "waitpid", "SIGCHLD is ignored in this process (SIG_IGN)",
	                "Do: call signal(SIGCHLD, SIG_DFL) before fork.");
	CHECK_EXPLAINED(leat_system("exit 0"), -1, ECHILD, "system", "the shell's status is lost", "SIGCHLD is ignored");
	handle_children(SIG_DFL, SA_NOCLDWAIT);
	CHECK_EXPLAINED(leat_wait(NULL), -1, ECHILD, "wait", "SIGCHLD is set to SA_NOCLDWAIT");
	handle_children(SIG_DFL, 0);
}

static void collected_by_handler(void)
{
	FILE *shell;
	sigset_t children, old;

	handle_children(collect, SA_RESTART);
	CHECK_INT(leat_sigemptyset(&children), 0);
	CHECK_INT(leat_sigaddset(&children, SIGCHLD), 0);
	CHECK_INT(leat_sigprocmask(SIG_BLOCK, &children, &old), 0);
	shell = leat_popen("exit 0", "r");
	CHECK(shell != NULL);
	CHECK_INT(fgetc(shell), EOF);
	/* The handler takes the status now, whenever the shell ends. */
	CHECK_INT(leat_sigsuspend(&old), -1);
	CHECK_EXPLAINED(leat_pclose(shell), -1, ECHILD, "pclose", "the handler of SIGCHLD that is installed", "for any (-1)");
	handle_children(SIG_DFL, 0);
	CHECK_INT(leat_sigprocmask(SIG_SETMASK, &old, NULL), 0);
}

static void arguments(void)
{
	siginfo_t info;

	CHECK_EXPLAINED(leat_waitpid(-1, NULL, 0x100), -1, EINVAL, "waitpid", "bits that are none: 0x100");
	CHECK_EXPLAINED(leat_waitpid(-1, NULL, WEXITED), -1, EINVAL, "waitpid", "WEXITED may only be given to waitid");
	CHECK_EXPLAINED(leat_waitpid(INT_MIN, NULL, 0), -1, ESRCH, "waitpid", "no positive counterpart");
	CHECK_EXPLAINED(leat_waitid(P_ALL, 0, &info, 0), -1, EINVAL, "waitid", "do not say which change", "Do: add WEXITED");
	CHECK_EXPLAINED(leat_waitid((idtype_t)9, 0, &info, WEXITED), -1, EINVAL, "waitid", "9 is none of P_ALL, P_PID");
	CHECK_EXPLAINED(leat_waitid(P_PID, 0, &info, WEXITED), -1, EINVAL, "waitid", "0 is no number of a process");
	CHECK_EXPLAINED(leat_popen("true", "rw"), NULL, EINVAL, "popen", "the mode is \"rw\", but a pipe goes one way");
	CHECK_EXPLAINED(leat_popen("true", "x"), NULL, EINVAL, "popen", "the mode is \"x\"");
}

int main(void)
{
	of_whom();
	without_status();
	collected_by_handler();
	arguments();
	return 0;
}
