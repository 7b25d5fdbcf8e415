/* What any call may be told: a filter of system calls refuses it, no memory is left, the user has no right to it. */
/* test: flags -D_GNU_SOURCE */
/* test: no valgrind */
/* test: no sanitizer */
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "../child.h"
#include "explained.h"
#include "refuse.h"

static int no_such_call(void)
{
	struct utsname system;

	CHECK_INT(uname(&system), 0);
	refuse(SYS_memfd_create, ENOSYS);
	CHECK_EXPLAINED(leat_memfd_create("x", 0), -1, ENOSYS, "memfd_create", text("this kernel (%s)", system.release),
	                "the filter of system calls (seccomp)");
	return 0;
}

static int not_permitted(void)
{
	refuse(SYS_memfd_create, EPERM);
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
