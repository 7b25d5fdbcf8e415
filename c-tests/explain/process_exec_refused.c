/* exec of what exists: not executable, no program, in use, too long, or a circle of scripts. */
/* test: flags -D_GNU_SOURCE */
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../child.h"
#include "../unprivileged.h"
#include "explained.h"

static char argument[] = "program";
static char *const arguments[] = {argument, NULL};
static char *const environment[] = {NULL};

/* Makes the file "program". */
static void program(const char *bytes, size_t size, mode_t mode)
{
	int fd;

	unlink("program");
	fd = open("program", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	CHECK(fd >= 0);
	CHECK_INT(write(fd, bytes, size), size);
	CHECK_INT(fchmod(fd, mode), 0);
	close(fd);
}

static void script(const char *text, mode_t mode)
{
	program(text, strlen(text), mode);
}

static int as_nobody(void)
{
	CHECK(become_unprivileged());
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, EACCES, "execv", "-rwx------ root root",
	                "you (nobody, neither its owner nor in its group) may not execute it (x)", "Do: have root do chmod o+x");
	CHECK_INT(setenv("PATH", "private", 1), 0);
	CHECK_EXPLAINED(leat_execvp("anything", arguments), -1, EACCES, "execvp", "the directory \"private\" of PATH may not be searched");
	return 0;
}

static void permissions(const char *directory)
{
	char path[64];

	CHECK_EXPLAINED(leat_execv("/tmp", arguments), -1, EACCES, "execv", "\"/tmp\" is a directory, and no program");
	script("#!/bin/sh\n", 0644);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, EACCES, "execv", "\"./program\" is -rw-r--r--",
	                "nobody may execute it (x)", "chmod u+x \"./program\"");
	CHECK_INT(setenv("PATH", directory, 1), 0);
	CHECK_EXPLAINED(leat_execvp("program", arguments), -1, EACCES, "execvp", text("\"%s/program\" is -rw-r--r--", directory));
	snprintf(path, sizeof path, "#!%s/data\n", directory);
	script("data", 0644);
	CHECK_INT(rename("program", "data"), 0);
	script(path, 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, EACCES, "execv", "\"./program\" may be executed, but",
	                text("\"%s/data\", which shall run it, may not", directory));
	CHECK_INT(unlink("data"), 0);
	if (geteuid() == 0) {
		script("#!/bin/sh\n", 0700);
		CHECK_INT(chmod(".", 0755), 0);
		CHECK_INT(mkdir("private", 0700), 0);
		CHECK_INT(in_child(as_nobody), 0);
		CHECK_INT(rmdir("private"), 0);
	}
	CHECK_INT(mkdir("mounted", 0755), 0);
	if (mount("none", "mounted", "tmpfs", MS_NOEXEC, NULL) == 0) {
		CHECK_INT(chdir("mounted"), 0);
		script("#!/bin/sh\n", 0755);
		CHECK_EXPLAINED(leat_execv("./program", arguments), -1, EACCES, "execv", "noexec", text("%s/mounted", directory));
		CHECK_INT(chdir(".."), 0);
		CHECK_INT(umount("mounted"), 0);
	}
	CHECK_INT(rmdir("mounted"), 0);
}

static void no_programs(void)
{
	/* The beginnings of an object file, and of a program, for a 64-bit ARM machine; for any it is no valid program. */
	char elf[128] = "\177ELF\002\001\001\0\0\0\0\0\0\0\0\0\001\0\267\0\001";

	script("echo hello\n", 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ENOEXEC, "execv", "text without a first line that names the program",
	                "Do: begin it with #!/bin/sh");
	script("\n#!/bin/sh\n", 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ENOEXEC, "execv", "must be the very first two bytes");
	script("#!\n", 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ENOEXEC, "execv", "#! without the name of a program");
	script("", 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ENOEXEC, "execv", "\"./program\" is empty");
	script("MZ\220", 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ENOEXEC, "execv", "a program for Windows");
	program(elf, sizeof elf, 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ENOEXEC, "execv", "an object file", "Do: link it: cc -o program");
	elf[16] = 2;
#ifdef __aarch64__
	elf[18] = 62;
	program(elf, sizeof elf, 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ENOEXEC, "execv", "a program for x86-64, and this is 64-bit ARM");
#else
	program(elf, sizeof elf, 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ENOEXEC, "execv", "a program for 64-bit ARM (aarch64), and this is");
#endif
}

static void in_use(void)
{
	int fd, fds[2];
	char byte;
	pid_t pid;

	script("#!/bin/sh\n", 0755);
	fd = open("program", O_WRONLY);
	CHECK(fd >= 0);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ETXTBSY, "execv", text("in this process itself, as fd %d", fd));
	CHECK_INT(leat_pipe(fds), 0);
	pid = leat_fork();
	if (pid == 0) {
		close(fds[1]);
		_exit(read(fds[0], &byte, 1) != 0);
	}
	close(fd);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ETXTBSY, "execv", "is open for writing in", text("(pid %ld)", (long)pid));
	close(fds[1]);
	close(fds[0]);
	CHECK_INT(exit_status_of(pid), 0);
}

/* What is too long is seen where the strings are, as long as they are there. */
static void too_long(void)
{
	static char huge[300000], variable[4000] = "NAME=";
	static char *many[71];
	char *const one[] = {argument, huge, NULL};
	const struct rlimit stack = {1 << 20, RLIM_INFINITY};
	char most[60];
	size_t i;

	snprintf(most, sizeof most, "may have %ld (MAX_ARG_STRLEN)", 32 * sysconf(_SC_PAGESIZE));
	memset(huge, 'x', sizeof huge - 1);
	CHECK_EXPLAINED(leat_execve("/bin/true", one, environment), -1, E2BIG, "execve",
	                "argument 1 has 300000 bytes with its NUL now", most);
	CHECK_EXPLAINED(leat_execvp("/bin/true", one), -1, E2BIG, "execvp", "argument 1 has 300000 bytes");
	memcpy(huge, "LONG=", 5);
	CHECK_EXPLAINED(leat_execve("/bin/true", arguments, one), -1, E2BIG, "execve",
	                "the variable LONG of the environment has 300000 bytes with its NUL now", most);
	CHECK(putenv(huge) == 0);
	CHECK_EXPLAINED(leat_execv("/bin/true", arguments), -1, E2BIG, "execv", "the variable LONG of the environment has 300000");
	CHECK(unsetenv("LONG") == 0);
	CHECK_EXPLAINED(leat_execl("/bin/true", "true", huge, (char *)NULL), -1, E2BIG, "execl", "these have more");

	memset(variable + 5, 'x', sizeof variable - 6);
	for (i = 0; i + 1 < sizeof many / sizeof many[0]; i++)
		many[i] = variable;
	CHECK(setrlimit(RLIMIT_STACK, &stack) == 0);
	CHECK_EXPLAINED(leat_execve("/bin/true", arguments, many), -1, E2BIG, "execve",
	                text("and the environment %d now", 70 * (4000 + (int)sizeof(char *))), "may have 262144:");
}

int main(void)
{
	char directory[] = "/tmp/leat-exec-XXXXXX", path[64];

	CHECK(mkdtemp(directory) != NULL);
	CHECK_INT(chdir(directory), 0);
	permissions(directory);
	no_programs();
	in_use();
	too_long();
	snprintf(path, sizeof path, "#!%s/program\n", directory);
	script(path, 0755);
	CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ELOOP, "execv", "a script whose interpreter is a script again");
	CHECK_INT(unlink("program"), 0);
	CHECK_INT(rmdir(directory), 0);
	return 0;
}
