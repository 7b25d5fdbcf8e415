/*
 * EACCES: which directory or file it is that does not allow it, its mode and owner, and who asked.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <dirent.h>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

/* How an explanation names this process when the file is another's. */
static const char *other(void)
{
	const struct passwd *user = getpwuid(geteuid());

	return text("you (%s, neither its owner nor in its group)", user == NULL ? text("uid %d", (int)geteuid()) : user->pw_name);
}

static int unprivileged(void)
{
	const char *you;

	if (!become_unprivileged())
		return 0;
	you = other();
	CHECK_EXPLAINED(leat_open("secret/x", O_RDONLY), -1, EACCES, "open", "the directory \"secret\" is drwx------ root root",
	                text("%s may not search it (x)", you), "or have root allow it.");
	CHECK_EXPLAINED(leat_stat("secret/x/y/z", NULL), -1, EACCES, "stat", "the directory \"secret\" is drwx------ root root");
	CHECK_EXPLAINED(leat_open("readable", O_RDWR), -1, EACCES, "open", "\"readable\" is -rw-r--r-- root root",
	                text("%s may not write it", you), "Do: use another, or have root allow it.");
	CHECK_EXPLAINED(leat_fopen("readable", "a"), NULL, EACCES, "fopen", "may not write it");
	CHECK_EXPLAINED(leat_open("without", O_RDONLY), -1, EACCES, "open", "\"without\" is ---------- root root, a mode",
	                "if its third argument is left out", "Do: give open a mode");
	CHECK_EXPLAINED(leat_unlink("open/x"), -1, EACCES, "unlink", "the directory \"open\" is drwxr-xr-x root root", you);
	CHECK_EXPLAINED(leat_mkfifo("open/fifo", 0600), -1, EACCES, "mkfifo", "the directory \"open\" is drwxr-xr-x root root");
	CHECK_EXPLAINED(leat_open("open/new", O_WRONLY | O_CREAT, 0600), -1, EACCES, "open", "the directory must be written");
	CHECK_EXPLAINED(leat_rename("open/x", "x"), -1, EACCES, "rename", "the directory \"open\" is");
	CHECK_EXPLAINED(leat_opendir("secret"), NULL, EACCES, "opendir", "may not read it");
	CHECK_EXPLAINED(leat_chdir("secret"), -1, EACCES, "chdir", "may not search it");
	return 0;
}

/* What is one's own needs nobody else. */
static int its_owner(void)
{
	if (!become_unprivileged())
		return 0;
	CHECK_EXPLAINED(leat_open("own", O_RDONLY), -1, EACCES, "open", ", its owner) may not read it",
	                "Do: use another, or chmod u+r \"own\".");
	CHECK_INT(leat_chmod("own", 05011), 0);
	CHECK_EXPLAINED(leat_open("own", O_RDONLY), -1, EACCES, "open", "\"own\" is ---S--x--t", "a mode that nobody chooses",
	                "and chmod u+r \"own\".");
	return 0;
}

static int as_another_real_user(void)
{
	if (setresuid(NOBODY, 0, 0) != 0)
		return 0;
	CHECK_EXPLAINED(leat_access("readable", W_OK), -1, EACCES, "access", "what the real user,", "not to write it, and not root");
	return 0;
}

int main(void)
{
	if (geteuid() != 0)
		return 0;
	umask(0);
	CHECK_INT(leat_mkdir("secret", 0700), 0);
	CHECK_INT(leat_mkdir("open", 0755), 0);
	CHECK_INT(leat_close(leat_creat("open/x", 0600)), 0);
	CHECK_INT(leat_close(leat_creat("readable", 0644)), 0);
	CHECK_INT(leat_close(leat_creat("without", 0)), 0);
	CHECK_INT(leat_close(leat_creat("own", 0200)), 0);
	CHECK_INT(in_child(unprivileged), 0);
	CHECK_INT(in_child(as_another_real_user), 0);
	if (leat_chown("own", NOBODY, NOBODY) == 0)
		CHECK_INT(in_child(its_owner), 0);
	CHECK_INT(leat_unlink("open/x"), 0);
	CHECK_INT(leat_rmdir("open"), 0);
	CHECK_INT(leat_rmdir("secret"), 0);
	CHECK_INT(leat_unlink("readable"), 0);
	CHECK_INT(leat_unlink("without"), 0);
	CHECK_INT(leat_unlink("own"), 0);
	return 0;
}
