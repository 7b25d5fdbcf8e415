/*
 * Note 002, Shared Memory: `ipcs -m` lists the segments that exist, and ipcrm removes one that a program left behind.
 * Here a child makes a segment and ends without removing it; it stays, attached by nobody (nattch 0), and is found in
 * the kernel's list and removed: once by shmctl(), which is what ipcrm calls, and once by ipcrm.
 *
 *     index:    0   1   2   3  ...  highest, from SHM_INFO
 *     list:   [id] [ ] [id] [id]    each from SHM_STAT, which takes the index and returns the id
 *                       |
 *                       left behind: IPC_RMID
 *
 * nattch 0 alone is no proof: a segment may wait for somebody to attach it again. The note's `ipcrm shm ID` is the old
 * spelling of `ipcrm -m ID`.
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
key        perms bytes nattch
0x00000000 640   25600 0
its maker has ended, and it is still there
removed by shmctl: no longer listed
0x00000000 640   25600 0
its maker has ended, and it is still there
removed by ipcrm: no longer listed
*/
#include <leat.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { SIZE = 25600 };

static pid_t owner;
static int shmid = -1;

static void remove_segment(void)
{
	if (getpid() == owner && shmid != -1)
		leat_shmctl(shmid, IPC_RMID, NULL);
}

/* Runs a program that makes a segment, uses it, and forgets to remove it. */
static pid_t leave_a_segment(void)
{
	int told[2], status;
	void *memory;
	pid_t pid;

	CHECK_INT(leat_pipe(told), 0);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		shmid = leat_shmget(IPC_PRIVATE, SIZE, IPC_CREAT | 0640);
		if (shmid == -1) {
			leat_perror("shmget");
			exit(1);
		}
		CHECK_INT(leat_write(told[1], &shmid, sizeof shmid), sizeof shmid);
		CHECK((memory = leat_shmat(shmid, NULL, 0)) != (void *)-1);
		strcpy((char *)memory, "forgotten");
		_exit(0); /* which detaches, and does not remove */
	}
	CHECK_INT(leat_close(told[1]), 0);
	CHECK_INT(leat_read(told[0], &shmid, sizeof shmid), sizeof shmid);
	CHECK_INT(leat_close(told[0]), 0);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return pid;
}

/* Is it in the list? Then `about` tells of it. */
static int is_listed(int wanted, struct shmid_ds *about)
{
	union {
		struct shm_info info;
		struct shmid_ds status;
	} all;
	int highest, i, id;

	CHECK((highest = leat_shmctl(0, SHM_INFO, &all.status)) != -1);
	for (i = 0; i <= highest; i++) {
		id = leat_shmctl(i, SHM_STAT, about);
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

	snprintf(command, sizeof command, "ipcrm -m %d >/dev/null 2>&1", shmid);
	CHECK((status = leat_system(command)) != -1);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127) /* this machine has no ipcrm */
		status = leat_shmctl(shmid, IPC_RMID, NULL);
	CHECK_INT(status, 0);
}

int main(void)
{
	struct shmid_ds about;
	pid_t maker;
	int i;

	owner = getpid();
	atexit(remove_segment);
	printf("key        perms bytes nattch\n");
	for (i = 0; i < 2; i++) {
		fflush(stdout);
		maker = leave_a_segment();
		CHECK(is_listed(shmid, &about));
		CHECK_INT(about.shm_cpid, maker);
		CHECK_INT(about.shm_perm.uid, geteuid());
		printf("0x%08x %-5o %-5lu %lu\n", (unsigned)about.shm_perm.__key, about.shm_perm.mode & 0777u,
		       (unsigned long)about.shm_segsz, (unsigned long)about.shm_nattch);
		CHECK_FAILS(leat_kill(maker, 0), -1, ESRCH, "kill");
		printf("its maker has ended, and it is still there\n");

		if (i == 0)
			CHECK_INT(leat_shmctl(shmid, IPC_RMID, NULL), 0);
		else
			remove_by_ipcrm();
		CHECK(!is_listed(shmid, &about));
		printf("removed by %s: no longer listed\n", i == 0 ? "shmctl" : "ipcrm");
		shmid = -1;
	}
	return 0;
}
