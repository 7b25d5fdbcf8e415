/*
 * Note 003, Message passing with queues: a key for a queue. ftok() makes one from a file that exists and a number, and
 * the same one for every program that asks: so two programs meet that know only the file's name. IPC_PRIVATE is a key
 * that always means a new queue: whoever is to use that one has to be told its id.
 *
 *     this program:  ftok("meet.<pid>", 'm') --\
 *                                               same key --> same queue
 *     its child, after exec: the same call ----/
 *
 * The path is a const char *. A key has only some bits of the file's numbers, so that two files may give the same:
 * who creates the queue asks for a new one, with IPC_EXCL.
 */
/* prints:
the same file and number give the same key, another number another
a file that does not exist gives none
the other program found the queue by the key, and sent 252
IPC_PRIVATE twice gives two queues
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

struct message {
	long type;
	int number;
};

static pid_t owner;
static char path[32];
static int queue = -1, one = -1, two = -1;

static void clean_up(void)
{
	if (getpid() != owner)
		return;
	leat_unlink(path);
	leat_msgctl(queue, IPC_RMID, NULL);
	leat_msgctl(one, IPC_RMID, NULL);
	leat_msgctl(two, IPC_RMID, NULL);
}

static key_t key_of(const char *file, int project)
{
	key_t key = leat_ftok(file, project);

	CHECK(key != (key_t)-1); /* which msgget() would take for a key like any other */
	return key;
}

/* What this program does when it is started with a path and a number: the two are all that it is told. */
static int other_program(const char *file, int project)
{
	struct message message = { 1, 252 };
	int found = leat_msgget(key_of(file, project), 0);

	if (found == -1) {
		leat_perror("msgget");
		return 1;
	}
	CHECK_INT(leat_msgsnd(found, &message, sizeof message.number, IPC_NOWAIT), 0);
	return 0;
}

/* The first number from 1 for whose key there is no queue yet. */
static int create_queue(void)
{
	int project = 0;

	do {
		CHECK(++project < 256); /* only 8 bits count */
		queue = leat_msgget(key_of(path, project), IPC_CREAT | IPC_EXCL | 0600);
	} while (queue == -1 && errno == EEXIST);
	if (queue == -1) {
		leat_perror("msgget");
		exit(1);
	}
	return project;
}

int main(int argc, char **argv)
{
	struct message message = { 0, 0 };
	char number[16];
	int project, fd, status;
	pid_t pid;

	if (argc == 3)
		return other_program(argv[1], atoi(argv[2]));

	owner = getpid();
	snprintf(path, sizeof path, "meet.%ld", (long)owner);
	CHECK((fd = leat_open(path, O_CREAT | O_EXCL | O_WRONLY, 0600)) != -1);
	atexit(clean_up);
	CHECK_INT(leat_close(fd), 0);
	CHECK_INT(key_of(path, 1), key_of(path, 1));
	CHECK(key_of(path, 2) != key_of(path, 1));
	printf("the same file and number give the same key, another number another\n");
	CHECK_FAILS(leat_ftok("no such file", 1), -1, ENOENT, "ftok");
	printf("a file that does not exist gives none\n");
	fflush(stdout);

	project = create_queue();
	snprintf(number, sizeof number, "%d", project);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		leat_execlp(argv[0], argv[0], path, number, (char *)NULL);
		leat_perror("execlp");
		_exit(1);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_msgrcv(queue, &message, sizeof message.number, 1, IPC_NOWAIT), sizeof message.number);
	printf("the other program found the queue by the key, and sent %d\n", message.number);

	CHECK((one = leat_msgget(IPC_PRIVATE, IPC_CREAT | 0600)) != -1);
	CHECK((two = leat_msgget(IPC_PRIVATE, IPC_CREAT | 0600)) != -1);
	CHECK(one != two && one != queue);
	printf("IPC_PRIVATE twice gives two queues\n");
	return 0;
}
