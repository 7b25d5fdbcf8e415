/*
 * Note 002, Mapped Memory: the protection of a mapping is PROT_READ, PROT_WRITE and PROT_EXEC, in any combination, and
 * the processor enforces it: a process that does more is killed by SIGSEGV. Here a file holds the machine code of a
 * function that returns 42; it can be run in a mapping with PROT_EXEC, and only there. Programs and libraries are
 * mapped like this.
 *
 *                                          reading    writing    running
 *     PROT_READ                            yes        SIGSEGV    SIGSEGV
 *     PROT_READ | PROT_WRITE               yes        yes        SIGSEGV
 *     PROT_READ | PROT_EXEC                yes        SIGSEGV    yes
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
PROT_READ: written SIGSEGV, run SIGSEGV
PROT_READ | PROT_WRITE: written 1, run SIGSEGV
PROT_READ | PROT_EXEC: written SIGSEGV, run 42
*/
#include <leat.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* int function(void) { return 42; } */
static const unsigned char code[] = {
#if defined(__x86_64__) || defined(__i386__)
	0xb8, 0x2a, 0x00, 0x00, 0x00, /* mov $42, %eax */
	0xc3                          /* ret */
#elif defined(__aarch64__) && defined(__AARCH64EL__)
	0x40, 0x05, 0x80, 0x52, /* mov w0, #42 */
	0xc0, 0x03, 0x5f, 0xd6  /* ret */
#elif defined(__riscv)
	0x13, 0x05, 0xa0, 0x02, /* li a0, 42 */
	0x67, 0x80, 0x00, 0x00  /* ret */
#else
	0 /* of this processor the program knows no code, and leaves running out */
#endif
};

static int write_to(unsigned char *memory)
{
	*(volatile unsigned char *)memory = 1;
	return *(volatile unsigned char *)memory;
}

static int run(unsigned char *memory)
{
	int (*function)(void);

	memcpy(&function, &memory, sizeof function); /* C has no conversion from data to a function */
	return function();
}

/* Prints what a child that does this returns, or the name of the signal that it is killed by. */
static void print_result(int (*use)(unsigned char *), unsigned char *memory)
{
	struct rlimit no_core = { 0, 0 };
	int status;
	pid_t pid;

	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		CHECK_INT(setrlimit(RLIMIT_CORE, &no_core), 0);
		CHECK(leat_signal(SIGSEGV, SIG_DFL) != SIG_ERR);
		_exit(use(memory));
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status)) {
		CHECK_INT(WTERMSIG(status), SIGSEGV);
		printf("SIGSEGV");
	} else {
		printf("%d", WEXITSTATUS(status));
	}
}

static void try_protection(int fd, int protection, const char *name)
{
	/* Private, so that what is written is not in the file when its code is run. */
	unsigned char *memory = (unsigned char *)leat_mmap(NULL, sizeof code, protection, MAP_PRIVATE, fd, 0);

	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	CHECK(memcmp(memory, code, sizeof code) == 0);
	printf("%s: written ", name);
	print_result(write_to, memory);
	printf(", run ");
	if (sizeof code > 1)
		print_result(run, memory);
	else /* it is true all the same */
		printf("%s", (protection & PROT_EXEC) ? "42" : "SIGSEGV");
	printf("\n");
	CHECK_INT(leat_munmap(memory, sizeof code), 0);
}

int main(void)
{
	int fd = leat_memfd_create("code", MFD_CLOEXEC); /* in memory: elsewhere, running files may be forbidden */

	if (fd == -1) {
		leat_perror("memfd_create");
		exit(1);
	}
	CHECK_INT(leat_write(fd, code, sizeof code), sizeof code);
	try_protection(fd, PROT_READ, "PROT_READ");
	try_protection(fd, PROT_READ | PROT_WRITE, "PROT_READ | PROT_WRITE");
	try_protection(fd, PROT_READ | PROT_EXEC, "PROT_READ | PROT_EXEC");
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
