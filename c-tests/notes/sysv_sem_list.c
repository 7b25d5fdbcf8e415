/*
 * Note 002, Debug semaphores: ipcrm removes a semaphore set by its id. Here a child makes a set and ends without
 * removing it; it is found in the kernel's list, as `ipcs -s` finds it, and removed: once by semctl(), which is what
 * ipcrm calls, and once by ipcrm.
 *
 *     index:    0   1   2   3  ...  highest, from SEM_INFO
 *     list:   [id] [ ] [id] [id]    each from SEM_STAT, which takes the index and returns the id
 *
 * Nobody attaches a set, so the list cannot say whether one is still in use. What helps: GETPID names the process that
 * operated on a semaphore last. The note's `ipcrm sem ID` is the old spelling of `ipcrm -s ID`; it removes the set, all
 * its semaphores, not one of them.
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
key        perms nsems
0x00000000 600   2
used last by a process that has ended
removed by semctl: no longer listed
0x00000000 600   2
used last by a process that has ended
removed by ipcrm: no longer listed
*/
#include <leat.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

union semun { /* semctl's argument, which the program must declare itself */
	int val;
	struct semid_ds *buf;
	unsigned short *array;
	struct seminfo *__buf;
};

static pid_t owner;
static int set = -1;

static void remove_set(void)
{
	if (getpid() == owner && set != -1)
		leat_semctl(set, 0, IPC_RMID);
}

/* Runs a program that makes a set, uses it, and forgets to remove it. */
static pid_t leave_a_set(void)
{
	struct sembuf post;
	int told[2], status;
	pid_t pid;

	CHECK_INT(leat_pipe(told), 0);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		set = leat_semget(IPC_PRIVATE, 2, IPC_CREAT | 0600);
		if (set == -1) {
			leat_perror("semget");
			exit(1);
		}
		CHECK_INT(leat_write(told[1], &set, sizeof set), sizeof set);
		post.sem_num = 0;
		post.sem_op = 1;
		post.sem_flg = 0;
		CHECK_INT(leat_semop(set, &post, 1), 0);
		_exit(0);
	}
	CHECK_INT(leat_close(told[1]), 0);
	CHECK_INT(leat_read(told[0], &set, sizeof set), sizeof set);
	CHECK_INT(leat_close(told[0]), 0);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return pid;
}

/* Is it in the list? Then `about` tells of it. */
static int is_listed(int wanted, struct semid_ds *about)
{
	struct seminfo info;
	union semun argument;
	int highest, i, id;

	argument.__buf = &info;
	CHECK((highest = leat_semctl(0, 0, SEM_INFO, argument)) != -1);
	argument.buf = about;
	for (i = 0; i <= highest; i++) {
		id = leat_semctl(i, 0, SEM_STAT, argument);
		if (id == wanted)
			return 1;
		if (id == -1) /* nothing at this index, or gone this moment, or not for us to see */
			CHECK(errno == EINVAL || errno == EIDRM || errno == EACCES);
	}
	return 0;
}

static void remove_by_ipcrm(void)
{
	char command[64];
	int status;

	snprintf(command, sizeof command, "ipcrm -s %d >/dev/null 2>&1", set);
	CHECK((status = leat_system(command)) != -1);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127) /* this machine has no ipcrm */
		status = leat_semctl(set, 0, IPC_RMID);
	CHECK_INT(status, 0);
}

int main(void)
{
	struct semid_ds about;
	pid_t user;
	int i;

	owner = getpid();
	atexit(remove_set);
	printf("key        perms nsems\n");
	for (i = 0; i < 2; i++) {
		fflush(stdout);
		user = leave_a_set();
		CHECK(is_listed(set, &about));
		CHECK_INT(about.sem_perm.uid, geteuid());
		printf("0x%08x %-5o %lu\n", (unsigned)about.sem_perm.__key, about.sem_perm.mode & 0777u,
		       (unsigned long)about.sem_nsems);
		CHECK_INT(leat_semctl(set, 0, GETPID), user);
		CHECK_FAILS(leat_kill(user, 0), -1, ESRCH, "kill");
		printf("used last by a process that has ended\n");

		if (i == 0)
			CHECK_INT(leat_semctl(set, 0, IPC_RMID), 0);
		else
			remove_by_ipcrm();
		CHECK(!is_listed(set, &about));
		printf("removed by %s: no longer listed\n", i == 0 ? "semctl" : "ipcrm");
		set = -1;
	}
	return 0;
}
