/* A filter of system calls (seccomp), which makes one fail: for errors that cannot be had otherwise. */
#ifndef REFUSE_H
#define REFUSE_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "check.h"

/* Where the filter finds the lower half of an argument. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOWER_HALF_OF(argument) (unsigned)(offsetof(struct seccomp_data, args) + 8 * (size_t)(argument))
#else
#define LOWER_HALF_OF(argument) (unsigned)(offsetof(struct seccomp_data, args) + 8 * (size_t)(argument) + 4)
#endif

static inline void refuse_by(struct sock_filter *program, unsigned short length)
{
	const struct sock_fprog filter = {length, program};

	CHECK_INT(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	CHECK_INT(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0), 0);
}

/* From now on that system call fails so in this thread, and in those that it makes. */
static inline void refuse(long number, unsigned code)
{
	struct sock_filter program[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | code),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};

	refuse_by(program, sizeof program / sizeof *program);
}

/* The same if an argument, of which the lower half counts, is more than that. */
static inline void refuse_more(long number, int argument, unsigned most, unsigned code)
{
	struct sock_filter program[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LOWER_HALF_OF(argument)),
		BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, most, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | code),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};

	refuse_by(program, sizeof program / sizeof *program);
}

#endif /* REFUSE_H */
