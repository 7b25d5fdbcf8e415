/*
 * Errors that cannot be had without harm to the whole machine, as a filter of system calls gives them: no more files in
 * the system, no more locks, no such kernel. What is said of the machine is true all the same.
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 * test: no sanitizer
 */
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <mqueue.h>
#include <stddef.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"

/* From now on that call fails so in this process. */
static void refuse(long number, unsigned code)
{
	struct sock_filter program[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | code),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog filter = {sizeof program / sizeof *program, program};

	CHECK_INT(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	CHECK_INT(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0), 0);
}

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
