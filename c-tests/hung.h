/*
 * Processes that hang, and what must be said of them. A process is begun by `begin`, is known to be blocked in a system
 * call when `wait_until_blocked` returns, and is gone after `end`.
 *
 * CHECK_HANG(pid, parts…): leat_explain_process() says each of the parts of it; spaces and line breaks count as one
 * space. CHECK_GRAPH(pids, count, parts…): the same of leat_explain_wait_graph(). CHECK_HANG_WITHOUT(pid, part),
 * CHECK_GRAPH_WITHOUT(pids, count, part): this is not said.
 */
#ifndef HUNG_H
#define HUNG_H

#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "blocked.h"
#include "explained.h"

/* A child that does `work`, and ends with this process. */
static inline pid_t begin(void (*work)(void))
{
	pid_t parent = getpid(), pid = leat_fork();

	CHECK(pid >= 0);
	if (pid > 0)
		return pid;
	CHECK_INT(prctl(PR_SET_PDEATHSIG, SIGKILL), 0);
	if (getppid() == parent)
		work();
	_exit(0);
}

static inline void end(pid_t pid)
{
	CHECK_INT(leat_kill(pid, SIGKILL), 0);
	CHECK_INT(leat_waitpid(pid, NULL, 0), pid);
}

/* What a text calls a process: `cat (pid 123)`. */
static inline const char *named(pid_t pid)
{
	char name[32] = "";
	FILE *file = fopen(text("/proc/%ld/comm", (long)pid), "r");

	CHECK(file != NULL);
	CHECK(fscanf(file, "%31[^\n]", name) == 1);
	fclose(file);
	return text("%s (pid %ld)", name, (long)pid);
}

/* Is the thread in the directory blocked in that system call? (One that runs has no number there.) */
static inline int is_blocked(const char *directory, long number)
{
	char path[80], words[16] = "";
	FILE *file;

	snprintf(path, sizeof path, "%s/syscall", directory);
	file = fopen(path, "r");
	CHECK(file != NULL);
	CHECK(fscanf(file, "%15s", words) == 1);
	fclose(file);
	return strcmp(words, text("%ld", number)) == 0;
}

static inline void wait_until_blocked(pid_t pid, long number)
{
	const char *directory = text("/proc/%ld", (long)pid);
	char kept[40];

	snprintf(kept, sizeof kept, "%s", directory);
	while (!is_blocked(kept, number)) {
		CHECK_INT(leat_waitpid(pid, NULL, WNOHANG), 0);
		sched_yield();
	}
}

/* The same of a thread of this process. */
static inline void wait_until_thread_blocked(long tid, long number)
{
	char directory[40];

	snprintf(directory, sizeof directory, "/proc/self/task/%ld", tid);
	while (!is_blocked(directory, number))
		sched_yield();
}

/* The inode of a pipe's or socket's descriptor, as /proc shows it. */
static inline unsigned long inode_of(int fd)
{
	struct stat status;

	CHECK_INT(fstat(fd, &status), 0);
	return (unsigned long)status.st_ino;
}

/* What is said of the processes: of one alone if count is 0. */
static inline const char *hang_text(const char *file, int line, const pid_t *pids, size_t count)
{
	static char said[32768];
	int length;
	char *to = said;
	const char *from;

	errno = 0;
	length = count == 0 ? leat_explain_process(*pids, said, sizeof said)
	                    : leat_explain_wait_graph(pids, count, said, sizeof said);
	check_int(file, line, "the text's length", length > 0 && length < (int)sizeof said, 1);
	check_int(file, line, "the length is the text's", length, (long)strlen(said));
	check_int(file, line, "errno after success", errno, 0);
	for (from = said; *from != '\0'; from++) {
		const int space = *from == ' ' || *from == '\n';
		if (!space || (to > said && to[-1] != ' '))
			*to++ = (char)(space ? ' ' : *from);
	}
	*to = '\0';
	return said;
}

static inline void check_hang(const char *file, int line, const pid_t *pids, size_t count, ...)
{
	const char *said = hang_text(file, line, pids, count), *part;
	va_list parts;

	va_start(parts, count);
	while ((part = va_arg(parts, const char *)) != NULL) {
		if (strstr(said, part) == NULL) {
			fprintf(stderr, "%s:%d: \"%s\" is not said in:\n%s\n", file, line, part, said);
			exit(1);
		}
	}
	va_end(parts);
}

static inline void check_hang_without(const char *file, int line, const pid_t *pids, size_t count, const char *part)
{
	const char *said = hang_text(file, line, pids, count);

	if (strstr(said, part) != NULL) {
		fprintf(stderr, "%s:%d: \"%s\" is said in:\n%s\n", file, line, part, said);
		exit(1);
	}
}

/* Until the process, and those that it waits for, have come so far that this is said. */
static inline void wait_until_said(const pid_t *pids, size_t count, const char *part)
{
	while (strstr(hang_text(__FILE__, __LINE__, pids, count), part) == NULL)
		sched_yield();
}

#define CHECK_HANG(pid, ...) check_hang(__FILE__, __LINE__, &(pid), 0, __VA_ARGS__, (const char *)NULL)

#define CHECK_HANG_WITHOUT(pid, part) check_hang_without(__FILE__, __LINE__, &(pid), 0, (part))

#define CHECK_GRAPH(pids, count, ...) check_hang(__FILE__, __LINE__, (pids), (count), __VA_ARGS__, (const char *)NULL)

#define CHECK_GRAPH_WITHOUT(pids, count, part) check_hang_without(__FILE__, __LINE__, (pids), (count), (part))

#endif /* HUNG_H */
