/* A child fills a System V segment; the parent reads it. */
#define _XOPEN_SOURCE 700
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	struct shmid_ds status;
	int id;
	char *text;

	id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
	if (id < 0) {
		perror("shmget");
		exit(1);
	}
	text = (char *)shmat(id, NULL, 0);
	if (text == (char *)-1) {
		perror("shmat");
		exit(1);
	}
	if (fork() == 0) {
		strcpy(text, "written by the child");
		if (shmdt(text) == -1)
			perror("shmdt");
		_exit(0);
	}
	wait(NULL);
	printf("%s\n", text);
	if (shmctl(id, IPC_STAT, &status) == 0)
		printf("size %lu, attached %lu\n", (unsigned long)status.shm_segsz, (unsigned long)status.shm_nattch);
	shmdt(text);
	if (shmdt(text) == -1)
		perror("shmdt twice");
	shmctl(id, IPC_RMID, NULL);
	if (shmat(id, NULL, 0) == (void *)-1)
		perror("shmat after IPC_RMID");
	if (shmget(IPC_PRIVATE, 0, IPC_CREAT | 0600) == -1)
		perror("shmget of nothing");
	return 0;
}
