/* exec ENOENT: the name, PATH, or what a program that exists needs to be run. */
/* test: flags -D_GNU_SOURCE */
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <unistd.h>

#include "explained.h"

static char argument[] = "program";
static char *const arguments[] = {argument, NULL};
static char *const environment[] = {NULL};

static void write_program(const char *path, const char *bytes, size_t size)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0755);

	CHECK(fd >= 0);
	CHECK_INT(write(fd, bytes, size), size);
	close(fd);
}

static void write_script(const char *path, const char *text)
{
	write_program(path, text, strlen(text));
}

/* A copy of the shell that asks for a loader that there is not. 0 if the shell needs none. */
static int write_program_without_loader(const char *path)
{
	static char bytes[4 << 20];
	FILE *shell = fopen("/bin/sh", "rb");
	size_t size;
	char *loader;

	CHECK(shell != NULL);
	size = fread(bytes, 1, sizeof bytes, shell);
	fclose(shell);
	loader = (char *)memmem(bytes, size < 4096 ? size : 4096, "/ld-", 4);
	if (loader == NULL)
		return 0;
	loader[1] = 'X';
	write_program(path, bytes, size);
	return 1;
}

static void spawn(void)
{
	enum { NO_GROUP = 0x7ffffff0 };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	pid_t pid;

	errno = leat_posix_spawnp(&pid, "lss", NULL, NULL, arguments, environment);
	CHECK_INT(errno, ENOENT);
	CHECK_SAID("posix_spawnp(", "\"lss\" is in none of the directories of PATH", "Did you mean \"ls\"");
	errno = leat_posix_spawn(&pid, "./leat-script", NULL, NULL, arguments, environment);
	CHECK_INT(errno, ENOENT);
	CHECK_SAID("its first line wants \"/nope/python\"");

	CHECK_INT(posix_spawn_file_actions_init(&actions), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&actions, 1, "/nope/output", O_WRONLY, 0), 0);
	errno = leat_posix_spawnp(&pid, "true", &actions, NULL, arguments, environment);
	CHECK_INT(errno, ENOENT);
	CHECK_SAID("either the program does not exist, or a file that one of the file actions opens");
	CHECK_INT(posix_spawn_file_actions_destroy(&actions), 0);

	CHECK_INT(posix_spawn_file_actions_init(&actions), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&actions, 999, 1), 0);
	errno = leat_posix_spawnp(&pid, "true", &actions, NULL, arguments, environment);
	CHECK_INT(errno, EBADF);
	CHECK_SAID("a file action uses a descriptor that is not open in the child");
	CHECK_INT(posix_spawn_file_actions_destroy(&actions), 0);

	CHECK_INT(posix_spawnattr_init(&attributes), 0);
	CHECK_INT(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP), 0);
	CHECK_INT(posix_spawnattr_setpgroup(&attributes, NO_GROUP), 0);
	errno = leat_posix_spawnp(&pid, "true", NULL, &attributes, arguments, environment);
	CHECK_INT(errno, EPERM);
	CHECK_SAID("probably one of the attributes asks for what this process may not do", "Do: see what the posix_spawnattr_set");
	CHECK_INT(posix_spawnattr_destroy(&attributes), 0);
}

int main(void)
{
	char directory[] = "/tmp/leat-exec-XXXXXX";

	CHECK(mkdtemp(directory) != NULL);
	CHECK_INT(chdir(directory), 0);
	CHECK_INT(setenv("PATH", "/nope:/usr/bin:/bin", 1), 0);

	CHECK_EXPLAINED(leat_execlp("lss", "lss", (char *)NULL), -1, ENOENT, "execlp",
	                "\"lss\" is in none of the directories of PATH, /nope:/usr/bin:/bin.", "Did you mean \"ls\" in /usr/bin?");
	CHECK_EXPLAINED(leat_execvp("gerp", arguments), -1, ENOENT, "execvp", "Did you mean \"grep\"");
	CHECK_EXPLAINED(leat_execvp("nothing-is-like-this", arguments), -1, ENOENT, "execvp", "Do: check the name");
	CHECK_NOT_SAID("Did you mean");
	CHECK_EXPLAINED(leat_execlp("export", "export", (char *)NULL), -1, ENOENT, "execlp", "\"export\" is a command of the shell itself");
	CHECK_EXPLAINED(leat_execvp("ls -l", arguments), -1, ENOENT, "execvp", "\"ls -l\" is looked for as the name of one file",
	                "the program \"ls\" exists", "Do: pass the program and each argument as a string of its own");
	CHECK_EXPLAINED(leat_execv("true", arguments), -1, ENOENT, "execv", "there is no file \"true\" in the current directory",
	                "execv does not look elsewhere", "/bin/true\"");
	CHECK_EXPLAINED(leat_execv("/nope/program", arguments), -1, ENOENT, "execv", "\"/nope\" does not exist");
	CHECK_EXPLAINED(leat_execvp("./program", arguments), -1, ENOENT, "execvp", "has no \"program\"");

	write_script("leat-script", "#!/nope/python -u\nprint(1)\n");
	CHECK_EXPLAINED(leat_execv("./leat-script", arguments), -1, ENOENT, "execv", "\"./leat-script\" exists, but its first line wants "
	                "\"/nope/python\" to run it");
	CHECK_EXPLAINED(leat_execvp("leat-script", arguments), -1, ENOENT, "execvp", "\"leat-script\" is in the current directory, but that is "
	                "not one of the directories of PATH, /nope:/usr/bin:/bin.", "Do: write \"./leat-script\".");
	CHECK_INT(setenv("PATH", "/nope::/usr/bin", 1), 0);
	CHECK_EXPLAINED(leat_execvp("leat-script", arguments), -1, ENOENT, "execvp", "\"./leat-script\" exists, but its first line wants");
	CHECK_INT(setenv("PATH", "/usr/bin:/bin", 1), 0);
	spawn();
	write_script("leat-script", "#!/bin/sh\r\necho\r\n");
	CHECK_EXPLAINED(leat_execv("./leat-script", arguments), -1, ENOENT, "execv", "ends as Windows ends lines",
	                "\"/bin/sh\\x0d\" is looked for", "Do: remove the \\r");
	if (write_program_without_loader("program")) {
		CHECK_EXPLAINED(leat_execv("./program", arguments), -1, ENOENT, "execv", "\"./program\", a program for ", "/Xd-",
		                "not the dynamic loader that it needs");
		CHECK_INT(unlink("program"), 0);
	}

	CHECK_INT(unsetenv("PATH"), 0);
	CHECK_EXPLAINED(leat_execvp("lss", arguments), -1, ENOENT, "execvp", "PATH is not set", "/bin:/usr/bin");
	CHECK_INT(unlink("leat-script"), 0);
	CHECK_INT(rmdir(directory), 0);
	return 0;
}
