/*
 * In a PID namespace processes and threads have other numbers than outside of it. What is said has those that the reader can
 * use.
 */
/* test: flags -D_GNU_SOURCE */
/* test: no valgrind */
#include <dirent.h>
#include <fcntl.h>

#include "hung.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* The first process of a namespace waits for the second. */
static void wait_for_child(void)
{
	pid_t child = leat_fork();

	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		leat_pause();
	}
	CHECK_INT(child, 2);
	leat_waitpid(child, NULL, 0);
}

static void *lock(void *unused)
{
	pthread_mutex_lock(&mutex);
	return unused;
}

static void lock_what_another_thread_has(void)
{
	pthread_t thread;

	CHECK_INT(syscall(SYS_gettid), 1);
	pthread_mutex_lock(&mutex);
	CHECK_INT(pthread_create(&thread, NULL, lock, NULL), 0);
	leat_pause();
}

/* As `begin`, of a process that cannot see its parent. */
static pid_t begin_container(void (*work)(void))
{
	pid_t pid;

	CHECK_INT(unshare(CLONE_NEWPID), 0);
	pid = leat_fork();
	CHECK(pid >= 0);
	if (pid == 0) {
		CHECK_INT(prctl(PR_SET_PDEATHSIG, SIGKILL), 0);
		CHECK_INT(getpid(), 1);
		work();
		_exit(0);
	}
	return pid;
}

/* The only child of a process. */
static long only_child(pid_t pid)
{
	char path[64], word[32];
	long number = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", (long)pid, (long)pid);
	while (number == 0) {
		file = fopen(path, "r");
		CHECK(file != NULL);
		if (fscanf(file, "%31s", word) == 1)
			number = atol(word);
		fclose(file);
	}
	return number;
}

/* Waits until each thread is blocked in a call: the first, or another one. */
static void wait_until_both_are_blocked(pid_t pid, long first, long other)
{
	char path[64], directory[320];
	struct dirent *entry;
	int blocked = 0;
	DIR *threads;

	snprintf(path, sizeof path, "/proc/%ld/task", (long)pid);
	while (blocked < 2) {
		threads = opendir(path);
		CHECK(threads != NULL);
		for (blocked = 0; (entry = readdir(threads)) != NULL;) {
			snprintf(directory, sizeof directory, "%s/%s", path, entry->d_name);
			if (entry->d_name[0] != '.' && is_blocked(directory, atol(entry->d_name) == pid ? first : other))
				blocked++;
		}
		closedir(threads);
	}
}

int main(void)
{
	pid_t pid;
	long number;

	/* Whoever may not do that has no containers of his own. */
	if (unshare(CLONE_NEWPID) == -1)
		return 0;
	CHECK_INT(setns(open("/proc/self/ns/pid", O_RDONLY | O_CLOEXEC), CLONE_NEWPID), 0);

	pid = begin_container(wait_for_child);
	wait_until_blocked(pid, SYS_wait4);
	number = only_child(pid);
	CHECK(number != 2);
	while (!is_blocked(text("/proc/%ld", number), SYS_pause))
		sched_yield();
	CHECK_HANG(pid, text("waitpid(2, NULL, 0) for its child blocked_contain (pid %ld) to end.", number),
	           text("blocked_contain (pid %ld) waits for a signal.", number));
	end(pid);

	/* That namespace has ended with its first process: the next is one beside it. */
	CHECK_INT(setns(open("/proc/self/ns/pid", O_RDONLY | O_CLOEXEC), CLONE_NEWPID), 0);
	pid = begin_container(lock_what_another_thread_has);
	wait_until_both_are_blocked(pid, SYS_pause, SYS_futex);
	CHECK_HANG(pid, text("thread %ld of the same process", (long)pid));
	end(pid);
	return 0;
}
