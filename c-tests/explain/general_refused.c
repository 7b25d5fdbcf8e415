/* What any call may be told: a filter of system calls refuses it, no memory is left, the user has no right to it. */
/* test: flags -D_GNU_SOURCE */
/* test: no valgrind */
/* test: no sanitizer */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "../child.h"
#include "explained.h"

/* From now on memfd_create fails with that error in this process. */
static void refuse_memfd_create(unsigned code)
{
	struct sock_filter program[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_memfd_create, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | code),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog filter = {sizeof program / sizeof *program, program};

	CHECK_INT(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	CHECK_INT(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0), 0);
}

static int no_such_call(void)
{
	struct utsname system;

	CHECK_INT(uname(&system), 0);
	refuse_memfd_create(ENOSYS);
	CHECK_EXPLAINED(leat_memfd_create("x", 0), -1, ENOSYS, "memfd_create", text("this kernel (%s)", system.release),
	                "the filter of system calls (seccomp)");
	return 0;
}

static int not_permitted(void)
{
	refuse_memfd_create(EPERM);
	CHECK_EXPLAINED(leat_memfd_create("x", 0), -1, EPERM, "memfd_create", geteuid() == 0 ? "even root may not" : "has no right",
	                "A filter of system calls (seccomp) is in force");
	return 0;
}

struct block {
	struct block *next;
	char rest[1 << 12];
};

static int no_memory(void)
{
	struct rlimit limit;
	struct block *blocks = NULL, *block;
	size_t size;

	free(malloc(1)); /* from then on malloc has some memory to give */
	CHECK_INT(getrlimit(RLIMIT_AS, &limit), 0);
	limit.rlim_cur = 1 << 20;
	CHECK_INT(setrlimit(RLIMIT_AS, &limit), 0);
	for (size = sizeof *block; size >= sizeof block; size /= 2) {
		while ((block = (struct block *)malloc(size)) != NULL) {
			block->next = blocks;
			blocks = block;
		}
	}
	CHECK(leat_popen("true", "r") == NULL);
	/* The explanation needs some itself. */
	while (blocks != NULL) {
		block = blocks;
		blocks = block->next;
		free(block);
	}
	errno = ENOMEM;
	CHECK_SAID("popen(", "this process has mapped ", "RLIMIT_AS allows 1024 KiB", "Do: free memory");
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(no_such_call), 0);
	CHECK_INT(in_child(not_permitted), 0);
	CHECK_INT(in_child(no_memory), 0);
	return 0;
}
