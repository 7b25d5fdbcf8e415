/*
 * Runs a call in a child and looks at all that it did: the result, errno and h_errno, the memory its pointers lead to,
 * the files in its directory, what it wrote to standard output and error; or that it crashed, ended, stopped or did not
 * return.
 *
 * Functions of every type are called as functions of seven words. ISO C does not allow that, but the ABIs of Linux on
 * x86-64 and aarch64 do: integers and pointers travel as words in registers, what is too much on the stack, which the
 * caller tidies. Variadic functions are called as such, with just as many arguments as their row has.
 */
#include "run.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <resolv.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What child and worker share. */
static struct shared {
	struct outcome outcome;
	struct leftovers leftovers;
	volatile int calling; /* the child has made its arguments */
} *shared;

static char directory[64];
/* Where the calls write, and where the test itself complains. */
static int output, complaints;

/* FNV-1a. */
static word hash(word seed, const void *data, size_t size)
{
	for (const unsigned char *byte = data; size > 0; size--, byte++)
		seed = (seed ^ *byte) * 0x100000001b3;
	return seed;
}

enum { HASH_SEED = 0x811c9dc5 };

static void must(int condition, const char *what)
{
	if (!condition) {
		dprintf(complaints, "bad_input: %s: %s\n", what, strerror(errno));
		_exit(2);
	}
}

int row_arguments(const struct row *row)
{
	int count = 0;
	while (count < ARGUMENTS && row->kinds[count] != NONE)
		count++;
	return count;
}

/* Calling. */

static word call(const struct row *row, function f, const word *a)
{
	typedef word fixed(word, word, word, word, word, word, word);
	typedef word variadic(word, word, ...);

	if (!row->variadic)
		return ((fixed *)f)(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
	switch (row_arguments(row)) {
	case 2: return ((variadic *)f)(a[0], a[1]);
	case 3: return ((variadic *)f)(a[0], a[1], a[2]);
	case 4: return ((variadic *)f)(a[0], a[1], a[2], a[3]);
	default: return ((variadic *)f)(a[0], a[1], a[2], a[3], a[4]);
	}
}

static word call_wrongly(const struct row *row, enum sabotage sabotage, const word *a)
{
	if (sabotage == RETURNS_WRONG) {
		errno = EDOM;
		return 12345;
	}
	word result = call(row, row->libc, a);
	int error = errno;
	for (int i = 0; i < arena_slots(); i++) {
		struct watched watched = arena_watched(i);
		if (sabotage == SPOILS_MEMORY)
			memset((void *)watched.start, FILL, watched.size);
	}
	for (int i = 0; i < row_arguments(row); i++) {
		if (sabotage == IS_CARELESS && a[i] == 1 && error != 0)
			(void)*(volatile char *)a[i];
	}
	while (sabotage == BLOCKS)
		pause();
	errno = error;
	return result;
}

/* The result as it is compared. */
static word comparable(const struct row *row, word result)
{
	int number = (int)result;
	switch (row->result) {
	case VOID: return 0;
	case INT: return (word)(long)number;
	case LONG: return result;
	case POINTER: return result == 0 || result == (word)-1 ? result : 1;
	case STRING: return result == 0 ? 0 : hash(HASH_SEED, (const char *)result, strlen((const char *)result));
	case COMMAND_STREAM: return result == 0 ? 0 : (word)pclose((FILE *)result) + 1;
	case PROCESS: return number == -1 || number == 0 ? (word)(long)number : 1;
	case ID_OF_MSG: case ID_OF_SEM: case ID_OF_SHM: break;
	}
	leftovers->ids[row->result - ID_OF_MSG][1] = number;
	return number == -1 ? (word)-1 : 1;
}

static word memory_hash(int slot, word seed)
{
	struct watched watched = arena_watched(slot);
	return hash(seed, watched.start, watched.size);
}

/* Is there anything but what was there from the start? */
static int is_written(struct watched watched)
{
	const unsigned char *byte = watched.start;
	for (size_t i = 0; i < watched.size; i++) {
		if (byte[i] != FILL)
			return 1;
	}
	return 0;
}

static void child(const struct row *row, const struct test_case *test, int leat, enum sabotage sabotage)
{
	const struct rlimit no_core = {0, 0}, space = {1 << 30, 1 << 30};
	struct outcome *outcome = &shared->outcome;
	word a[ARGUMENTS] = {0}, before[SLOTS];
	int count = row_arguments(row);
	sigset_t none;

	sigemptyset(&none);
	must(setpgid(0, 0) == 0 && getpgrp() == getpid(), "a process group of its own");
	must(chdir("d") == 0, "the child's directory");
	setrlimit(RLIMIT_CORE, &no_core);
	setrlimit(RLIMIT_AS, &space);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int i = 0; i < count; i++)
		a[i] = point_make(&kind(row->kinds[i])->points[test->choice[i]], i);
	for (int i = 0; i < arena_slots(); i++)
		before[i] = memory_hash(i, HASH_SEED);

	pid_t self = getpid();
	shared->calling = 1;
	h_errno = 0;
	errno = test->errno_before;
	word result = leat && sabotage != NO_SABOTAGE ? call_wrongly(row, sabotage, a)
						      : call(row, leat ? row->leat : row->libc, a);
	int error = errno;

	if (getpid() != self)
		_exit(0); /* the child of fork */
	outcome->error = error;
	outcome->h_error = h_errno;
	outcome->result = comparable(row, result);
	outcome->memory = HASH_SEED;
	for (int i = 0; i < arena_slots(); i++) {
		if (i < count && kind(row->kinds[i])->differs)
			outcome->memory += memory_hash(i, HASH_SEED) == before[i];
		else
			outcome->memory = memory_hash(i, outcome->memory);
		outcome->written |= is_written(arena_watched(i));
	}
	outcome->ending = RETURNED;
	_exit(0);
}

