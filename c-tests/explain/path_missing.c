/*
 * ENOENT: which part of a path does not exist, and in which directory; and the names that only a shell would have
 * understood.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "explained.h"

static char here[PATH_MAX];

static void whole_paths(void)
{
	const char *current = text("the current directory \"%s\"", here);

	CHECK_EXPLAINED(leat_open("", O_RDONLY), -1, ENOENT, "open", "the path is an empty string");
	CHECK_EXPLAINED(leat_open("absent", O_RDONLY), -1, ENOENT, "open", current, "has no \"absent\".");
	CHECK_EXPLAINED(leat_open("line\n", O_RDONLY), -1, ENOENT, "open", "ends with a line break", current, "Do: cut it off");
	CHECK_EXPLAINED(leat_fopen("~/x", "r"), NULL, ENOENT, "fopen", "begins with ~, which only a shell replaces");
	CHECK_EXPLAINED(leat_open("$HOME/x", O_RDONLY), -1, ENOENT, "open", "contains $, but only a shell replaces");
	CHECK_EXPLAINED(leat_stat("/absent/of/leat", NULL), -1, ENOENT, "stat",
	                "\"/absent\" does not exist, though the directory \"/\" does");
}

static void parts(void)
{
	int fd = leat_open(".", O_RDONLY | O_DIRECTORY);

	CHECK_INT(leat_mkdir("a", 0700), 0);
	CHECK_EXPLAINED(leat_open("a/b/c/x", O_RDWR | O_CREAT, 0600), -1, ENOENT, "open",
	                "\"a/b\" does not exist, though the directory \"a\" does", text("the current directory \"%s\"", here),
	                "Do: correct the path, or make the directory first (mkdir -p).");
	CHECK_EXPLAINED(leat_mkfifo("a/b/fifo", 0600), -1, ENOENT, "mkfifo", "\"a/b\" does not exist, though the directory \"a\"");
	CHECK_EXPLAINED(leat_mkdirat(fd, "b/c", 0700), -1, ENOENT, "mkdirat",
	                text("though the directory \"%s\" of fd %d does", here, fd));
	CHECK_EXPLAINED(leat_rename("a", "b/c"), -1, ENOENT, "rename", "rename(\"a\", \"b/c\" (now)): ENOENT: \"b\" does not exist");
	CHECK_EXPLAINED(leat_rename("b", "c"), -1, ENOENT, "rename", "has no \"b\".");
	CHECK_INT(leat_close(leat_creat("a/data.txt", 0600)), 0);
	CHECK_EXPLAINED(leat_open("a/Data.TXT", O_RDONLY), -1, ENOENT, "open", "the directory \"a\" has no \"Data.TXT\".",
	                "There is \"data.txt\".");
	CHECK_EXPLAINED(leat_unlink("a/dat.txt"), -1, ENOENT, "unlink", "There is \"data.txt\".");
	CHECK_EXPLAINED(leat_opendir("a/other"), NULL, ENOENT, "opendir", "has no \"other\".");
	CHECK_NOT_SAID("There is");
	CHECK_EXPLAINED(leat_link("a/data.txt", "a/new/"), -1, ENOENT, "link",
	                "\"a/new/\" ends with a slash, so it names a directory, which link does not make.", "Do: leave the slash out.");
	CHECK_EXPLAINED(leat_linkat(fd, "a/data.txt", fd, "a/new//", 0), -1, ENOENT, "linkat",
	                "\"a/new//\" ends with a slash, so it names a directory, which linkat does not make.");
	CHECK_EXPLAINED(leat_link("a/data.txt", "b/new/"), -1, ENOENT, "link", "\"b\" does not exist");
	CHECK_EXPLAINED(leat_link("a/data", "a/new/"), -1, ENOENT, "link", "the directory \"a\" has no \"data\".");
	CHECK_INT(leat_unlink("a/data.txt"), 0);
	CHECK_INT(leat_rmdir("a"), 0);
	CHECK_INT(leat_close(fd), 0);
}

static void links(void)
{
	CHECK_INT(leat_symlink("absent", "link"), 0);
	CHECK_EXPLAINED(leat_open("link", O_RDONLY), -1, ENOENT, "open", "\"link\" is a symbolic link to \"absent\"");
	CHECK_EXPLAINED(leat_symlink("", "empty"), -1, ENOENT, "symlink", "is an empty string");
	CHECK_INT(leat_unlink("link"), 0);
	CHECK_INT(leat_symlink("two", "one"), 0);
	CHECK_INT(leat_symlink("one", "two"), 0);
	CHECK_EXPLAINED(leat_open("one/x", O_RDONLY), -1, ELOOP, "open", "\"one\" is a symbolic link to \"two\"", "in a circle");
	CHECK_EXPLAINED(leat_open("one", O_RDONLY | O_NOFOLLOW), -1, ELOOP, "open", "O_NOFOLLOW forbids");
	CHECK_INT(leat_unlink("one"), 0);
	CHECK_INT(leat_unlink("two"), 0);
}

static void a_removed_directory(void)
{
	char name[] = "./x", *const program[] = {name, NULL};

	CHECK_INT(leat_mkdir("gone", 0700), 0);
	CHECK_INT(leat_chdir("gone"), 0);
	CHECK_INT(leat_rmdir("../gone"), 0);
	CHECK_EXPLAINED(leat_open("x", O_RDWR | O_CREAT, 0600), -1, ENOENT, "open",
	                text("the current directory \"%s/gone\" was removed", here));
	CHECK_EXPLAINED(leat_open("./x", O_RDWR | O_CREAT, 0600), -1, ENOENT, "open",
	                text("the current directory \"%s/gone\" was removed", here));
	CHECK_EXPLAINED(leat_open("././x/y", O_RDONLY), -1, ENOENT, "open",
	                text("the current directory \"%s/gone\" was removed", here));
	CHECK_EXPLAINED(leat_process_spawn(program, NULL), NULL, ENOENT, "process_spawn",
	                text("the current directory \"%s/gone\" was removed", here), "Do: begin with chdir");
	CHECK_EXPLAINED(leat_open("../gone", O_RDONLY), -1, ENOENT, "open", "has no \"gone\"");
	CHECK_INT(leat_chdir(here), 0);
}

static void too_long(void)
{
	char name[NAME_MAX + 2];

	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	CHECK_EXPLAINED(leat_open(name, O_RDONLY), -1, ENAMETOOLONG, "open", "a file name may have at most 255 bytes");
}

int main(void)
{
	CHECK(getcwd(here, sizeof here) != NULL);
	whole_paths();
	parts();
	links();
	a_removed_directory();
	too_long();
	return 0;
}
