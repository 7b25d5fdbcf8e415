/*
 * A filter of system calls can be a single thread's: an explanation goes by the one that asks.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "explained.h"

/* Not what else may be in the way of a chmod. */
static void *filtered(void *unused)
{
	struct sock_filter refuse[] = {
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fchmodat, 1, 0),
#ifdef SYS_chmod
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_chmod, 0, 1),
#else
	    BPF_STMT(BPF_JMP | BPF_JA, 1),
#endif
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {sizeof refuse / sizeof refuse[0], refuse};

	CHECK_INT(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	CHECK_INT(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0);
	CHECK_EXPLAINED(leat_chmod("file", 0600), -1, EPERM, "chmod", "A filter of system calls (seccomp) is in force");
	CHECK_NOT_SAID("chattr");
	return unused;
}

int main(void)
{
	pthread_t thread;

	CHECK_INT(leat_close(leat_creat("file", 0644)), 0);
	CHECK_INT(pthread_create(&thread, NULL, filtered, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(leat_chmod("file", 0600), 0);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
