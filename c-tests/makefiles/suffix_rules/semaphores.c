#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include "semaphores.h"

union arg { int val; };

int create_semaphore(value)
int value;
{
	union arg a;
	int id;

	id = semget(IPC_PRIVATE, 1, 0600);
	a.val = value;
	if (id < 0 || semctl(id, 0, SETVAL, a) < 0) {
		perror("semaphore");
		exit(1);
	}
	return id;
}

static void change(id, by)
int id, by;
{
	struct sembuf op;

	op.sem_num = 0;
	op.sem_op = by;
	op.sem_flg = 0;
	if (semop(id, &op, 1) < 0)
		perror("semop");
}

void down(id)
int id;
{
	change(id, -1);
}

void up(id)
int id;
{
	change(id, 1);
}

void destroy_semaphore(id)
int id;
{
	semctl(id, 0, IPC_RMID);
}
