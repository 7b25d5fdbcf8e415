/*
 * Note 003, Message passing with queues: msgrcv's type 0 takes the first message, a type above 0 the first of that
 * type, and a type below 0 the first of the lowest type up to |type|: not simply the first up to |type|, as the note
 * has it.
 *
 *     first --> 3:apple  2:banana  2:cherry  1:date  1:elder <-- last
 */
/* prints:
type  0 takes 3:apple
type  2 takes 2:banana
type -2 takes 1:date
type -2 takes 1:elder
type -2 takes 2:cherry
type -2 finds no message
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#include "check.h"

struct fruit {
	long type;
	char name[16];
};

static int queue;

static void remove_queue(void)
{
	leat_msgctl(queue, IPC_RMID, NULL);
}

static void put(long type, const char *name)
{
	struct fruit fruit;

	memset(&fruit, 0, sizeof fruit);
	fruit.type = type;
	memcpy(fruit.name, name, strlen(name));
	if (leat_msgsnd(queue, &fruit, sizeof fruit.name, IPC_NOWAIT) == -1) {
		leat_perror("msgsnd");
		exit(1);
	}
}

static void take(long type)
{
	struct fruit fruit;

	if (leat_msgrcv(queue, &fruit, sizeof fruit.name, type, IPC_NOWAIT) != -1) {
		printf("type %2ld takes %ld:%s\n", type, fruit.type, fruit.name);
	} else {
		CHECK_INT(errno, ENOMSG);
		printf("type %2ld finds no message\n", type);
	}
}

int main(void)
{
	queue = leat_msgget(IPC_PRIVATE, IPC_CREAT | 0600);
	if (queue == -1) {
		leat_perror("msgget");
		exit(1);
	}
	atexit(remove_queue);

	put(3, "apple");
	put(2, "banana");
	put(2, "cherry");
	put(1, "date");
	put(1, "elder");

	take(0);
	take(2);
	take(-2);
	take(-2);
	take(-2);
	take(-2);
	return 0;
}
