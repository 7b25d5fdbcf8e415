/*
 * System V semaphores: operations that cannot be done, with the values and who left them so, and numbers out of range.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/ipc.h>
#include <sys/sem.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static int set;

static void making(void)
{
	key_t key = (key_t)getpid();

	CHECK_EXPLAINED(leat_semget(IPC_PRIVATE, 0, 0600), -1, EINVAL, "semget", "nsems is 0, and there is no set with that key");
	CHECK_EXPLAINED(leat_semget(IPC_PRIVATE, -2, 0600), -1, EINVAL, "semget", "nsems is -2");
	CHECK_EXPLAINED(leat_semget(IPC_PRIVATE, 2000000000, 0600), -1, EINVAL, "semget", "nsems is 2000000000, but this system allows",
	                "(the first number in /proc/sys/kernel/sem)");
	CHECK((set = leat_semget(key, 2, IPC_CREAT | 0600)) >= 0);
	CHECK_EXPLAINED(leat_semget(key, 5, 0), -1, EINVAL, "semget",
	                text("the key %#x names semaphore set %d, which has 2 semaphores, and the call asks for 5", key, set),
	                text("Do: pass 2 or 0 to use it as it is; or remove it (ipcrm -s %d)", set));
	CHECK_INT(leat_semctl(set, 0, IPC_RMID), 0);
}

static void numbers(void)
{
	struct sembuf operations[2] = {{0, 1, 0}, {9, 1, 0}};
	struct timespec long_nanoseconds = {0, 2000000000}, negative = {-1, 0};
	unsigned short values[2] = {1, 40000};

	CHECK_EXPLAINED(leat_semop(set, operations, 2), -1, EFBIG, "semop",
	                text("sem_num is 9, but semaphore set %d has 2 semaphores, numbers 0 and 1.", set));
	operations[0].sem_num = (unsigned short)-1;
	CHECK_EXPLAINED(leat_semop(set, operations, 1), -1, EFBIG, "semop", "sem_num is 65535");
	operations[0].sem_num = 0;
	CHECK_EXPLAINED(leat_semop(set, operations, 0), -1, EINVAL, "semop", "the number of operations is 0");
	CHECK_EXPLAINED(leat_semop(set, operations, 1000000), -1, E2BIG, "semop", "the call has 1000000 operations",
	                "it counts operations, not bytes");
	CHECK_EXPLAINED(leat_semtimedop(set, operations, 1, &long_nanoseconds), -1, EINVAL, "semtimedop",
	                "0 seconds and 2000000000 nanoseconds");
	CHECK_EXPLAINED(leat_semtimedop(set, operations, 1, &negative), -1, EINVAL, "semtimedop",
	                "the timeout is -1 seconds and 0 nanoseconds");

	CHECK_EXPLAINED(leat_semctl(set, 2, GETVAL), -1, EINVAL, "semctl",
	                text("semaphore 2, but semaphore set %d has 2 semaphores, numbers 0 and 1.", set), "Do: pass the number of one of these.");
	CHECK_EXPLAINED(leat_semctl(set, -1, SETVAL, 1), -1, EINVAL, "semctl", "semaphore -1");
	CHECK_EXPLAINED(leat_semctl(set, 0, SETVAL, 40000), -1, ERANGE, "semctl", "the value is 40000", "0 to 32767");
	CHECK_EXPLAINED(leat_semctl(set, 0, SETALL, values), -1, ERANGE, "semctl", "one of the values is above 32767");
	CHECK_EXPLAINED(leat_semctl(set, 0, 12345, 0), -1, EINVAL, "semctl", "the command 12345 is not known");
}

static int take_and_end(void)
{
	struct sembuf take = {0, -1, 0};

	return leat_semop(set, &take, 1) == -1;
}

static void waiting(void)
{
	struct sembuf take = {0, -1, IPC_NOWAIT}, waits_for_zero = {1, 0, 0}, much = {1, 32767, 0};
	struct sembuf twice[2] = {{0, -1, IPC_NOWAIT}, {0, -1, IPC_NOWAIT}};
	struct timespec soon = {0, 1};

	/* Never given a value. */
	CHECK_EXPLAINED(leat_semop(set, &take, 1), -1, EAGAIN, "semop",
	                text("semaphore 0 of semaphore set %d is 0: nobody has changed it since the set was made", set),
	                "With IPC_NOWAIT the call does not wait.", "Do: give it its first value, once, where the set is made");

	/* Taken by a process that has ended, and by one that lives. */
	CHECK_INT(leat_semctl(set, 0, SETVAL, 1), 0);
	CHECK_INT(in_child(take_and_end), 0);
	CHECK_EXPLAINED(leat_semop(set, &take, 1), -1, EAGAIN, "semop", text("semaphore 0 of semaphore set %d is 0 now", set),
	                "the operation takes 1; the last to change it was process ", ", which has ended.", "use SEM_UNDO");
	CHECK_INT(leat_semctl(set, 1, SETVAL, 3), 0);
	CHECK_EXPLAINED(leat_semtimedop(set, &waits_for_zero, 1, &soon), -1, EAGAIN, "semtimedop",
	                text("semaphore 1 of semaphore set %d is 3 now, and the operation waits for 0.", set),
	                "The last to change it was this process.", "The call has waited as long as its timeout says.");

	/* The first can be done, but then the second cannot. */
	CHECK_INT(leat_semctl(set, 0, SETVAL, 1), 0);
	CHECK_EXPLAINED(leat_semop(set, twice, 2), -1, EAGAIN, "semop",
	                "is 1 now, and the operation takes 1, where those before it add -1");

	/* What changed since is not made up. */
	CHECK_INT(leat_semctl(set, 0, SETVAL, 0), 0);
	errno = 0;
	CHECK_INT(leat_semop(set, &take, 1), -1);
	CHECK_INT(semctl(set, 0, SETVAL, 1), 0);
	CHECK_INT(errno, EAGAIN);
	CHECK_SAID("the operations could not be done then; now", "they could.");

	CHECK_EXPLAINED(leat_semop(set, &much, 1), -1, ERANGE, "semop",
	                text("semaphore 1 of semaphore set %d is 3 now, and adding 32767 makes 32770, above 32767", set));
}

/* Who may change values, but not read them. */
static int unseen(void)
{
	struct sembuf take = {0, -1, IPC_NOWAIT};

	if (!become_unprivileged())
		return 0;
	CHECK_EXPLAINED(leat_semop(set, &take, 1), -1, EAGAIN, "semop", "that its operation needs; you (", ") may not read its values");
	return 0;
}

int main(void)
{
	making();
	CHECK((set = leat_semget(IPC_PRIVATE, 2, 0600)) >= 0);
	numbers();
	waiting();
	CHECK_INT(leat_semctl(set, 0, IPC_RMID), 0);
	if (geteuid() != 0)
		return 0;
	CHECK((set = leat_semget(IPC_PRIVATE, 1, 0602)) >= 0);
	CHECK_INT(in_child(unseen), 0);
	CHECK_INT(leat_semctl(set, 0, IPC_RMID), 0);
	return 0;
}