void fixture_failed(const char *expression, int line)
{
	struct outcome *outcome = &shared->outcome;
	snprintf(outcome->unmade, sizeof outcome->unmade, "line %d: %s: %s", line, expression, strerror(errno));
	outcome->ending = UNMADE;
	_exit(0);
}

/* The worker's side. */

void worker_start(int number)
{
	sigset_t child_ends;

	worker = getpid();
	complaints = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 200);
	snprintf(directory, sizeof directory, "worker-%d", number);
	must(mkdir(directory, 0700) == 0 && chdir(directory) == 0 && mkdir("d", 0700) == 0, directory);
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(shared != MAP_FAILED, "shared memory");
	leftovers = &shared->leftovers;
	arena_make();

	/* Orphans come to the worker, which waits for them. */
	must(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "prctl");
	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&child_ends);
	sigaddset(&child_ends, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child_ends, NULL);

	/* Everything is the same wherever the test runs; only the current directory is searched for programs. */
	clearenv();
	setenv("PATH", "missing:file:.", 1);
	/* Names are asked of a server that is not there: the answer comes at once, and nothing leaves the machine. */
	res_init();
	_res.nscount = 1;
	_res.nsaddr_list[0] = (struct sockaddr_in){
		.sin_family = AF_INET, .sin_port = htons(1), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	_res.retry = 1;
	_res.retrans = 1;

	output = open("output", O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	int null = open("/dev/null", O_RDWR);
	must(output != -1 && null != -1 && dup2(null, 0) == 0, "standard streams");
	must(dup2(output, 1) == 1 && dup2(output, 2) == 2, "standard streams");
	close(null);
}

void worker_finish(void)
{
	rmdir("d");
	unlink("output");
	if (chdir("..") == 0)
		rmdir(directory);
}

/* Adds up what is in a directory, and empties it. What is behind a ~ in a name was chosen by chance. */
static word empty_directory(const char *name)
{
	word files = 0;

	/* The call may have made it inaccessible. */
	must(chmod(name, 0700) == 0, name);
	DIR *dir = opendir(name);
	must(dir != NULL, name);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		char path[PATH_MAX];
		struct stat status;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", name, entry->d_name);
		must(lstat(path, &status) == 0, path);
		int is_directory = S_ISDIR(status.st_mode);
		word about[2] = {status.st_mode, is_directory ? empty_directory(path) : (word)status.st_size};
		files += hash(hash(HASH_SEED, path, strcspn(path, "~")), about, sizeof about);
		must((is_directory ? rmdir(path) : unlink(path)) == 0, path);
	}
	closedir(dir);
	return files;
}

