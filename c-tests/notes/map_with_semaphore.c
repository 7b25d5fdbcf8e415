/*
 * Note 002, Mapped Memory ("a semaphore can be used to prevent more than one process from accessing the mapped memory
 * at one time"): two accounts in a mapped file have 100 together. A child moves 10 from one to the other, and the
 * parent looks when it is halfway. Without a protocol the parent sees 90; with a semaphore, which is in the mapped file
 * too, it is not let in until the child has done.
 *
 *     child:    wait | a -= 10 . . . . . . . . . b += 10 | post
 *     parent:                    trywait: no                    wait | a + b | post
 */
/* prints:
without a protocol, halfway: 50 + 40 = 90
with a semaphore, halfway: the parent is not let in
with a semaphore, afterwards: 40 + 60 = 100
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

struct accounts {
	sem_t free; /* whoever has taken its 1 may touch the rest */
	int a, b;
};

static pid_t owner;
static char path[32];

static void remove_file(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static struct accounts *open_accounts(void)
{
	struct accounts *accounts;
	void *memory;
	int fd;

	owner = getpid();
	snprintf(path, sizeof path, "accounts.%ld", (long)owner);
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_ftruncate(fd, sizeof *accounts), 0);
	memory = leat_mmap(NULL, sizeof *accounts, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	CHECK_INT(leat_close(fd), 0);
	accounts = (struct accounts *)memory;
	CHECK_INT(leat_sem_init(&accounts->free, 1, 1), 0); /* for processes that share its memory; free */
	accounts->a = 60;
	accounts->b = 40;
	return accounts;
}

static void print(const char *when, struct accounts *accounts)
{
	printf("%s: %d + %d = %d\n", when, accounts->a, accounts->b, accounts->a + accounts->b);
}

static void lock(struct accounts *accounts)
{
	while (leat_sem_wait(&accounts->free) == -1)
		CHECK_INT(errno, EINTR);
}

/* Moves 10, and stops halfway until the parent has looked; also if the parent fails, for then it reads end-of-file. */
static void move(struct accounts *accounts, int locked, int say, int hear)
{
	char byte;

	if (locked)
		lock(accounts);
	accounts->a -= 10;
	CHECK_INT(leat_write(say, "h", 1), 1);
	CHECK_INT(leat_read(hear, &byte, 1), 1);
	accounts->b += 10;
	if (locked)
		CHECK_INT(leat_sem_post(&accounts->free), 0);
	_exit(0);
}

static void look_halfway(struct accounts *accounts, int locked)
{
	int halfway[2], go_on[2], status;
	char byte;
	pid_t pid;

	CHECK_INT(leat_pipe(halfway), 0);
	CHECK_INT(leat_pipe(go_on), 0);
	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		CHECK_INT(leat_close(go_on[1]), 0);
		move(accounts, locked, halfway[1], go_on[0]);
	}
	CHECK_INT(leat_close(halfway[1]), 0);
	CHECK_INT(leat_close(go_on[0]), 0);
	CHECK_INT(leat_read(halfway[0], &byte, 1), 1);
	if (locked) {
		CHECK_FAILS(leat_sem_trywait(&accounts->free), -1, EAGAIN, "sem_trywait");
		printf("with a semaphore, halfway: the parent is not let in\n");
	} else {
		print("without a protocol, halfway", accounts);
	}
	CHECK_INT(leat_write(go_on[1], "g", 1), 1);
	CHECK_INT(leat_close(halfway[0]), 0);
	CHECK_INT(leat_close(go_on[1]), 0);
	if (locked) {
		lock(accounts); /* as anybody would, instead of trying; nothing else tells it that the child has done */
		print("with a semaphore, afterwards", accounts);
		CHECK_INT(leat_sem_post(&accounts->free), 0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

int main(void)
{
	struct accounts *accounts = open_accounts();

	look_halfway(accounts, 0);
	look_halfway(accounts, 1);
	CHECK_INT(leat_sem_destroy(&accounts->free), 0);
	CHECK_INT(leat_munmap(accounts, sizeof *accounts), 0);
	return 0;
}
