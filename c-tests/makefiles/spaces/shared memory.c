#include <stdio.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include "shared memory.h"

int *shared_array(int count)
{
	int id = shmget(IPC_PRIVATE, count * sizeof(int), IPC_CREAT | 0600);
	int *array;

	if (id == -1) {
		perror("shmget");
		return NULL;
	}
	array = shmat(id, NULL, 0);
	shmctl(id, IPC_RMID, NULL);
	return array;
}

void release(int *array)
{
	if (shmdt(array) == -1)
		perror("shmdt");
}
