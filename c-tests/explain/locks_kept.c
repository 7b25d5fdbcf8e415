/*
 * An explanation does not cost the program its locks: a file that it has locked is not opened to look into it, as closing
 * any descriptor of a file gives up the locks on it.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"

/* Would another process be kept out of the script? */
static int is_locked(void)
{
	struct flock lock;
	int fd = open("script", O_RDWR);

	memset(&lock, 0, sizeof lock);
	lock.l_type = F_WRLCK;
	CHECK(fd >= 0);
	CHECK_INT(fcntl(fd, F_GETLK, &lock), 0);
	return lock.l_type != F_UNLCK;
}

int main(void)
{
	static char name[] = "script";
	static char *const arguments[] = {name, NULL};
	struct flock lock;
	int fd = open("script", O_RDWR | O_CREAT, 0700);

	CHECK(fd >= 0);
	CHECK_INT(write(fd, "echo hello\n", 11), 11);
	CHECK_INT(fchmod(fd, 0700), 0);
	CHECK_INT(close(fd), 0);
	CHECK_EXPLAINED(leat_execv("./script", arguments), -1, ENOEXEC, "execv", "#!");

	CHECK((fd = open("script", O_RDONLY)) >= 0);
	memset(&lock, 0, sizeof lock);
	lock.l_type = F_RDLCK;
	CHECK_INT(fcntl(fd, F_SETLK, &lock), 0);
	CHECK_INT(in_child(is_locked), 1);
	CHECK_FAILS(leat_execv("./script", arguments), -1, ENOEXEC, "execv");
	CHECK_SAID("script");
	CHECK_INT(in_child(is_locked), 1);
	CHECK_INT(close(fd), 0);
	CHECK_INT(unlink("script"), 0);
	return 0;
}
