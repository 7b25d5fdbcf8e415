/*
 * What is there already, or in the way: EEXIST, ENOTEMPTY, EISDIR, ETXTBSY.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>

#include "blocked.h"
#include "explained.h"

static const char *user(void)
{
	const struct passwd *entry = getpwuid(geteuid());

	return entry == NULL ? text("uid %d", (int)geteuid()) : entry->pw_name;
}

static void exists(void)
{
	const char *you = user();
	int fd;

	CHECK_INT(leat_mkfifo("fifo", 0600), 0);
	CHECK_EXPLAINED(leat_mkfifo("fifo", 0600), -1, EEXIST, "mkfifo", text("\"fifo\" exists already, and is a FIFO of %s", you),
	                "Do: go on and open it");
	CHECK_NOT_SAID("It is open in");
	fd = leat_open("fifo", O_RDWR);
	CHECK_EXPLAINED(leat_mkfifo("fifo", 0600), -1, EEXIST, "mkfifo",
	                text("It is open in entry_exists (pid %ld).", (long)getpid()));
	leat_close(fd);
	CHECK_INT(leat_close(leat_creat("file", 0600)), 0);
	CHECK_EXPLAINED(leat_mkfifo("file", 0600), -1, EEXIST, "mkfifo", "\"file\" exists already, and is a regular file of",
	                "Do: choose another name");
	CHECK_EXPLAINED(leat_open("file", O_RDWR | O_CREAT | O_EXCL, 0600), -1, EEXIST, "open", "O_EXCL is there to refuse that",
	                "Do: leave out O_EXCL");
	CHECK_EXPLAINED(leat_link("file", "fifo"), -1, EEXIST, "link", "\"fifo\" exists already");
	CHECK_EXPLAINED(leat_mkdir("/", 0700), -1, EEXIST, "mkdir", "\"/\" exists already, and is a directory of");
	/* Of a name that ends with a slash the kernel says the same. */
	CHECK_EXPLAINED(leat_mkfifo("fifo/", 0600), -1, EEXIST, "mkfifo", "\"fifo/\" ends with a slash", "but \"fifo\" is a FIFO");
	CHECK_EXPLAINED(leat_mkdir("file//", 0700), -1, EEXIST, "mkdir", "\"file//\" ends with a slash",
	                "but \"file\" is a regular file");
	CHECK_INT(leat_unlink("fifo"), 0);
	CHECK_INT(leat_unlink("file"), 0);
	CHECK_EXPLAINED(leat_mkfifo("fifo/", 0600), -1, ENOENT, "mkfifo",
	                "\"fifo/\" ends with a slash, so it names a directory, which mkfifo does not make.");
}

static void directories(void)
{
	CHECK_INT(leat_mkdir("full", 0700), 0);
	CHECK_INT(leat_mkdir("other", 0700), 0);
	CHECK_INT(leat_close(leat_creat("full/.hidden", 0600)), 0);
	CHECK_EXPLAINED(leat_rmdir("full"), -1, ENOTEMPTY, "rmdir", "the directory \"full\" is not empty: it has \".hidden\".");
	CHECK_INT(leat_mkdir("full/1", 0700), 0);
	CHECK_INT(leat_mkdir("full/2", 0700), 0);
	CHECK_INT(leat_mkdir("full/3", 0700), 0);
	CHECK_EXPLAINED(leat_rename("other", "full"), -1, ENOTEMPTY, "rename", "\"full\" is not empty: it has \"", "and 1 more.");
	CHECK_EXPLAINED(leat_open("full", O_RDWR), -1, EISDIR, "open", "\"full\" is a directory, and those are opened only to read");
	CHECK_EXPLAINED(leat_truncate("full", 0), -1, EISDIR, "truncate", "\"full\" is a directory, which has no length that can be set.");
	CHECK_EXPLAINED(leat_open("new/", O_RDWR | O_CREAT, 0600), -1, EISDIR, "open", "\"new/\" ends with a slash");
	CHECK_EXPLAINED(leat_unlink("full"), -1, EISDIR, "unlink", "\"full\" is a directory", "Do: use rmdir");
	CHECK_EXPLAINED(leat_rename("full/.hidden", "other"), -1, EISDIR, "rename",
	                "\"other\" is a directory, but \"full/.hidden\" is a regular file");
	CHECK_EXPLAINED(leat_rename("full", "full/1/x"), -1, EINVAL, "rename", "the new name lies inside the directory");
	CHECK_INT(leat_unlink("full/.hidden"), 0);
	CHECK_INT(leat_rmdir("full/1"), 0);
	CHECK_INT(leat_rmdir("full/2"), 0);
	CHECK_INT(leat_rmdir("full/3"), 0);
	CHECK_INT(leat_rmdir("full"), 0);
	CHECK_INT(leat_rmdir("other"), 0);
}

/* This program itself. */
static void a_running_program(void)
{
	char path[4096];
	ssize_t length = leat_readlink("/proc/self/exe", path, sizeof path - 1);

	CHECK(length > 0);
	path[length] = '\0';
	/* A longer name is not kept whole. */
	CHECK_INT(leat_symlink(path, "program"), 0);
	CHECK_EXPLAINED(leat_open("program", O_RDWR), -1, ETXTBSY, "open", text("\"program\" is a program that entry_exists (pid %ld) runs",
	                (long)getpid()), "Do: end that first");
	CHECK_INT(leat_unlink("program"), 0);
}

int main(void)
{
	exists();
	directories();
	a_running_program();
	return 0;
}
