/*
 * Each exec function gives the new program its arguments and its environment: none, one, and a hundred arguments.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

#define TEN(tens)                                                                                                      \
	tens "0", tens "1", tens "2", tens "3", tens "4", tens "5", tens "6", tens "7", tens "8", tens "9"
#define HUNDRED                                                                                                        \
	TEN("0"), TEN("1"), TEN("2"), TEN("3"), TEN("4"), TEN("5"), TEN("6"), TEN("7"), TEN("8"), TEN("9")

static char path[4096], *file;
static char zero[] = "child", first[] = "00", expected[] = "EXPECT=1", only[] = "ONLY=1";
static char *const argv_one[] = {zero, first, NULL};
static char *const environment[] = {expected, only, NULL};

static void by_execl_nothing(void)
{
	/* Called through a pointer: the compiler does not let a list without arg0 pass. */
	int (*list)(const char *, const char *, ...) = leat_execl;
	setenv("EXPECT", "-1", 1);
	list(path, NULL);
}
static void by_execl_none(void) { leat_execl(path, zero, (char *)NULL); }
static void by_execl_one(void) { leat_execl(path, zero, "00", (char *)NULL); }
static void by_execl_hundred(void) { leat_execl(path, zero, HUNDRED, (char *)NULL); }
static void by_execlp_none(void) { leat_execlp(file, zero, (char *)NULL); }
static void by_execlp_hundred(void) { leat_execlp(file, zero, HUNDRED, (char *)NULL); }
static void by_execle_one(void) { leat_execle(path, zero, "00", (char *)NULL, environment); }
static void by_execle_hundred(void)
{
	static char hundred[] = "EXPECT=100";
	static char *const its_environment[] = {hundred, only, NULL};
	leat_execle(path, zero, HUNDRED, (char *)NULL, its_environment);
}
static void by_execv(void) { leat_execv(path, argv_one); }
static void by_execve(void) { leat_execve(path, argv_one, environment); }
static void by_execvp(void) { leat_execvp(file, argv_one); }
static void by_execvpe(void) { leat_execvpe(file, argv_one, environment); }

/* What the new program does: it was told in its environment how many arguments it should have. */
static int child(int argc, char **argv, int count)
{
	int i;

	if (count < 0) {
		/* Linux makes an empty arg0 of an empty list, or leaves it empty before 5.18. */
		CHECK(argc <= 1);
		CHECK(argc == 0 || argv[0][0] == '\0');
		return 0;
	}
	CHECK_INT(argc, count + 1);
	CHECK_TEXT(argv[0], "child");
	for (i = 0; i < count; i++) {
		char text[16];
		snprintf(text, sizeof text, "%02d", i);
		CHECK_TEXT(argv[1 + i], text);
	}
	CHECK(argv[argc] == NULL);
	if (getenv("ONLY") != NULL)
		CHECK(environ[0] != NULL && environ[1] != NULL && environ[2] == NULL);
	else
		CHECK(getenv("INHERITED") != NULL);
	return 0;
}

static void check_exec(const char *name, void (*call)(void), const char *count)
{
	pid_t pid;
	int status;

	CHECK_INT(setenv("EXPECT", count, 1), 0);
	CHECK((pid = leat_fork()) >= 0);
	if (pid == 0) {
		call();
		fprintf(stderr, "%s: %s\n", name, leat_error_text());
		_exit(3);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	if (status != 0) {
		fprintf(stderr, "%s: the program ended with %#x\n", name, (unsigned)status);
		exit(1);
	}
}

#define CHECK_EXEC(function, count) check_exec(#function, function, count)

int main(int argc, char **argv)
{
	ssize_t length;

	if (getenv("EXPECT") != NULL)
		return child(argc, argv, atoi(getenv("EXPECT")));

	CHECK((length = readlink("/proc/self/exe", path, sizeof path - 1)) > 0);
	path[length] = '\0';
	file = strrchr(path, '/');
	CHECK(file != NULL);
	*file = '\0';
	CHECK_INT(setenv("PATH", path, 1), 0);
	*file++ = '/';
	CHECK_INT(setenv("INHERITED", "1", 1), 0);

	CHECK_EXEC(by_execl_nothing, "-1");
	CHECK_EXEC(by_execl_none, "0");
	CHECK_EXEC(by_execl_one, "1");
	CHECK_EXEC(by_execl_hundred, "100");
	CHECK_EXEC(by_execlp_none, "0");
	CHECK_EXEC(by_execlp_hundred, "100");
	CHECK_EXEC(by_execle_one, "1");
	CHECK_EXEC(by_execle_hundred, "100");
	CHECK_EXEC(by_execv, "1");
	CHECK_EXEC(by_execve, "1");
	CHECK_EXEC(by_execvp, "1");
	CHECK_EXEC(by_execvpe, "1");
	return 0;
}
