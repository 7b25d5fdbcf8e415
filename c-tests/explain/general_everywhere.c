/*
 * Errors that cannot be had without harm to the whole machine, as a filter of system calls gives them: no more files in
 * the system, no more locks, no such kernel. What is said of the machine is true all the same.
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 * test: no sanitizer
 */
#include <fcntl.h>
#include <mqueue.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "refuse.h"

static int everywhere(void)
{
	struct utsname system;
	unsigned long most = 0;
	int fd = leat_creat("file", 0600);
	FILE *file = fopen("/proc/sys/fs/file-max", "r");

	CHECK(file != NULL && fscanf(file, "%lu", &most) == 1);
	fclose(file);
	CHECK_INT(uname(&system), 0);
	refuse(SYS_socket, ENFILE);
	CHECK_EXPLAINED(leat_socket(AF_INET, SOCK_STREAM, 0), -1, ENFILE, "socket", text("%lu", most), "fs.file-max");
	refuse(SYS_flock, ENOLCK);
	CHECK_EXPLAINED(leat_flock(fd, LOCK_EX), -1, ENOLCK, "flock", "no memory for one more lock", text("Fd %d is now the file \"", fd));
	refuse(SYS_mq_open, ENOSYS);
	CHECK_EXPLAINED(leat_mq_open("/queue", O_RDWR), (mqd_t)-1, ENOSYS, "mq_open", text("this kernel (%s)", system.release), "seccomp");
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(everywhere), 0);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
