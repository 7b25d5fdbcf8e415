/*
 * Of a child that the host traces (ptrace(2)) the kernel tells each stop to whoever waits: that is no end of it to leat, which
 * gives it the time that it has, and leaves its stops to the host.
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>

#include "spawned.h"

static void exit_6(int signal)
{
	_exit(signal == SIGTERM ? 6 : 7);
}

/* Stops at each of its signals, until this thread, whose child it is, lets it go on. */
static int is_traced(void *user)
{
	(void)user;
	CHECK(signal(SIGTERM, exit_6) != SIG_ERR);
	CHECK_INT(ptrace(PTRACE_TRACEME, 0, 0, 0), 0);
	raise(SIGSTOP);
	while (pause() == -1)
		;
	return 0;
}

/* The signal that it is stopped at, which is told again; 0: it has ended. */
static int stopped_at(pid_t pid)
{
	siginfo_t info;

	if (waitid(P_PID, (id_t)pid, &info, WSTOPPED | WEXITED | WNOWAIT) == -1) {
		CHECK_INT(errno, ECHILD);
		return 0;
	}
	return info.si_code == CLD_TRAPPED ? info.si_status : 0;
}

static leat_process *begin_traced(void)
{
	leat_process *process = leat_process_spawn_function(is_traced, NULL, NULL);

	CHECK(process != NULL);
	CHECK_INT(stopped_at(leat_process_pid(process)), SIGSTOP);
	return process;
}

static int has_pending(pid_t pid, int signal)
{
	unsigned long long pending = 0;
	char path[40], line[100];
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
	file = fopen(path, "r");
	CHECK(file != NULL);
	while (fgets(line, sizeof line, file) != NULL)
		if (sscanf(line, "ShdPnd: %llx", &pending) == 1)
			break;
	fclose(file);
	return (pending >> (signal - 1) & 1) != 0;
}

static void *end_it(void *process)
{
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;

	CHECK_INT(leat_process_end((leat_process *)process, 0, LEAT_FOREVER, LEAT_FOREVER, &result), LEAT_EXITED);
	CHECK_INT(result.code, 6);
	return NULL;
}

int main(void)
{
	int descriptors = open_descriptors(), at;
	leat_process *process = begin_traced();
	pid_t pid = leat_process_pid(process);
	pthread_t ending;
	siginfo_t info;

	CHECK_FAILS(leat_process_wait(process, 0, NULL), -1, EAGAIN, "process_wait");
	CHECK_INT(pthread_create(&ending, NULL, end_it, process), 0);
	while (!has_pending(pid, SIGTERM) && stopped_at(pid) != 0)
		sched_yield();
	while ((at = stopped_at(pid)) != 0)
		CHECK_INT(ptrace(PTRACE_CONT, pid, 0, at == SIGTERM ? SIGTERM : 0), 0);
	CHECK_INT(pthread_join(ending, NULL), 0);
	leat_process_free(process);

	/* Who is freed, and still runs, is stopped for the host as before; and is reaped when it has ended. */
	process = begin_traced();
	pid = leat_process_pid(process);
	leat_process_free(process);
	CHECK_INT(waitid(P_PID, (id_t)pid, &info, WSTOPPED | WNOHANG), 0);
	CHECK(info.si_pid == pid && info.si_status == SIGSTOP);
	CHECK_INT(kill(pid, SIGKILL), 0);
	while (stopped_at(pid) != 0)
		sched_yield();
	CHECK_INT(status_of(":", NULL), 0);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
