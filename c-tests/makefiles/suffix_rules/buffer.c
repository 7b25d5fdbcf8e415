#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>
#include "semaphores.h"

int main()
{
	int shm, empty, full, i;
	int *slot;

	shm = shmget(IPC_PRIVATE, sizeof(int), IPC_CREAT | 0600);
	slot = (int *)shmat(shm, (char *)0, 0);
	if (slot == (int *)-1) {
		perror("shmat");
		exit(1);
	}
	empty = create_semaphore(1);
	full = create_semaphore(0);
	if (fork() == 0) {
		for (i = 1; i <= 5; i++) {
			down(empty);
			*slot = i * i;
			up(full);
		}
		exit(0);
	}
	for (i = 1; i <= 5; i++) {
		down(full);
		printf("got %d\n", *slot);
		up(empty);
	}
	wait((int *)0);
	destroy_semaphore(empty);
	destroy_semaphore(full);
	shmctl(shm, IPC_RMID, (struct shmid_ds *)0);
	shmdt((char *)slot);
	down(-1);
	if (shmat(-1, (char *)0, 0) == (void *)-1)
		perror("shmat");
	return 0;
}