static word read_output(void)
{
	char text[1 << 14];
	ssize_t size = pread(output, text, sizeof text, 0);
	if (size <= 0)
		return 0;
	must(ftruncate(output, 0) == 0, "output");
	return hash(HASH_SEED, text, (size_t)size);
}

static long now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * Waits until the child has ended or stopped, but only so long when it has begun to call. Its zombie stays, so that its
 * process group stays its own.
 */
static int wait_for_end(pid_t pid, int limit_ms, siginfo_t *info)
{
	long deadline = now_ms() + limit_ms;
	int called = 0;
	sigset_t child_ends;

	sigemptyset(&child_ends);
	sigaddset(&child_ends, SIGCHLD);
	for (;;) {
		info->si_pid = 0;
		must(waitid(P_PID, (id_t)pid, info, WEXITED | WSTOPPED | WNOHANG | WNOWAIT) == 0, "waitid");
		long left = deadline - now_ms();
		if (info->si_pid == pid || (left <= 0 && called))
			return info->si_pid == pid;
		if (left <= 0) {
			called = shared->calling;
			deadline += left = limit_ms;
		}
		sigtimedwait(&child_ends, NULL, &(struct timespec){left / 1000, left % 1000 * 1000000});
	}
}

struct outcome run(const struct row *row, const struct test_case *test, int leat, enum sabotage sabotage, int limit_ms)
{
	struct outcome *outcome = &shared->outcome;
	siginfo_t info;

	shared->calling = 0;
	memset(outcome, 0, sizeof *outcome);
	outcome->ending = EXITED;
	leftovers_reset();
	pid_t pid = fork();
	must(pid != -1, "fork");
	if (pid == 0)
		child(row, test, leat, sabotage);
	setpgid(pid, pid);
	int ended = wait_for_end(pid, limit_ms, &info);
	kill(-pid, SIGKILL);
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		;

	struct outcome result = {.ending = EXITED};
	if (!ended)
		result.ending = BLOCKED;
	else if (info.si_code == CLD_STOPPED)
		result.ending = STOPPED;
	else if (info.si_code != CLD_EXITED)
		result.ending = KILLED;
	else if (outcome->ending != EXITED)
		result = *outcome;
	result.status = ended ? info.si_status : 0;
	leftovers_remove();
	word files = empty_directory("d"), written = read_output();
	/* How far a call comes until it is killed is chance. */
	if (result.ending != BLOCKED) {
		result.files = files;
		result.output = written;
	}
	return result;
}

int outcomes_differ(const struct outcome *a, const struct outcome *b)
{
	return a->ending != b->ending || a->status != b->status || a->result != b->result || a->error != b->error ||
	       a->h_error != b->h_error || a->memory != b->memory || a->files != b->files || a->output != b->output;
}

void outcome_text(const struct outcome *outcome, char *text, size_t size)
{
	int length = 0;
	switch (outcome->ending) {
	case RETURNED:
		length = snprintf(text, size, "%ld, errno %d, h_errno %d, memory %x", (long)outcome->result,
				  outcome->error, outcome->h_error, (unsigned)outcome->memory);
		break;
	case EXITED: length = snprintf(text, size, "exit %d", outcome->status); break;
	case KILLED: length = snprintf(text, size, "signal %d", outcome->status); break;
	case STOPPED: length = snprintf(text, size, "a stop by signal %d", outcome->status); break;
	case BLOCKED: length = snprintf(text, size, "no return"); break;
	case UNMADE: length = snprintf(text, size, "no arguments (%s)", outcome->unmade); break;
	}
	snprintf(text + length, size - (size_t)length, ", files %x, output %x", (unsigned)outcome->files,
		 (unsigned)outcome->output);
}
