/*
 * Note 002, Shared Memory, Cons ("all the process must use the same key"): unrelated programs meet at a segment by
 * its key. ftok() makes the key of a file that both know and of a number; the file is not written, and only has to be
 * there. The second program here is exec'ed, and knows nothing but the name and the number.
 *
 *     first:   ftok(file, number) --> key --\                  shmget(key, size, IPC_CREAT)
 *                                            --> [ segment ]
 *     second:  ftok(file, number) --> key --/                  shmget(key, size, 0)
 *
 * Two files can have the same key, so that a first program whose key is taken tries the next number.
 */
/* prints:
the first made the segment: it was new
the second found: left here by the first
the first found: answered by the second
another number is another key, and leads elsewhere
when the file is gone, ftok can make no key: ENOENT
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { SIZE = 64 };

static pid_t owner;
static char path[32];
static int shmid = -1;

static void clean_up(void)
{
	if (getpid() != owner)
		return;
	leat_unlink(path);
	if (shmid != -1)
		leat_shmctl(shmid, IPC_RMID, NULL);
}

static char *attach(int id)
{
	void *memory = leat_shmat(id, NULL, 0);

	if (memory == (void *)-1) {
		leat_perror("shmat");
		exit(1);
	}
	return (char *)memory;
}

static key_t key_of(const char *file, int number)
{
	key_t key = leat_ftok(file, number); /* the number's lowest byte counts, and must not be 0 */

	CHECK(key != (key_t)-1);
	return key;
}

/* Makes the segment, and returns the number that its key was made with. */
static int create(void)
{
	int number;

	for (number = 1; number <= 255; number++) {
		shmid = leat_shmget(key_of(path, number), SIZE, IPC_CREAT | IPC_EXCL | 0600);
		if (shmid != -1)
			return number;
		if (errno != EEXIST)
			break;
	}
	leat_perror("shmget");
	exit(1);
}

static int second(const char *file, int number)
{
	int id = leat_shmget(key_of(file, number), SIZE, 0);
	char *memory;

	if (id == -1) {
		leat_perror("shmget");
		exit(1);
	}
	memory = attach(id);
	printf("the second found: %s\n", memory);
	snprintf(memory, SIZE, "answered by the second");
	CHECK_INT(leat_shmdt(memory), 0);
	return 0;
}

int main(int argc, char **argv)
{
	char word[16], *memory;
	int fd, number, other, status;
	pid_t pid;

	if (argc == 3)
		return second(argv[1], atoi(argv[2]));
	owner = getpid();
	snprintf(path, sizeof path, "meeting.%ld", (long)owner);
	CHECK((fd = leat_open(path, O_WRONLY | O_CREAT | O_EXCL, 0600)) != -1);
	atexit(clean_up);
	CHECK_INT(leat_close(fd), 0);
	number = create();
	printf("the first made the segment: it was new\n");
	fflush(stdout);
	memory = attach(shmid);
	strcpy(memory, "left here by the first");

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		snprintf(word, sizeof word, "%d", number);
		leat_execlp(argv[0], argv[0], path, word, (char *)NULL);
		leat_perror("execlp");
		_exit(127);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("the first found: %s\n", memory);
	CHECK_INT(leat_shmdt(memory), 0);

	other = number == 255 ? 1 : number + 1;
	CHECK(key_of(path, other) != key_of(path, number));
	/* Somebody else's segment may be there; ours is not. */
	CHECK(leat_shmget(key_of(path, other), 1, 0) != shmid);
	printf("another number is another key, and leads elsewhere\n");

	CHECK_INT(leat_unlink(path), 0);
	CHECK_FAILS(leat_ftok(path, number), (key_t)-1, ENOENT, "ftok");
	printf("when the file is gone, ftok can make no key: ENOENT\n");
	return 0;
}
