/*
 * What cannot be started fails the spawn, with the errno and the explanation of the step that failed; and nothing is left of
 * it: no child, no descriptor, no SIGCHLD. (valgrind cannot fail to exec.)
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "child.h"
#include "explained.h"
#include "refuse.h"
#include "spawned.h"

static int children;

static void on_child(int signal)
{
	(void)signal;
	children++;
}

#define CHECK_SPAWN_FAILS(argv, options, code, said) \
	CHECK_EXPLAINED(leat_process_spawn(argv, options), NULL, code, "process_spawn", said)

static char *const *one(const char *name)
{
	static char *argv[2];

	argv[0] = (char *)name;
	return argv;
}

static void write_file(const char *name, const char *text, mode_t mode)
{
	FILE *file = fopen(name, "w");

	CHECK(file != NULL);
	CHECK(fputs(text, file) >= 0);
	CHECK_INT(fclose(file), 0);
	CHECK_INT(chmod(name, mode), 0);
}

static int without_prctl(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;

	options.flags = LEAT_PROCESS_DIE_WITH_THREAD;
	refuse(SYS_prctl, ENOSYS);
	CHECK_SPAWN_FAILS(one("true"), &options, ENOSYS, "prctl(2) with PR_SET_PDEATHSIG");
	options.flags = 0;
	CHECK_ENDED(leat_process_spawn(one("true"), &options), LEAT_EXITED, 0);
	return 0;
}

int main(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT, defaults = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_child_limit limit = {RLIMIT_NOFILE, 0, 100, 50};
	char directory[] = "/tmp/leat-spawn-XXXXXX";
	struct leat_child_fd high = {2000000000, 0, {LEAT_CHILD_NULL, 0, NULL, 0, 0}};
	int descriptors;

	CHECK(mkdtemp(directory) != NULL);
	CHECK_INT(chdir(directory), 0);
	CHECK_INT(setenv("PATH", "/usr/bin:/bin", 1), 0);
	signal(SIGCHLD, on_child);
	descriptors = open_descriptors();

	CHECK_SPAWN_FAILS(one("leat-no-such"), NULL, ENOENT, "is in none of the directories of PATH");
	CHECK_SPAWN_FAILS(one("./leat-no-such"), NULL, ENOENT, "has no \"leat-no-such\"");
	CHECK_SPAWN_FAILS(one(""), NULL, ENOENT, "process_spawn: execvp(\"\"");
	CHECK_SPAWN_FAILS(one("/"), NULL, EACCES, "is a directory");
	write_file("script", "echo no interpreter is named\n", 0755);
	CHECK_SPAWN_FAILS(one("./script"), NULL, ENOEXEC, "is text without a first line");
	write_file("script", "#!/nowhere/sh\n", 0755);
	CHECK_SPAWN_FAILS(one("./script"), NULL, ENOENT, "/nowhere/sh\" to run it, which does not exist");
	write_file("script", "#!/bin/sh\r\n", 0755);
	CHECK_SPAWN_FAILS(one("./script"), NULL, ENOENT, "\"/bin/sh\\x0d\"");
	write_file("script", "#!/bin/sh\n", 0644);
	CHECK_SPAWN_FAILS(one("./script"), NULL, EACCES, "may execute it");
	CHECK_INT(unlink("script"), 0);

	options.directory = "/nowhere";
	CHECK_SPAWN_FAILS(one("true"), &options, ENOENT, "process_spawn: chdir(\"/nowhere\")");
	/* A path is one in the child's directory. */
	options.directory = "/usr";
	CHECK_SPAWN_FAILS(one("./leat-no-such"), &options, ENOENT, "execve(\"/usr/./leat-no-such\"");
	/* So are directories of PATH: what is found from here is none of them. */
	CHECK_INT(mkdir("inner", 0755), 0);
	write_file("inner/leat-own", "#!/nowhere/sh\n", 0755);
	CHECK_INT(setenv("PATH", "/bin:inner:", 1), 0);
	options.directory = "/";
	CHECK_SPAWN_FAILS(one("leat-own"), &options, ENOENT, "the directories of PATH; those that do not begin");
	options.directory = "inner";
	CHECK_SPAWN_FAILS(one("leat-own"), &options, ENOENT, "\"inner/leat-own\" exists, but");
	write_file("inner/leat-own", "no program is named\n", 0755);
	CHECK_SPAWN_FAILS(one("leat-own"), &options, ENOEXEC, "execve(\"inner/leat-own\"");
	CHECK_INT(chmod("inner/leat-own", 0644), 0);
	CHECK_SPAWN_FAILS(one("leat-own"), &options, EACCES, "\"inner/leat-own\" is -rw-r--r--");
	CHECK_INT(setenv("PATH", "/usr/bin:/bin", 1), 0);
	CHECK_INT(unlink("inner/leat-own"), 0);
	CHECK_INT(rmdir("inner"), 0);
	options = defaults;
	options.in.kind = LEAT_CHILD_FILE;
	options.in.path = "missing";
	CHECK_SPAWN_FAILS(one("true"), &options, ENOENT, "process_spawn: open(\"missing\", O_RDONLY");
	options = defaults;
	options.out.kind = LEAT_CHILD_FD;
	options.out.fd = 77;
	options.err.kind = LEAT_CHILD_PIPE;
	CHECK_SPAWN_FAILS(one("true"), &options, EBADF, "process_spawn: fcntl(77, F_GETFD): EBADF: fd 77 is not open now");
	options = defaults;
	options.group_kind = LEAT_GROUP_JOIN;
	options.group = 1;
	CHECK_SPAWN_FAILS(one("true"), &options, EPERM, "process_spawn: setpgid(0, 1)");
	options.group = 0;
	CHECK_SPAWN_FAILS(one("true"), &options, EINVAL, "options.group is 0");
	/* Whether there is a terminal or not. */
	options.group_kind = LEAT_GROUP_SESSION;
	options.flags = LEAT_PROCESS_FOREGROUND;
	CHECK_SPAWN_FAILS(one("true"), &options, EINVAL, "LEAT_PROCESS_FOREGROUND and LEAT_GROUP_SESSION");
	options = defaults;
	options.limits = &limit;
	options.limit_count = 1;
	CHECK_SPAWN_FAILS(one("true"), &options, EINVAL, "process_spawn: setrlimit(RLIMIT_NOFILE");
	options = defaults;
	options.flags = 1u << 31;
	CHECK_SPAWN_FAILS(one("true"), &options, EINVAL, "options.flags has the bits 0x80000000");
	options = defaults;
	options.err.kind = 99;
	CHECK_SPAWN_FAILS(one("true"), &options, EINVAL, "options.err.kind is 99");
	options.err.kind = LEAT_CHILD_FILE;
	CHECK_SPAWN_FAILS(one("true"), &options, EFAULT, "options.err.path is NULL");
	options = defaults;
	options.err.kind = LEAT_CHILD_PIPE;
	options.err.flags = O_NONBLOCK; /* of a file alone */
	CHECK_SPAWN_FAILS(one("true"), &options, EINVAL, "options.err.flags has the bits 0x800");
	options = defaults;
	options.fds = &high;
	options.fd_count = 1;
	CHECK_SPAWN_FAILS(one("true"), &options, EINVAL, "options.fds names the child's descriptor 2000000000, which is not below");
	CHECK_SPAWN_FAILS(NULL, NULL, EFAULT, "argv is NULL");
	CHECK_SPAWN_FAILS(one(NULL), NULL, EINVAL, "argv has no string in it");
	/* Also if the program has a name: it must be told one. */
	options = defaults;
	options.program = "/bin/true";
	CHECK_SPAWN_FAILS(one(NULL), &options, EINVAL, "argv has no string in it");
	options = defaults;
	options.in.kind = LEAT_CHILD_OUT;
	CHECK_SPAWN_FAILS(one("true"), &options, EINVAL, "options.in.kind is LEAT_CHILD_OUT");

	CHECK_INT(children, 0);
	CHECK_INT(in_child(without_prctl), 0);
	CHECK_NOTHING_LEFT(descriptors);
	CHECK_INT(rmdir(directory), 0);
	return 0;
}
