/*
 * leat_fifo_make makes a FIFO of exactly the mode asked for, takes the one that is there, and refuses what is none.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static unsigned mode_of(const char *path)
{
	struct stat status;

	CHECK_INT(lstat(path, &status), 0);
	CHECK(S_ISFIFO(status.st_mode));
	return (unsigned)status.st_mode & 07777;
}

int main(void)
{
	static const mode_t modes[] = { 0, 0600, 0622, 0666, 01777 };
	char name[NAME_MAX + 2];
	struct rlimit limit, none;
	size_t i;
	int fd, before = dup(0);

	umask(077);
	for (i = 0; i < sizeof modes / sizeof *modes; i++) {
		errno = 7;
		CHECK_INT(leat_fifo_make("fifo", modes[i]), 0);
		CHECK_INT(errno, 7);
		CHECK_INT(mode_of("fifo"), modes[i]);
		CHECK_INT(leat_fifo_make("fifo", 0640), 1);
		CHECK_INT(mode_of("fifo"), modes[i]);
		CHECK_INT(unlink("fifo"), 0);
	}
	umask(0777);
	CHECK_INT(leat_fifo_make("fifo", 0600), 0);
	CHECK_INT(mode_of("fifo"), 0600);
	umask(022);

	CHECK_INT(symlink("fifo", "link"), 0);
	CHECK_FAILS(leat_fifo_make("link", 0600), -1, EEXIST, "fifo_make");
	CHECK_INT(unlink("link"), 0);
	CHECK((fd = open("file", O_CREAT | O_WRONLY, 0600)) != -1);
	CHECK_FAILS(leat_fifo_make("file", 0600), -1, EEXIST, "fifo_make");
	CHECK(strstr(leat_error_text(), "mkfifo(\"file\", 0600)") != NULL);
	CHECK_FAILS(leat_fifo_make("file/fifo", 0600), -1, ENOTDIR, "fifo_make");
	CHECK_FAILS(leat_fifo_make("nowhere/fifo", 0600), -1, ENOENT, "fifo_make");
	CHECK_FAILS(leat_fifo_make("", 0600), -1, ENOENT, "fifo_make");
	CHECK_FAILS(leat_fifo_make(NULL, 0600), -1, EFAULT, "fifo_make");
	CHECK_FAILS(leat_fifo_make("new", 010000), -1, EINVAL, "fifo_make");
	CHECK(strstr(leat_error_text(), "mode has other bits than a file's mode, which is from 0 to 07777.") != NULL);
	memset(name, 'n', sizeof name);
	name[sizeof name - 1] = '\0';
	CHECK_FAILS(leat_fifo_make(name, 0600), -1, ENAMETOOLONG, "fifo_make");

	/* Without a descriptor it cannot be seen to have that mode, so it is not there. */
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	none = limit;
	none.rlim_cur = 0;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &none), 0);
	CHECK_FAILS(leat_fifo_make("new", 0600), -1, EMFILE, "fifo_make");
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK_INT(access("new", F_OK), -1);

	CHECK_INT(close(fd), 0);
	CHECK_INT(unlink("file"), 0);
	CHECK_INT(unlink("fifo"), 0);
	CHECK_INT(dup(0), before + 1); /* no descriptor was left open */
	return 0;
}
